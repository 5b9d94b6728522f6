from __future__ import annotations

import pytest

from viewer.exchange.dates_in_words import american_date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("", ""),
        ("1945-08-09", "August 9, 1945"),
        ("1945-08", "August 1945"),
        ("1945", "1945"),
        ("1945-08-09?", "[August 9, 1945?]"),
        ("1945?", "[1945?]"),
        ("1945-08/1945-10", "August–October 1945"),
        ("1945-08-09/1945-08-20", "August 9–20, 1945"),
        ("1945-08-09/1945-09-02", "August 9–September 2, 1945"),
        ("1945-08-09/1946-01-05", "August 9, 1945–January 5, 1946"),
        ("1945/1946", "1945–1946"),
        ("1945-08-09/1945-10", "August 9, 1945–October 1945"),
        ("1945-08-01?/1945-08-03?", "[August 1–3, 1945?]"),
        ("1945-08/1945-08", "August 1945"),
        ("лето 1945", "лето 1945"),
        ("1945-13", "1945-13"),
        ("1945/", "1945/"),
    ],
)
def test_dates(edtf: str, words: str) -> None:
    assert american_date(edtf) == words
