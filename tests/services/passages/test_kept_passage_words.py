"""The words of rows that are kept follow every change of what the rows say."""

from __future__ import annotations

import random

import pytest

from tests.services.listed import list_tags
from tests.services.many_passages import make_passages
from viewer.base.ids import AnnotationId
from viewer.base.messages import verbatim
from viewer.catalogue.models import Article, Publication
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import undo
from viewer.services.codebook.change_codebook import rename_tag
from viewer.services.passages import kept_passage_words
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.follow_passages import open_passages
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_passage import add_tag
from viewer.services.passages.write_note import write_note
from viewer.services.types import PassageListRequest


@pytest.fixture
def archive(new_archive: Archive) -> Archive:
    make_passages(new_archive, random.Random(3), texts=9, passages=40, tags=9)
    assert found(new_archive, "plugh") == []
    return new_archive


def found(archive: Archive, words: str) -> list[int]:
    listing = open_passages(archive, PassageListRequest(words=words), 100)
    return sorted(each.id for each in listing.passages)


def test_a_note_a_tag_and_a_deletion_are_followed(archive: Archive) -> None:
    write_note(archive, AnnotationId(3), "Plugh 😀 Харбин")
    add_tag(archive, AnnotationId(5), "plugh/below")
    assert found(archive, "PLUGH") == [3, 5]
    assert found(archive, "plugh харбин 😀") == [3]
    delete_passages(archive, [AnnotationId(3)])
    assert found(archive, "plugh") == [5]
    undo(archive)
    assert found(archive, "plugh") == [3, 5]
    undo(archive)
    undo(archive)
    assert found(archive, "plugh") == []


def test_another_name_of_a_tag_a_newspaper_or_an_article_is_followed(archive: Archive) -> None:
    tag = next(each for each in list_tags(archive) if each.passages)
    rename_tag(archive, tag.id, "plugh")
    carry = [each.id for each in list_passages(archive, tag_ids=[tag.id])]
    assert found(archive, "plugh") == sorted(carry)
    with archive.writing(verbatim("Rename")) as write:
        write.session.get_one(Publication, 1).title = "The Xyzzy"
        write.session.get_one(Article, 2).headline = "Xyzzy too"
    expected = [
        each.id
        for each in list_passages(archive)
        if each.publication == "The Xyzzy" or each.article_id == 2
    ]
    assert found(archive, "xyzzy") == sorted(expected) != []


def test_they_are_read_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = kept_passage_words._read

    def counting(session, condition):
        read.append(condition.where)
        return real(session, condition)

    monkeypatch.setattr(kept_passage_words, "_read", counting)
    assert found(archive, "a")
    assert found(archive, "e")
    assert not read
    write_note(archive, AnnotationId(3), "frobnicate")
    assert found(archive, "frobnicate") == [3]
    assert len(read) == 1
    assert "json_each" in read[0]
