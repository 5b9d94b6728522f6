from __future__ import annotations

import pytest

from viewer.exchange.importers.file_names import leading_date, readable_stem


@pytest.mark.parametrize(
    ("stem", "date", "words"),
    [
        ("1945-08-14 Guardian - The Russian Advances", "1945-08-14",
         "Guardian - The Russian Advances"),
        ("1945-08-14_The-Guardian_p5_The-Russian-Advances", "1945-08-14",
         "The Guardian p5 The Russian Advances"),
        ("1945-08 Известия 🚩 cafe\u0301", "1945-08", "Известия 🚩 cafe\u0301"),
        ("1945-Truman", "", "1945 Truman"),
        ("1945-13 x", "", "1945-13 x"),
        ("1945-08-145", "", "1945 08 145"),
        ("19450814 x", "", "19450814 x"),
        ("1945-02-30", "1945-02-30", "1945-02-30"),
        ("the_russian_advances", "", "the russian advances"),
        ("Anglo-Soviet pact", "", "Anglo-Soviet pact"),
        ("1945-08-14 – x", "1945-08-14", "x"),
    ],
)  # fmt: skip
def test_names(stem: str, date: str, words: str) -> None:
    assert leading_date(stem) == date
    assert readable_stem(stem) == words
