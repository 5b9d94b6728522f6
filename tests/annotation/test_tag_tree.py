"""The codebook as a tree: what is below a tag, what a tag's path is, which tags a name means."""

from __future__ import annotations

import pytest

from viewer.annotation.tag_tree import TagNode, TagTree
from viewer.base.ids import TagId


def tree(*nodes: tuple[int, int | None, str, *tuple[str, ...]]) -> TagTree:
    """A tree of `(id, parent, name, *labels)`."""
    return TagTree(
        TagNode(TagId(key), None if parent is None else TagId(parent), name, tuple(labels))
        for key, parent, name, *labels in nodes
    )


#: Two branches, one name in both of them, a name that begins like another, and one in two cases.
CODEBOOK = tree(
    (1, None, "event", "событие 🚩"),
    (2, 1, "war", "война", "cafe\u0301"),
    (3, 2, "front\u00a0line"),
    (4, 3, "Ussuri"),
    (5, None, "framing"),
    (6, 5, "war"),
    (7, None, "warning"),
    (8, None, "War"),
)


def test_the_subtree_of_a_tag_goes_down_to_its_last_leaf() -> None:
    assert CODEBOOK.with_descendants([1]) == {1, 2, 3, 4}
    assert CODEBOOK.with_descendants([3]) == {3, 4}
    assert CODEBOOK.with_descendants([4, 5]) == {4, 5, 6}
    assert CODEBOOK.with_descendants([]) == set()


def test_the_subtree_is_told_by_parents_and_not_by_how_paths_begin() -> None:
    similar = tree((1, None, "war"), (2, None, "war/late"), (3, 1, "early"), (4, None, "warning"))
    assert similar.with_descendants([1]) == {1, 3}


def test_a_tag_that_is_gone_has_nothing_below() -> None:
    assert CODEBOOK.with_descendants([99, 5]) == {5, 6}
    assert CODEBOOK.path(99) == ""


def test_a_path_begins_at_the_root() -> None:
    assert CODEBOOK.path(4) == "event/war/front\u00a0line/Ussuri"
    assert CODEBOOK.ancestry(4) == [1, 2, 3, 4]
    assert CODEBOOK.paths()[:2] == ["event", "event/war"]


def test_tags_in_a_circle_neither_hang_nor_come_twice() -> None:
    circle = tree((1, 3, "a"), (2, 1, "b"), (3, 2, "c"), (4, 4, "alone"))
    assert circle.with_descendants([2]) == {1, 2, 3}
    assert circle.ancestry(2) == [3, 1, 2]
    assert circle.path(4) == "alone"


def test_a_parent_that_is_gone_makes_a_root() -> None:
    assert tree((2, 1, "orphan")).path(2) == "orphan"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("event", {1}),
        ("EVENT/War", {2}),
        (" event / war ", {2}),
        ("front\u00a0line", {3}),
        ("line", set()),  # not the name, only its end
        ("line/ussuri", set()),
        ("war/front\u00a0line", {3}),
        ("ussuri", {4}),
        ("ВОЙНА", {2}),
        ("cafe\u0301", {2}),
        ("событие 🚩", {1}),
        ("framing/война", set()),
        ("nowhere", set()),
        ("", set()),
        ("/", set()),
        (" ", set()),
    ],
)
def test_a_name_means_a_path_a_name_a_label_or_the_end_of_a_path(
    text: str, means: set[int]
) -> None:
    assert CODEBOOK.called(text) == means


def test_a_whole_path_is_preferred_as_it_is_written() -> None:
    two = tree((1, None, "war"), (2, None, "War"), (3, 1, "late"))
    assert two.called("war") == {1}
    assert two.called("War") == {2}
    assert two.called("WAR") == {1, 2}


def test_a_whole_path_means_no_tag_of_that_name_elsewhere() -> None:
    assert CODEBOOK.called("War") == {8}
    several = tree((1, None, "event"), (2, 1, "war"), (3, None, "framing"), (4, 3, "war"))
    assert several.called("war") == {2, 4}
    assert several.called("event/war") == {2}


def test_no_name_means_no_tag_however_tags_are_named() -> None:
    strange = tree((1, None, "ends in a slash/"), (2, None, "named", ""))
    assert strange.called("") == strange.called("/") == set()


def test_a_slash_before_it_asks_for_a_whole_path() -> None:
    assert CODEBOOK.called("/Ussuri") == set()
    assert CODEBOOK.called("/event/war") == {2}
