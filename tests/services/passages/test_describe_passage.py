"""The card of a passage: whether its quotation stands, and both ends of its links."""

from __future__ import annotations

import sqlite3

import pytest

from tests.services.conftest import link, tag_words
from viewer.base.errors import NotFoundError
from viewer.base.ids import AnnotationId
from viewer.base.messages import verbatim
from viewer.catalogue.models import Body, Excerpt, Version
from viewer.services.archive.archive import Archive
from viewer.services.passages.describe_passage import describe_passage
from viewer.text.kinds import LinkKind


def test_a_card_has_the_passage_and_its_citation(papers: Archive) -> None:
    passage = tag_words(papers, 1, "Soviet armies", "actor")
    card = describe_passage(papers, passage)
    assert (card.passage.id, card.passage.quote) == (passage, "Soviet armies")
    assert (card.checked, card.version_number, card.links) == (True, 1, ())
    assert card.citation == ("“Russians Advance 🚩,” The Guardian, August 14, 1945, p. 5.")


def test_links_say_which_way_they_go_and_what_is_at_the_other_end(papers: Archive) -> None:
    here = tag_words(papers, 1, "Soviet armies", "actor")
    there = tag_words(papers, 2, "Советская армия", "actor")
    third = tag_words(papers, 3, "withdrawal")
    link(papers, here, there, LinkKind.TRANSLATES, "by Reuters")
    link(papers, third, here, LinkKind.CONTRADICTS)
    links = describe_passage(papers, here).links
    assert [(each.outgoing, each.other.quote, each.link.kind) for each in links] == [
        (True, "Советская армия", LinkKind.TRANSLATES),
        (False, "withdrawal", LinkKind.CONTRADICTS),
    ]
    (back,) = describe_passage(papers, there).links
    assert (back.outgoing, back.other.id, back.link.note) == (False, here, "by Reuters")


def test_a_link_within_one_passage_is_one_link(papers: Archive) -> None:
    here = tag_words(papers, 1, "Soviet armies")
    link(papers, here, here, LinkKind.SUPPORTS)
    (card,) = describe_passage(papers, here).links
    assert (card.outgoing, card.other.id) == (True, here)


def test_a_quotation_that_does_not_stand_at_its_place_is_not_called_checked(
    papers: Archive,
) -> None:
    passage = tag_words(papers, 1, "Soviet armies")
    with sqlite3.connect(papers.path) as connection:
        connection.execute("UPDATE annotation SET start = start + 1")
    connection.close()
    assert not describe_passage(papers, passage).checked


def test_a_passage_of_an_older_version_is_not_checked_against_the_newer(papers: Archive) -> None:
    passage = tag_words(papers, 1, "Soviet armies")
    with papers.writing(verbatim("Correct the end of the text")) as write:
        text = write.session.get_one(Body, 1).text
        body = Body(sha256="1" * 64, text=text + " Исправлено.")
        write.session.add(Version(uid="v2", excerpt_id=1, number=2, body=body, created_at=write.at))
        write.session.get_one(Excerpt, 1).current_number = 2
    assert not describe_passage(papers, passage).checked


def test_a_passage_that_is_gone_is_said_to_be(papers: Archive) -> None:
    with pytest.raises(NotFoundError, match="no longer in the archive"):
        describe_passage(papers, AnnotationId(99))
