"""How much an action over passages touches, said before it does."""

from __future__ import annotations

import pytest

from tests.services.conftest import tag_words
from viewer.base.ids import ExcerptId, TagId
from viewer.base.messages import verbatim
from viewer.catalogue.models import Article
from viewer.services.archive.archive import Archive
from viewer.services.codebook.find_tags import find_tags
from viewer.services.passages.count_passages import Tally, count_passages_in
from viewer.services.types import PaperCount, PassageCount


@pytest.fixture
def tagged(papers: Archive) -> Archive:
    tag_words(papers, 1, "Soviet armies", "actor/state", "actor/army")
    tag_words(papers, 1, "Manchuria", "place")
    tag_words(papers, 2, "армия", "actor")
    tag_words(papers, 4, "Manchester")
    return papers


def test_all_passages_are_counted_by_paper_the_fullest_first(tagged: Archive) -> None:
    assert count_passages_in(tagged) == PassageCount(
        4, 3, (PaperCount("The Guardian", 3), PaperCount("Известия", 1))
    )


def test_a_passage_with_two_tags_of_a_branch_counts_once(tagged: Archive) -> None:
    (actor,) = find_tags(tagged, ["actor"])
    assert count_passages_in(tagged, tag_ids=[actor]) == PassageCount(
        2, 2, (PaperCount("The Guardian", 1), PaperCount("Известия", 1))
    )


def test_tags_and_texts_narrow_together(tagged: Archive) -> None:
    (actor,) = find_tags(tagged, ["actor"])
    two, none = [ExcerptId(2), ExcerptId(4)], list[ExcerptId]()
    assert count_passages_in(tagged, tag_ids=[actor], excerpt_ids=two).passages == 1
    assert count_passages_in(tagged, excerpt_ids=two).passages == 2
    assert count_passages_in(tagged, excerpt_ids=none) == PassageCount()
    assert count_passages_in(tagged, tag_ids=[TagId(99)]) == PassageCount()


def test_a_text_without_a_paper_is_counted_under_no_name(archive: Archive) -> None:
    with archive.writing(verbatim("Forget the paper")) as write:
        write.session.get_one(Article, 1).publication_id = None
    tag_words(archive, 1, "Война", "event")
    assert count_passages_in(archive).papers == (PaperCount("", 1),)


def test_a_tally_counts_texts_once_and_nothing_for_nothing() -> None:
    tally = Tally()
    tally.add("Известия 🗞", 1, 2)
    tally.add("Известия 🗞", 1)
    tally.add("The Guardian", 2, 0)
    tally.add("Correo", 3, 3)
    tally.add("Alfa", 3)
    assert tally.count == PassageCount(
        7, 2, (PaperCount("Correo", 3), PaperCount("Известия 🗞", 3), PaperCount("Alfa", 1))
    )
