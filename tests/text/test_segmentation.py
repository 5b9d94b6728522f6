"""Words and sentences, as positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.text.segmentation import sentences, words

SAMPLE = (
    "Don’t go to Маньчжоу-Го 🚩\r\n"
    "The cafe\u0301 at\u00a0Man\u00adchuria held 850,000 men in the U.S.\r\n"
)
texts = st.text(alphabet="aBяЮ1.!?…,;:-'’»”) \n\r\t\u00a0\u0301\u00ad\u200d関🚩", max_size=80)


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
