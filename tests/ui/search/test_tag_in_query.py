"""A tag as words of a query."""

import pytest

from viewer.ui.search.tag_in_query import with_tag


@pytest.mark.parametrize(
    ("query", "path", "expected"),
    [
        ("", "framing", "tag:framing"),
        ("harbin", "framing/liberation", 'harbin tag:"framing/liberation"'),
        ("harbin OR mukden", "actor", "(harbin OR mukden) tag:actor"),
        ("(harbin OR mukden) tag:actor", "actor", "(harbin OR mukden)"),
        ("(harbin OR mukden)", "actor", "(harbin OR mukden) tag:actor"),
        ("tag:framing", "framing", ""),
        ('x tag:"a b"', "a b", "x"),
        ("x", 'a "b"', 'x tag:"a b"'),
    ],
)
def test_a_tag_is_added_or_taken_away(query: str, path: str, expected: str) -> None:
    assert with_tag(query, path) == expected
