"""Whatever is put into an index, our codec gives it back as Whoosh's own does."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields, index
from whoosh.analysis import SimpleAnalyzer
from whoosh.query import Or, Term
from whoosh.reading import IndexReader
from whoosh.util.numeric import byte_to_length, length_to_byte

from tests.search.columnar.codec_texts import CODECS, index_of
from viewer.search.columnar.codec.weighting import ArchiveBM25F

WORDS = ("a", "война", "мир", "armée", "🚩", "zz", "\U0010ffff", "b" * 300)

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
documents = st.fixed_dictionaries(
    {"id": st.sampled_from("stuv")},
    optional={
        "text": texts,
        "plain": texts,
        "tags": texts,
        "number": st.integers(-(2**31), 2**31 - 1),
        "_text_boost": st.sampled_from([0.5, 1.0, 3.0]),
        "_stored_note": st.just(None),
    },
)
batches = st.lists(st.lists(documents, min_size=1, max_size=4), min_size=1, max_size=3)
deletions = st.sets(st.sampled_from("stuv"), max_size=2)


def schema() -> fields.Schema:
    words = SimpleAnalyzer(expression=r"\S+")
    return fields.Schema(
        id=fields.ID(stored=True),
        text=fields.TEXT(analyzer=words, stored=True),
        plain=fields.TEXT(analyzer=words, phrase=False),
        tags=fields.KEYWORD(lowercase=True, scorable=True),
        number=fields.NUMERIC(sortable=True, stored=True),
        note=fields.STORED,
    )


@contextmanager
def both(given: list[Any], deleted: set[str]) -> Iterator[list[index.FileIndex]]:
    with tempfile.TemporaryDirectory() as folder:
        made = [index_of(Path(folder) / codec, given, codec, schema()) for codec in CODECS]
        for each, codec in zip(made, CODECS, strict=True):
            writer = each.writer(codec=CODECS[codec]())
            for number in sorted(deleted):
                writer.delete_by_term("id", number)
            writer.commit(merge=False)
        yield made


def postings(reader: IndexReader) -> list[Any]:
    """All living postings: with their places, or else how often the term stands there."""
    found = []
    for name, term in reader.all_terms():
        matcher = reader.postings(name, term)
        while matcher.is_active():
            kind = "positions" if matcher.supports("positions") else "frequency"
            found.append((name, term, matcher.id(), matcher.weight(), matcher.value_as(kind)))
            matcher.next()
    return found


@settings(max_examples=30, deadline=None)
@given(batches, deletions)
def test_terms_and_postings(batches: list[Any], deleted: set[str]) -> None:
    with both(batches, deleted) as (theirs, ours), theirs.reader() as a, ours.reader() as b:
        assert list(b.all_terms()) == list(a.all_terms())
        assert postings(b) == postings(a)
        for name, term in a.all_terms():
            assert (name, term) in b
        assert ("text", "nosuch") not in b
        assert list(b.all_doc_ids()) == list(a.all_doc_ids())


@settings(max_examples=30, deadline=None)
@given(batches, deletions)
def test_documents(batches: list[Any], deleted: set[str]) -> None:
    with both(batches, deleted) as (theirs, ours), theirs.reader() as a, ours.reader() as b:
        assert (b.doc_count(), b.doc_count_all()) == (a.doc_count(), a.doc_count_all())
        assert dict(b.iter_docs()) == dict(a.iter_docs())
        for number in range(a.doc_count_all()):
            assert b.is_deleted(number) == a.is_deleted(number)
            for name in ("text", "plain", "tags", "number"):
                # Whoosh keeps a length in a byte, and says None of a document without the field.
                rounded = byte_to_length(length_to_byte(b.doc_field_length(number, name)))
                assert rounded == (a.doc_field_length(number, name) or 0)
                assert b.doc_field_length(number, name) == words(batches, number, name)


def words(batches: list[Any], number: int, name: str) -> int:
    return 0 if name == "number" else len(list(chain(*batches))[number].get(name, "").split())


@settings(max_examples=30, deadline=None)
@given(batches, deletions)
def test_statistics_are_those_of_an_index_built_anew(batches: list[Any], deleted: set[str]) -> None:
    living = [[each for each in batch if each["id"] not in deleted] for batch in batches]
    with both(batches, deleted) as (_, ours), tempfile.TemporaryDirectory() as folder:
        anew = index_of(Path(folder) / "anew", [list(chain(*living))], "columnar", schema())
        with ours.reader() as updated, anew.reader() as fresh:
            for name, term in fresh.all_terms():
                one, other = updated.term_info(name, term), fresh.term_info(name, term)
                assert one.doc_frequency() == other.doc_frequency()
                assert one.weight() == other.weight()
                assert one.max_weight() == other.max_weight()
                assert one.min_length() <= other.min_length()
                assert one.max_length() >= other.max_length()
            for name in ("text", "plain", "tags"):
                assert updated.field_length(name) == fresh.field_length(name)
                assert updated.max_field_length(name) == fresh.max_field_length(name)
            gone = set(updated.all_terms()) - set(fresh.all_terms())
            assert all(updated.doc_frequency(*term) == 0 for term in gone)
            assert all(updated.term_info(*term).doc_frequency() == 0 for term in gone)
        for word in ("a", "мир", "🚩"):
            scores = []
            for each in (ours, anew):
                with each.searcher(weighting=ArchiveBM25F()) as searcher:
                    hits = searcher.search(of_each_field(word), limit=None)
                    scores.append(sorted((hit["id"], hit.score) for hit in hits))
            assert [each for each, _ in scores[0]] == [each for each, _ in scores[1]]
            assert [score for _, score in scores[0]] == pytest.approx(
                [score for _, score in scores[1]]
            )


def of_each_field(word: str) -> Any:
    return Or([Term(name, word) for name in ("text", "plain", "tags")])


@settings(max_examples=30, deadline=None)
@given(batches, deletions)
def test_merging_changes_nothing_but_numbers(batches: list[Any], deleted: set[str]) -> None:
    with both(batches, deleted) as made:
        for each, codec in zip(made, CODECS, strict=True):
            each.optimize(codec=CODECS[codec]())
        with made[0].reader() as a, made[1].reader() as b:
            assert list(b.all_terms()) == list(a.all_terms())
            assert postings(b) == postings(a)
            assert dict(b.iter_docs()) == dict(a.iter_docs())
            if a.doc_count():
                numbers = [list(each.column_reader("number")) for each in (a, b)]
                assert numbers[0] == numbers[1]
