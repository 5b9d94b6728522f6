"""The codebook as a list: parents first, siblings in their order, each passage counted once."""

from __future__ import annotations

from tests.services.conftest import tag_words
from tests.services.listed import list_tags
from viewer.base.messages import verbatim
from viewer.catalogue.models import Tag, TagLabel
from viewer.services.archive.archive import Archive
from viewer.services.codebook.change_codebook import create_tag
from viewer.services.codebook.list_tags import tags_by_id


def test_parents_come_before_children_and_siblings_in_their_order(papers: Archive) -> None:
    for path in ("framing/liberation", "event", "framing/conquest", "actor/state/USSR"):
        create_tag(papers, path)
    assert [tag.path for tag in list_tags(papers)] == [
        "framing",
        "framing/liberation",
        "framing/conquest",
        "event",
        "actor",
        "actor/state",
        "actor/state/USSR",
    ]
    with papers.writing(verbatim("Put the last sibling first")) as write:
        for tag in write.session.query(Tag).filter(Tag.name.in_(["liberation", "conquest"])):
            tag.position = 0 if tag.name == "conquest" else 1
    assert [tag.path for tag in list_tags(papers)][:3] == [
        "framing",
        "framing/conquest",
        "framing/liberation",
    ]


def test_a_passage_counts_once_for_a_tag_and_once_for_all_above_it(papers: Archive) -> None:
    tag_words(papers, 1, "Soviet", "actor/state/USSR", "actor/state", "actor/army")
    tag_words(papers, 2, "армия", "actor/army")
    tag_words(papers, 3, "withdrawal", "event")
    counts = {tag.path: tag.passages for tag in list_tags(papers)}
    assert counts == {
        "actor": 2,
        "actor/state": 1,
        "actor/state/USSR": 1,
        "actor/army": 2,
        "event": 1,
    }


def test_tags_in_a_circle_are_counted_and_the_list_ends(papers: Archive) -> None:
    tag_words(papers, 1, "Soviet", "a/b")
    with papers.writing(verbatim("Close a circle")) as write:
        write.session.get_one(Tag, 1).parent_id = 2
    assert sorted(tag.passages for tag in list_tags(papers)) == [1, 1]


def test_a_tag_is_shown_with_its_names_and_colour(papers: Archive) -> None:
    create_tag(papers, "event 🚩")
    with papers.writing(verbatim("Describe")) as write:
        tag = write.session.get_one(Tag, 1)
        tag.definition, tag.shortcut = "Что случилось", "e"
        write.session.add(TagLabel(tag_id=1, language="ru", name="событие"))
    (shown,) = list_tags(papers)
    assert (shown.name, shown.parent_id, shown.definition) == ("event 🚩", None, "Что случилось")
    assert (shown.shortcut, dict(shown.labels)) == ("e", {"ru": "событие"})
    with papers.reading() as session:
        carried = tags_by_id(session)[1]
    assert (carried.path, carried.colour) == ("event 🚩", shown.colour)
