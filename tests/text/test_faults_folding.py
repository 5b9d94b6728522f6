"""The rough pattern lets through every text whose folded form holds what is looked for."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.text.folding import fold, rough_glob

LETTERS = (
    "nhw\u0307\u0308\u0301\u02bcǆǅẖabuü\u2126Ωваᲀйа"
    "AsSſßkK\u212aеёЁЕжЖÅåσςΣ 🚩ﬁİıfi tT\u00a0*[]?-9ŉ\n"
)


def fits(text: str, pattern: str) -> bool:
    with sqlite3.connect(":memory:") as database:
        return bool(database.execute("SELECT ? GLOB ?", (text, pattern)).fetchone()[0])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Сравни с «Таймс»", "таймс"),
        ("ЛЁТЧИК", "летчик"),
        ("Die Straße", "strasse"),
        ("an oﬃce", "office"),
        ("two   words\nhere", "two words here"),
        ("[4.1] *miles*?", "[4.1] *miles*?"),
    ],
)
def test_it_fits(text: str, wanted: str) -> None:
    assert fold(wanted) in fold(text)
    assert fits(text, rough_glob(fold(wanted)))


def test_every_sign_that_folds_to_several_letters_fits_beside_every_other() -> None:
    """`sﬆ` folds to `sst`, of which `ss` could be one sign too."""
    signs = [
        sign
        for sign in map(chr, range(0x80, 0x20000))
        if len(fold(sign)) > 1 and not "\ud800" <= sign <= "\udfff"
    ]
    latin = "sftilan9"
    with sqlite3.connect(":memory:") as database:
        for text in (
            f"a{before}{sign}{after}9" for sign in signs for before in latin for after in latin
        ):
            pattern = rough_glob(fold(text))
            assert database.execute("SELECT ? GLOB ?", (text, pattern)).fetchone()[0], text


def test_it_tells_most_apart() -> None:
    assert not fits("The Russian is not held.", rough_glob("harbin"))


@given(st.text(LETTERS, max_size=12), st.data())
def test_whatever_is_held_fits(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    assert fits(text, rough_glob(folded[start:end]))
