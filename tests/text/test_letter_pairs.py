"""The tables of letters that follow each other."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from viewer.text.letter_pairs import (
    MONGOLIAN,
    RUSSIAN,
    share_of_known_pairs,
    with_mongolian_letters,
)


@pytest.mark.parametrize("table", [RUSSIAN, MONGOLIAN])
def test_tables_hold_each_letter_once(table: Mapping[str, str]) -> None:
    for letter, followers in table.items():
        assert len(set(followers)) == len(followers), letter
        assert set(followers) <= set(table)


def test_each_language_knows_itself_best() -> None:
    russian = ["квантунская", "армия", "капитулировала", "после", "объявления"]
    mongolian = ["хүн", "бүр", "төрж", "мэндлэхдээ", "чөлөөтэй", "адилхан", "байна"]
    assert share_of_known_pairs(russian, RUSSIAN) > share_of_known_pairs(russian, MONGOLIAN)
    assert share_of_known_pairs(mongolian, MONGOLIAN) > share_of_known_pairs(mongolian, RUSSIAN)
    assert share_of_known_pairs(["я"], RUSSIAN) == 0.0


def test_stand_ins_become_letters() -> None:
    assert with_mongolian_letters("Хvн ТЄРЄЛХТЄН, їг") == "Хүн ТӨРӨЛХТӨН, үг"
