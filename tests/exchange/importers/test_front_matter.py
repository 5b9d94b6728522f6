from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.exchange.importers.front_matter import split_front_matter


def test_values_by_field_and_the_text_behind(hard: str) -> None:
    block = (
        "---\n"
        "title: 'Russia: it''s war' \n"
        'newspaper: "The \\"Guardian\\""\n'
        "# a comment\n"
        "\n"
        "date: 1945-08-14 # Tuesday\n"
        "author: [Ed Hill, 'A. N. Other']\n"
        "notes: |\n"
        "  one\n"
        "  two\n"
        "tags:\n"
        "- war\n"
        "  - peace\n"
        "empty:\n"
        "---\n"
    )
    given, text = split_front_matter(block + hard)
    assert text == hard
    assert given == {
        "headline": "Russia: it's war",
        "publication": 'The "Guardian"',
        "issue_date": "1945-08-14",
        "byline": "Ed Hill, A. N. Other",
        "note": "one\ntwo\ntags: war, peace",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n",
        "---\ntitle: x\n",
        "---\nA rule, and a text.\n---\nmore",
        "---\ncolour: red\n---\nno field of ours",
        "title: x\n---\n",
        "----\ntitle: x\n----\n",
        "---\n" + "title: x\n" * 300 + "---\ntext",
    ],
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


def test_nothing_behind_the_block() -> None:
    assert split_front_matter("---\ntitle: x\n---")[1] == ""
    assert split_front_matter("---\ntitle: x\n...\n\nbody")[1] == "\nbody"


def test_the_first_value_counts_and_the_others_are_noted() -> None:
    given, _ = split_front_matter("---\ntitle: a\nheadline: b\ntext: c\n---\nbody")
    assert given == {"headline": "a", "note": "headline: b\ntext: c"}


@given(st.text(alphabet="-:\n #ab'\"[],|Ж🚩\u0301\u00a0", max_size=60))
def test_any_text_is_read(text: str) -> None:
    given, rest = split_front_matter(f"---\n{text}")
    assert rest == f"---\n{text}" or f"---\n{text}".endswith(rest)
    assert given or rest == f"---\n{text}"
