"""Scripts of words, look-alike letters, languages of texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.text.scripts import fold_lookalikes, guess_language, script_of

SHARED = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("Harbin", "latin"),
        ("café", "latin"),
        ("cafe\u0301", "latin"),
        ("Харбин", "cyrillic"),
        ("чөлөөлөх", "cyrillic"),
        ("Т-34", "cyrillic"),
        ("Mосква", "mixed"),
        ("αрка", "mixed"),
        ("関東軍", "other"),
        ("1945", "other"),
        ("🚩\u00a0", "other"),
        ("", "other"),
    ],
)
def test_script_of(word: str, script: str) -> None:
    assert script_of(word) == script


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Mосква", "Москва"),
        ("МOCKВА", "МОСКВА"),
        ("Нarbin", "Harbin"),
        ("Wеар", "Weap"),
        ("хvн", "хүн"),
        ("Tv\u00adгээмэл", "Тү\u00adгээмэл"),
        ("3Dпринтер", "3Dпринтер"),
        ("Москва", "Москва"),
        ("Moscow", "Moscow"),
        ("αрка", "αрка"),
        ("1945", "1945"),
    ],
)
def test_fold_lookalikes(word: str, folded: str) -> None:
    assert fold_lookalikes(word) == folded


@given(st.text(alphabet="acepoxyBHMасероуВНМwжvү1\u0301🚩", max_size=12))
def test_folding_keeps_the_length_and_settles(word: str) -> None:
    folded = fold_lookalikes(word)
    assert len(folded) == len(word)
    assert fold_lookalikes(folded) == folded


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The troops were in Harbin, and it is said that they had come by train. 🚩\r\n", "en"),
        ("Он сказал, что войска вошли в город и что это было не просто.\u00a0🚩\r\n", "ru"),
        ("Квантунская армия капитулировала", "ru"),
        ("Монгол Ардын Хувьсгалт Цэрэг чөлөөлөв", "mn"),
        ("Хvн бvр тєрж мэндлэхэд эрх чєлєєтэй нь адилхан байна", "mn"),
        ("Der Krieg ist aus, und die Truppen sind nicht mehr in der Stadt", "de"),
        ("La guerre est finie et les troupes sont dans la ville", "fr"),
        ("La guerra ha terminado y las tropas están en el norte con los aliados", "es"),
        ("Слава Україні! Війська увійшли в місто і не пішли", ""),
        ("Совѣтскія войска вошли въ городъ и были встрѣчены", "ru"),
        ("Қазақстан және әскер", ""),
        ("Harbin Mukden", ""),
        ("関東軍", ""),
        ("1945 🚩", ""),
        ("", ""),
    ],
)
def test_guess_language(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("folder", "pattern", "language"),
    [
        ("udhr", "Russian*-UTF8.txt", "ru"),
        ("udhr", "Mongolian_Khalkha-UTF8.txt", "mn"),
        ("udhr", "English*.txt", "en"),
        ("udhr", "Mongolian_traditional*.txt", ""),
        ("plain", "*.txt", "en"),
        ("factrueval", "*.txt", "ru"),
    ],
)
def test_guess_language_of_real_texts(folder: str, pattern: str, language: str) -> None:
    paths = list((SHARED / folder).glob(pattern))
    if not paths:
        pytest.skip(f"the texts of {folder} are not beside the project")
    for path in paths:
        assert guess_language(path.read_text(encoding="utf-8-sig", errors="replace")) == language
