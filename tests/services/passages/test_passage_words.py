"""What a list of passages is filtered by: each word, anywhere in a row, in either case."""

from __future__ import annotations

import pytest

from tests.ui.made_passages import made_passage
from viewer.services.passages.passage_words import holds_words

PASSAGES = [
    made_passage(1),
    made_passage(2, publication="The Guardian", issue_date="1945-08-14", quote="Harbin", tags=()),
    made_passage(3, publication="", issue_date="", quote="поля", note="see Wangyemiao (1945)"),
]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("", [1, 2, 3]),
        ("МАНЖУУР", [1]),
        ("izvestia liberation", [1]),
        ("framing/lib", [1, 3]),
        ("guardian liberation", []),
        ("(1945)", [3]),
        ("[", []),
        ("😀", [1]),
        ("address", [1, 2, 3]),
        ("14 aug", [2]),
        ("undated", [3]),
        ("not known", [3]),
        ("EXTRACT", [1, 2, 3]),
    ],
)
def test_a_filter_wants_every_word(words: str, left: list[int]) -> None:
    assert [each.id for each in PASSAGES if holds_words(each, words)] == left
