"""Words and sentences, as positions."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from viewer.text import segmentation
from viewer.text.segmentation import sentences, word_places, word_strings, words

SAMPLE = (
    "Don’t go to Маньчжоу-Го 🚩\r\n"
    "The cafe\u0301 at\u00a0Man\u00adchuria held 850,000 men in the U.S.\r\n"
)
texts = st.text(alphabet="aBяЮ1.!?…,;:-'’»”) \n\r\t\u00a0\u0301\u00ad\u200d関🚩", max_size=80)
# The rules once more, as patterns alone: whatever is done to be quick must give the same words.
LETTER_OR_DIGIT, INSIDE = r"[\p{L}\p{N}]", r"[\p{L}\p{M}\p{N}]"
JOINERS = r"[\u00AD\u200C\u200D\u2060\u180E]+"
SPACED = rf"{LETTER_OR_DIGIT}{INSIDE}*(?:(?:['’ʼ](?=\p{{L}})|{JOINERS}(?={INSIDE})){INSIDE}+)*"
CHARACTER = r"[\p{Han}\p{Hiragana}\p{Katakana}]"
UNSPACED = (
    rf"{CHARACTER}\p{{M}}*|(?!{CHARACTER}){LETTER_OR_DIGIT}"
    rf"(?:(?:['’ʼ](?=\p{{L}})|{JOINERS}(?={INSIDE}))?(?!{CHARACTER}){INSIDE})*"
)
MIXED = (
    *("a", "Z", "é", "ſ", "я", "Ө", "ё", "'", "’", "ʼ", "ʹ", "`", "\u00ad", "\u200c", "\u200d"),
    *(
        "\u2060",
        "\u0301",
        "\u20dd",
        "関",
        "々",
        "か",
        "カ",
        "ー",
        "゙",
        "ㄅ",
        "ᠨ",
        "\u180e",
        "ᠡ",
        "🚩",
    ),
    *(
        "👩\u200d👧",
        "𠀀",
        "𝒜",
        "\u00a0",
        " ",
        "\r\n",
        "\t",
        "\x00",
        "½",
        "²",
        "_",
        "Ⅳ",
        "ⅳ",
        "7",
        "٣",
    ),
    *(
        "ع",
        "ر",
        "\u0640",
        "\u064b",
        "한",
        "ก",
        "\u0e31",
        "-",
        ".",
        "—",
        "\ud800",
        "\udc00",
        "\u200b",
    ),
)
mixed_texts = st.one_of(
    st.lists(st.sampled_from(MIXED), max_size=40).map("".join),
    st.lists(st.sampled_from([*"aB1'’ _-\n"]), max_size=40).map("".join),
    st.lists(st.sampled_from([*"aЯ1½'’ʼ —\u00a0_"]), max_size=40).map("".join),
    st.text(st.characters(), max_size=40),
)


def by_pattern(text: str) -> list[str]:
    pattern = UNSPACED if regex.search(CHARACTER, text) else SPACED
    return [match.group() for match in regex.finditer(pattern, text)]


def found(text: str) -> list[str]:
    return [word for _, _, word in words(text)]


def test_words_of_a_mixed_text() -> None:
    assert "|".join(found(SAMPLE)) == (
        "Don’t|go|to|Маньчжоу|Го|The|cafe\u0301|at|Man\u00adchuria|held|850|000|men|in|the|U|S"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n🚩—", []),
        ("O'Brien's 'tis dogs' rock'n'roll", ["O'Brien's", "tis", "dogs", "rock'n'roll"]),
        ("l’armée 1940's", ["l’armée", "1940's"]),
        ("T-34 a_b №5", ["T", "34", "a", "b", "5"]),
        ("й\u0306о \u0301x", ["й\u0306о", "x"]),
        ("end\u00ad of", ["end", "of"]),
        ("ᠨᠡᠷ\u180eᠡ", ["ᠨᠡᠷ\u180eᠡ"]),
        ("関東軍 in Harbin", ["関", "東", "軍", "in", "Harbin"]),
        ("a関'a\u00ad軍b'東 x'y", ["a", "関", "a", "軍", "b", "東", "x'y"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(texts)
def test_words_stand_where_they_say(text: str) -> None:
    last = 0
    for start, end, word in words(text):
        assert last <= start < end
        assert text[start:end] == word
        assert word[0].isalnum()
        last = end
    covered = "".join(found(text))
    letters = [character for character in text if character.isalnum()]
    assert [character for character in covered if character.isalnum()] == letters


@given(mixed_texts)
def test_words_are_those_of_the_patterns(text: str) -> None:
    assert word_strings(text) == found(text) == by_pattern(text)


@given(mixed_texts)
def test_without_such_characters_both_patterns_say_the_same(text: str) -> None:
    spaced = regex.sub(CHARACTER, "x", text)
    assert regex.findall(UNSPACED, spaced) == regex.findall(SPACED, spaced)


def test_every_character_stands_in_the_words_that_the_patterns_find() -> None:
    for one in map(chr, range(0x10000)):
        for text in (one, f"é{one} '{one}a’{one} {one}1{one}'{one}", f"関{one}a"):
            assert word_strings(text) == by_pattern(text), text


@pytest.mark.parametrize("plane", range(1, 17))
def test_every_rarer_character_too(plane: int) -> None:
    every = [chr(code) for code in range(plane << 16, (plane + 1) << 16)]
    text = "".join(f"{one} é{one}'{one}a " for one in every)
    assert word_strings(text) == by_pattern(text)


@given(
    st.lists(
        st.sampled_from(["word ", "don't\n", "関東 ", "Man\u00adchu", "яяя\u2003"]), max_size=60
    )
)
def test_a_long_text_is_cut_within_no_word(parts: list[str]) -> None:
    text = "".join(parts)
    whole = by_pattern(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmentation, "STRETCH", 7)
        assert word_strings(text) == found(text) == whole
        for start, end, word in words(text):
            assert text[start:end] == word


@given(mixed_texts, st.lists(st.integers(0, 60)), st.sampled_from([3, 1 << 16]))
def test_words_are_placed_by_their_numbers(text: str, numbers: list[int], stretch: int) -> None:
    every = list(words(text))
    expected = {n: every[n][:2] for n in numbers if n < len(every)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmentation, "STRETCH", stretch)
        assert word_places(text, numbers) == expected


@given(texts)
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    spans = sentences(text)
    last = 0
    for span in spans:
        assert last <= span.start < span.end
        assert not text[last : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        last = span.end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Truman said it.| The U.S. Army, i.e. Gen. MacArthur's, was there.| “It is over.”| So.",
        "И. В. Сталин сказал: «Ура!»| В 1945 г. Красная Армия вошла в гор. Харбин, т.е. туда.| Да!",
        "Was it?| Yes… and no!| See p. 5.| (He had left.)| 🚩 Then\u00a0all was quiet.",
        "HIROSHIMA 60 PERCENT FLAT|\n\nTokyo, Aug. 8.| It burned.|\nA second line.",
        "Войска вошли в Харбин, Мукден и т.д.| Потом стало тихо.| 1945 он.| Тэр cafe\u0301 байв.",
        "One paragraph, wrapped by a typist at the\nRed River, as all were in\nthose days.| End.",
        "No end",
    ],
)
def test_sentences(text: str) -> None:
    expected = [sentence.strip() for sentence in text.split("|")]
    plain = text.replace("|", "")
    assert [span.of(plain) for span in sentences(plain)] == expected


def test_line_ends_of_windows_end_headings_too() -> None:
    text = "Heading\r\n\r\nFirst 🚩 sentence. Second."
    assert [span.of(text) for span in sentences(text)] == [
        "Heading",
        "First 🚩 sentence.",
        "Second.",
    ]
