"""A tag by its name: the same wherever one is given."""

from __future__ import annotations

import pytest

from tests.services.conftest import tag_words
from viewer.base.errors import InputError, NotFoundError
from viewer.base.messages import verbatim
from viewer.catalogue.models import TagLabel
from viewer.services.archive.archive import Archive
from viewer.services.codebook.change_codebook import create_tag
from viewer.services.codebook.find_tags import (
    find_tags,
    path_to_tag_with,
    tag_tree,
    with_descendants,
)
from viewer.services.passages.list_passages import list_passages


@pytest.fixture
def archive(papers: Archive) -> Archive:
    for path in ("event/war", "framing/war", "framing/liberation/late"):
        create_tag(papers, path)
    with papers.writing(verbatim("Label a tag")) as write:
        write.session.add(TagLabel(tag_id=1, language="ru", name="событие 🚩"))
    return papers


def paths(archive: Archive, *names: str) -> list[str]:
    """The paths of the tags that are found."""
    found = find_tags(archive, names)
    with archive.reading() as session:
        tree = tag_tree(session)
        return [tree.path(key) for key in found]


def test_every_tag_of_a_name_is_found_once(archive: Archive) -> None:
    assert paths(archive, "war") == ["event/war", "framing/war"]
    assert paths(archive, "event/war", "WAR") == ["event/war", "framing/war"]
    assert paths(archive, "liberation/late") == ["framing/liberation/late"]
    assert paths(archive, "Событие 🚩") == ["event"]
    assert find_tags(archive, []) == []


def test_a_name_that_no_tag_bears_is_refused_though_others_are_known(archive: Archive) -> None:
    with pytest.raises(NotFoundError, match="no tag “nowhere”"):
        find_tags(archive, ["event", "nowhere"])


def test_the_tags_below_are_found_with_it(archive: Archive) -> None:
    (framing,) = find_tags(archive, ["framing"])
    with archive.reading() as session:
        below = with_descendants(session, [framing])
    assert below == {framing, *find_tags(archive, ["framing/war", "liberation", "late"])}


def test_a_path_is_completed_from_the_end_of_it(archive: Archive) -> None:
    assert path_to_tag_with(archive, "late") == "framing/liberation/late"
    assert path_to_tag_with(archive, "FRAMING") == "framing"


def test_a_name_of_several_tags_asks_which_is_meant(archive: Archive) -> None:
    with pytest.raises(InputError) as caught:
        path_to_tag_with(archive, "war")
    for path in ("event/war", "framing/war"):
        assert path in str(caught.value)


def test_a_new_name_is_a_path_from_the_root(archive: Archive) -> None:
    assert path_to_tag_with(archive, " actor/army ") == "actor/army"
    assert path_to_tag_with(archive, "/war") == "war"  # not one of those that are there
    tag_words(archive, 1, "Soviet", path_to_tag_with(archive, "/war"))
    (passage,) = list_passages(archive)
    assert [tag.path for tag in passage.tags] == ["war"]
