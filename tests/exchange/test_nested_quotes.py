from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.exchange.nested_quotes import as_quoted_title, nested


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("Russia Joins War", "“Russia Joins War,”"),
        ("Warning to “the World”", "“Warning to ‘the World,’”"),
        ('"Russia" and "peace"', "“‘Russia’ and ‘peace,’”"),
        ("He said “she said ‘no’ then” so", "“He said ‘she said “no” then’ so,”"),
        ("Japan’s ‘End’ Near.", "“Japan’s “End” Near,”".replace("“End”", "‘End’")),
        ("The Workers’", "“The Workers’,”"),
        ("Aid from the U.S.", "“Aid from the U.S.,”"),
        ("And then ...", "“And then ...,”"),
        ("Who Won?", "“Who Won?,”"),
        ("«Правда» о войне", "“«Правда» о войне,”"),
        ("„Krieg“ vorbei", "“‘Krieg’ vorbei,”"),
        ("“Not closed", "““Not closed,”"),
        ('5" guns', '“5" guns,”'),
    ],
)
def test_titles(title: str, quoted: str) -> None:
    assert as_quoted_title(title) == quoted


@given(st.text(alphabet='ab .“”‘’"„', max_size=30))
def test_only_marks_change(title: str) -> None:
    shown, closing = nested(title)
    marks = set('“”‘’"„')
    assert len(shown) == len(title)
    assert [c for c in shown if c not in marks] == [c for c in title if c not in marks]
    assert 0 <= closing <= len(title)
