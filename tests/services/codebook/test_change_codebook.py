"""The codebook's own changes."""

import pytest

from tests.services.listed import list_tags
from viewer.base.errors import InputError, NotFoundError
from viewer.base.ids import TagId
from viewer.base.messages import verbatim
from viewer.catalogue.models import TagLabel
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import undo
from viewer.services.codebook.change_codebook import (
    create_tag,
    define_tag,
    delete_tag,
    recolour_tag,
    rename_tag,
    set_shortcut,
)
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.types import ExcerptReading
from viewer.text.spans import Span


def test_making_a_tag_twice_gives_the_same_one(archive: Archive) -> None:
    assert create_tag(archive, "framing/liberation") == create_tag(archive, "framing/liberation")
    assert len(list_tags(archive)) == 2


def test_a_tag_can_be_renamed_coloured_and_defined(archive: Archive) -> None:
    tag = create_tag(archive, "framing")
    rename_tag(archive, tag, "рамка 🖼")
    recolour_tag(archive, tag, "#a1b2c3")
    define_tag(archive, tag, "How it is told.")
    (shown,) = list_tags(archive)
    assert (shown.name, shown.colour, shown.definition) == ("рамка 🖼", "#A1B2C3", "How it is told.")


def test_a_name_that_is_taken_or_has_a_slash_is_refused(archive: Archive) -> None:
    create_tag(archive, "a")
    other = create_tag(archive, "b")
    with pytest.raises(InputError, match="already"):
        rename_tag(archive, other, "a")
    with pytest.raises(InputError, match="/"):
        rename_tag(archive, other, "a/b")


@pytest.mark.parametrize("colour", ["red", "#12345", "#GGGGGG", "#123456;"])
def test_a_colour_is_six_hex_digits(archive: Archive, colour: str) -> None:
    with pytest.raises(InputError):
        recolour_tag(archive, create_tag(archive, "a"), colour)


def test_a_shortcut_belongs_to_one_tag(archive: Archive) -> None:
    first, second = create_tag(archive, "a"), create_tag(archive, "b")
    set_shortcut(archive, first, "1")
    set_shortcut(archive, second, "1")
    assert [tag.shortcut for tag in list_tags(archive)] == ["", "1"]
    with pytest.raises(InputError):
        set_shortcut(archive, first, "12")


def test_deleting_a_tag_keeps_the_passages_and_one_undo_brings_all_back(
    archive: Archive, reading: ExcerptReading
) -> None:
    tag_passage(archive, reading.version_id, Span(0, 5), ["framing/liberation/late", "event"])
    before = (list_tags(archive), list_passages(archive))
    delete_tag(archive, before[0][0].id)
    assert [tag.path for tag in list_tags(archive)] == ["event"]
    (passage,) = list_passages(archive)
    assert [tag.path for tag in passage.tags] == ["event"]
    undo(archive)
    assert (list_tags(archive), list_passages(archive)) == before


def test_a_tag_keeps_its_own_name_and_may_change_its_case(archive: Archive) -> None:
    tag = create_tag(archive, "framing")
    before = archive.last_step()
    rename_tag(archive, tag, "framing")
    assert archive.last_step() == before
    rename_tag(archive, tag, "Framing")
    assert [each.path for each in list_tags(archive)] == ["Framing"]


def test_a_name_may_be_that_of_a_tag_elsewhere(archive: Archive) -> None:
    create_tag(archive, "event/war")
    other = create_tag(archive, "framing/conquest")
    rename_tag(archive, other, "war")
    assert [tag.path for tag in list_tags(archive)] == [
        "event",
        "event/war",
        "framing",
        "framing/war",
    ]


def test_a_tag_goes_with_its_names_in_other_languages_and_comes_back_with_them(
    archive: Archive,
) -> None:
    tag = create_tag(archive, "event/surrender")
    with archive.writing(verbatim("Label")) as write:
        write.session.add_all(
            TagLabel(tag_id=key, language="ru", name=name)
            for key, name in ((1, "событие 🚩"), (2, "капитуляция"))
        )
    before = list_tags(archive)
    delete_tag(archive, before[0].id)
    assert list_tags(archive) == []
    undo(archive)
    assert list_tags(archive) == before
    delete_tag(archive, tag)
    assert [each.path for each in list_tags(archive)] == ["event"]


def test_a_tag_that_is_made_comes_last_among_its_siblings(archive: Archive) -> None:
    for path in ("b", "a", "b/z", "b/y"):
        create_tag(archive, path)
    assert [(tag.path, tag.position) for tag in list_tags(archive)] == [
        ("b", 0),
        ("b/z", 0),
        ("b/y", 1),
        ("a", 1),
    ]


def test_a_key_that_is_taken_away_or_belongs_to_nobody(archive: Archive) -> None:
    tag = create_tag(archive, "a")
    set_shortcut(archive, tag, "я")
    set_shortcut(archive, tag, "")
    assert [each.shortcut for each in list_tags(archive)] == [""]
    with pytest.raises(InputError):
        set_shortcut(archive, tag, "%")


@pytest.mark.parametrize("change", [rename_tag, recolour_tag, define_tag, set_shortcut])
def test_a_tag_that_is_gone_is_said_to_be(archive: Archive, change) -> None:
    before = archive.last_step()
    value = {rename_tag: "x", recolour_tag: "#112233", define_tag: "x", set_shortcut: "1"}[change]
    with pytest.raises(NotFoundError):
        change(archive, TagId(99), value)
    with pytest.raises(NotFoundError):
        delete_tag(archive, TagId(99))
    assert archive.last_step() == before
