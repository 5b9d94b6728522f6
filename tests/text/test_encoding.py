"""Decoding: UTF-8 for certain, other encodings by evidence, binary data never."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.base.errors import InputError
from viewer.text.encoding import CODE_PAGES, decode, ranked_guesses

UDHR = Path(__file__).parents[3] / "shared" / "corpus" / "udhr"
SAMPLE = "Война 🚩 объявлена.\r\nThe cafe\u0301 at\u00a0Harbin burned.\n"
RUSSIAN = (
    "«Квантунская армия капитулировала», — сообщает ТАСС. Японские войска сложили оружие\r\n"
    "у Харбина; Советское Информбюро объявило об этом 20 августа 1945 года. Ещё одна весть:\r\n"
    "подъезжают эшелоны, Маньчжурия освобождена."
)
MONGOLIAN = (
    "Монгол Ардын Хувьсгалт Цэрэг Зөвлөлтийн армитай хамтран Манжуурыг чөлөөлөв.\r\n"
    "Энэ бол хүн бүрийн мөрөөдөл байсан гэж бичжээ. Үндэсний хүч өсөв."
)
CYRILLIC_PAGES = [page for page in CODE_PAGES if page not in {"cp1252", "mac-roman"}]
# What each code page can write of the sample; quotation marks are not in all of them.
PLAIN_RUSSIAN = RUSSIAN.replace("«", '"').replace("»", '"').replace("—", "-")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_read_as_utf8(text: str) -> None:
    decoded = decode(text.encode())
    assert (decoded.text, decoded.certain) == (text.removeprefix("\ufeff"), True)
    assert decoded.encoding in {"utf-8", "utf-8-sig"}


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_byte_order_marks_decide(codec: str, name: str) -> None:
    decoded = decode(SAMPLE.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.certain) == (SAMPLE, name, True)
    big = decode(b"\xfe\xff" + SAMPLE.encode("utf-16-be"))
    assert (big.text, big.encoding, big.certain) == (SAMPLE, "utf-16-be", True)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SAMPLE, RUSSIAN])
def test_utf16_without_a_mark_is_a_good_guess(codec: str, text: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.certain) == (text, codec, False)


def test_a_cut_utf16_file_keeps_what_is_whole() -> None:
    decoded = decode(RUSSIAN.encode("utf-16")[:-1])
    assert decoded.text[:-1] == RUSSIAN[:-1]
    assert not decoded.certain


@pytest.mark.parametrize("page", CYRILLIC_PAGES)
def test_russian_in_every_code_page(page: str) -> None:
    decoded = decode(PLAIN_RUSSIAN.encode(page))
    assert (decoded.text, decoded.encoding, decoded.certain) == (PLAIN_RUSSIAN, page, False)


@pytest.mark.parametrize("page", CYRILLIC_PAGES)
@pytest.mark.parametrize(
    "words", ["Москва", "ХАРБИН ВЗЯТ", "война", "Красная Армия вошла в Мукден"]
)
def test_a_few_words_are_enough(page: str, words: str) -> None:
    assert decode(words.encode(page)).text == words


@pytest.mark.parametrize(
    ("page", "stand_ins"),
    [
        ("cp1251", {"ө": "є", "ү": "ї"}),
        ("cp1251", {"ө": "є", "ү": "v"}),
        ("iso-8859-5", {"ө": "є", "ү": "v"}),
        ("koi8-r", {"ө": "е", "ү": "у"}),
    ],
)
def test_mongolian_with_the_letters_at_hand(page: str, stand_ins: dict[str, str]) -> None:
    written = MONGOLIAN
    for letter, instead in stand_ins.items():
        written = written.replace(letter, instead).replace(letter.upper(), instead.upper())
    decoded = decode(written.encode(page), language="mn")
    assert (decoded.text, decoded.encoding) == (written, page)
    assert decode(written.encode(page)).text == written


@pytest.mark.parametrize(
    "text",
    [
        "It cost £100 — “a lot”, he said.",
        "Don’t fire",
        "The café at the Place de l’Étoile, à la carte",
        "Ærøskøbing, Zürich, São Paulo, El Niño",
    ],
)
def test_western_texts(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


def test_english_from_an_old_mac() -> None:
    text = "“It’s over,” he said at the café — and wept…"
    assert decode(text.encode("mac-roman")).text == text


def test_other_scripts_get_a_second_opinion() -> None:
    text = "関東軍は満洲で降伏した。ソ連軍が進撃した。" * 5
    assert decode(text.encode("shift_jis")).text == text


def test_damaged_utf8_is_still_utf8() -> None:
    data = RUSSIAN.encode()
    decoded = decode(data[:60] + b"\xff" + data[60:])
    assert (decoded.encoding, decoded.certain) == ("utf-8", False)
    assert decoded.text.count("\ufffd") == 1
    assert decoded.text.replace("\ufffd", "") == RUSSIAN


def test_guesses_are_ranked_and_whole() -> None:
    guesses = list(ranked_guesses(PLAIN_RUSSIAN.encode("koi8-r")))
    assert guesses[0].encoding == "koi8-r"
    assert {guess.encoding for guess in guesses} >= set(CODE_PAGES)
    assert {len(guess.text) for guess in guesses} == {len(PLAIN_RUSSIAN)}
    assert not any(guess.certain for guess in guesses)
    assert [guess.encoding for guess in ranked_guesses(SAMPLE.encode())] == ["utf-8"]


def test_a_given_encoding_is_used() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"), encoding="windows-1251")
    assert (decoded.text, decoded.encoding, decoded.certain) == (RUSSIAN, "cp1251", True)
    assert decode(SAMPLE.encode("utf-8-sig"), encoding="utf-8").text == SAMPLE


def test_a_given_encoding_that_does_not_fit_is_refused() -> None:
    with pytest.raises(InputError, match=r"not in utf-8: byte 2 does not fit"):
        decode(b"a\xff", encoding="utf-8")
    for name in ("klingon", "rot13", "a\x00b"):
        with pytest.raises(InputError, match="no text encoding named"):
            decode(b"abc", encoding=name)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG picture"),
        (b"PK\x03\x04\x14\x00\x00\x00", "ZIP package"),
        (b"%PDF-1.7\n", "PDF"),
        (random.Random(1).randbytes(5_000), "binary data"),
        (random.Random(2).randbytes(100_000), "binary data"),
        (b"\x00" * 40, "binary data"),
        (b"\x00\x01\x02\x03 some text", "binary data"),
        (b"\xff\xfe" + random.Random(3).randbytes(5_000), "binary data"),
    ],
)
def test_binary_data_is_refused(data: bytes, what: str) -> None:
    for encoding in ("", "cp866"):
        with pytest.raises(InputError, match=what):
            decode(data, encoding=encoding)
    with pytest.raises(InputError, match=what):
        next(ranked_guesses(data))


def test_nothing_is_a_text() -> None:
    assert decode(b"").text == ""


def test_large_texts_are_judged_by_a_sample() -> None:
    text = PLAIN_RUSSIAN * 8_000
    assert decode(text.encode("cp866")).text == text


@pytest.mark.parametrize("name", ["Russian_Russky", "Mongolian_Khalkha"])
def test_the_declaration_of_human_rights(name: str) -> None:
    if not UDHR.exists():
        pytest.skip("the Universal Declaration is not beside the project")
    right = decode((UDHR / f"{name}-UTF8.txt").read_bytes())
    guessed = decode((UDHR / f"{name}-Cyrillic.txt").read_bytes())
    assert right.certain
    assert not guessed.certain
    assert guessed.text.startswith(right.text[:5_000])
