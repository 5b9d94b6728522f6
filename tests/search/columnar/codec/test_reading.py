"""Our segments as Whoosh reads them: what its own codec makes of the same words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields, index, query, sorting
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.qparser import QueryParser
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader, TermNotFound
from whoosh.searching import Searcher
from whoosh.util.numeric import byte_to_length, length_to_byte

from tests.search.columnar.oracle import SmallIndex
from viewer.search.columnar.codec.readers import OpenedSegment, whoosh_reader
from viewer.search.columnar.codec.weighting import ArchiveBM25F
from viewer.search.engine import IndexText
from viewer.search.index.fields import EXCERPT, exact_field, index_schema
from viewer.search.results.scoring import bm25, idf

#: Words that are their own stems, without a language.
WORDS = ("a", "zz", "мир", "дом", "дома", "🚩a", "\u4e2d", "x1")
FIELDS = ("headline", "text", "headline_exact", "text_exact")

contents = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
parts = st.lists(st.lists(st.tuples(contents, contents), min_size=1, max_size=4), max_size=3)
deletions = st.sets(st.integers(1, 8), max_size=3)
Parts = Sequence[Sequence[tuple[str, str]]]


def texts_of(given: Parts) -> list[list[IndexText]]:
    numbers = iter(range(1, 100))
    return [[IndexText(next(numbers), "", head, "", text) for head, text in part] for part in given]


@contextmanager
def both(given: Parts, deleted: set[int]) -> Iterator[tuple[IndexReader, IndexReader]]:
    """Whoosh's reader of an index that it wrote itself, and its reader of ours."""
    words = fields.TEXT(analyzer=SpaceSeparatedTokenizer())
    schema = fields.Schema(id=fields.STORED, **dict.fromkeys(FIELDS, words))
    with (
        SmallIndex(texts_of(given), deleted) as ours,
        tempfile.TemporaryDirectory() as folder,
    ):
        made = index.create_in(folder, schema)
        for segment, texts in zip(ours.segments, texts_of(given), strict=True):
            writer = made.writer()
            for text in texts:
                held = {name: _words(segment, name, text) for name in FIELDS}
                writer.add_document(id=text.excerpt_id, **held)
            writer.commit(merge=False)
        writer = made.writer()
        living = [text for part in texts_of(given) for text in part]
        for at, text in enumerate(living):
            if text.excerpt_id in deleted:
                writer.delete_document(at)
        writer.commit(merge=False)
        with made.reader() as theirs, whoosh_reader(ours.segments, index_schema()) as reader:
            yield theirs, reader


def _words(segment: Any, field: str, text: IndexText) -> str:
    """The words of a document in a field as our index has them, in order."""
    found = segment.field(field)
    at = segment.ids.tolist().index(text.excerpt_id)
    placed: dict[int, str] = {}
    for number in range(0 if found is None else len(found.dictionary)):
        docs, counts = found.postings(number).docs, found.counts(number)
        before = np.cumsum(counts) - counts
        for posting in np.flatnonzero(docs == at):
            start = int(before[posting])
            for place in found.places(number)[start : start + int(counts[posting])].tolist():
                placed[place] = found.dictionary.term(number).decode()
    return " ".join(placed[place] for place in sorted(placed))


def postings(reader: IndexReader) -> list[Any]:
    """All postings of living documents, with their places."""
    found = []
    for name, term in reader.all_terms():
        matcher = reader.postings(name, term)
        while matcher.is_active():
            found.append(
                (name, term, matcher.id(), matcher.weight(), matcher.value_as("positions"))
            )
            matcher.next()
    return found


@settings(max_examples=40, deadline=None)
@given(parts, deletions)
def test_terms_documents_and_postings(given: Parts, deleted: set[int]) -> None:
    with both(given, deleted) as (theirs, ours):
        assert list(ours.all_terms()) == list(theirs.all_terms())
        assert postings(ours) == postings(theirs)
        assert ("text", "nosuch") not in ours
        assert list(ours.all_doc_ids()) == list(theirs.all_doc_ids())
        assert (ours.doc_count(), ours.doc_count_all()) == (
            theirs.doc_count(),
            theirs.doc_count_all(),
        )
        for number in range(theirs.doc_count_all()):
            assert ours.is_deleted(number) == theirs.is_deleted(number)
            assert ours.stored_fields(number) == {}
            for name in FIELDS:
                # Whoosh keeps a length in a byte, and says None of a document without the field.
                rounded = byte_to_length(length_to_byte(ours.doc_field_length(number, name)))
                assert rounded == (theirs.doc_field_length(number, name) or 0)


@settings(max_examples=40, deadline=None)
@given(parts, deletions)
def test_statistics_are_those_of_an_index_built_anew(given: Parts, deleted: set[int]) -> None:
    living = [text for part in texts_of(given) for text in part if text.excerpt_id not in deleted]
    with SmallIndex(texts_of(given), deleted) as index, SmallIndex([living]) as anew:
        with index.whoosh() as searcher, anew.whoosh() as fresh:
            updated, built = searcher.reader(), fresh.reader()
            for name, term in built.all_terms():
                one, other = updated.term_info(name, term), built.term_info(name, term)
                assert one.doc_frequency() == other.doc_frequency()
                assert one.weight() == other.weight()
                assert one.max_weight() == other.max_weight()
                assert one.min_length() <= other.min_length()
                assert one.max_length() >= other.max_length()
            for name in FIELDS:
                assert updated.field_length(name) == built.field_length(name)
                assert updated.max_field_length(name) == built.max_field_length(name)
            gone = set(updated.all_terms()) - set(built.all_terms())
            assert all(updated.doc_frequency(*term) == 0 for term in gone)
            assert all(updated.term_info(*term).doc_frequency() == 0 for term in gone)
        for word in WORDS:
            tree = query.Or([query.Term(name, word) for name in FIELDS])
            assert index.whoosh_finds(tree) == pytest.approx(anew.whoosh_finds(tree))


TEXTS = ["war", "peace and war", "peace", "war and war and war again", "home", "war and home"]


@pytest.mark.parametrize("deleted", [set(), {4, 5}])
@pytest.mark.parametrize("size", [2, 6])
def test_a_word_scores_what_the_formula_says(size: int, deleted: set[int]) -> None:
    texts = [IndexText(at, "", "", "", text) for at, text in enumerate(TEXTS, 1)]
    living = {
        text.excerpt_id: text.text.split() for text in texts if text.excerpt_id not in deleted
    }
    holding = [number for number, words in living.items() if "war" in words]
    average = sum(map(len, living.values())) / len(living)
    counts = np.array([living[number].count("war") for number in holding], np.float64)
    lengths = np.array([len(living[number]) for number in holding], np.float64)
    scores = bm25(2.5 * idf(len(living), len(holding)), counts, lengths, average)
    batches = [texts[at : at + size] for at in range(0, len(texts), size)]
    with SmallIndex(batches, deleted) as index:
        found = index.whoosh_finds(query.Term("text_exact", "war", boost=2.5))
        assert found == pytest.approx(dict(zip(holding, scores.tolist(), strict=True)))


def test_skipping_blocks_loses_none_of_the_best_and_brings_no_deleted_one_back() -> None:
    # Long texts, and short ones in the third block and the sixth. The deleted ones are the first
    # of each block, and would be the best.
    words = {at: "war " + "word " * (20 + at % 7) for at in range(900)}
    words |= dict.fromkeys(range(0, 900, 128), "war")
    words |= {300: "war war", 700: "war war war"}
    texts = [IndexText(at + 1, "", "", "", text) for at, text in words.items()]
    with SmallIndex([texts], {at + 1 for at in range(0, 900, 128)}) as index:
        whole = index.whoosh_finds(query.Term("text_exact", "war"))
        with index.whoosh() as searcher:
            for limit in (1, 2, 5, 60):
                hits = searcher.search(query.Term("text_exact", "war"), limit=limit).top_n
                best = sorted(whole.values(), reverse=True)[:limit]
                assert [score for score, _ in hits] == pytest.approx(best)
                assert all(docnum % 128 for _, docnum in hits)


def test_whoosh_parses_searches_and_sorts() -> None:
    texts = [
        IndexText(number, "", head, "", text)
        for number, head, text in (
            (9, "war", "peace at home"),
            (7, "", "war war"),
            (8, "x", "home"),
        )
    ]
    with SmallIndex([texts[:2], texts[2:]]) as index, index.whoosh() as searcher:
        schema = fields.Schema(text_exact=fields.TEXT(), headline_exact=fields.TEXT())
        parse = QueryParser("text_exact", schema).parse

        def ids(asked: str, **options: Any) -> list[int]:
            column = searcher.reader().column_reader(EXCERPT, translate=False)
            return [column[hit.docnum] for hit in searcher.search(parse(asked), **options)]

        assert ids("war OR headline_exact:war") == [7, 9]
        assert ids("ho* NOT peace") == [8]
        assert ids('"peace home"~2') == [9]
        for reverse in (False, True):
            by = sorting.FieldFacet(EXCERPT, reverse=reverse)
            assert ids("*", sortedby=by) == sorted([7, 8, 9], reverse=reverse)
        assert sorted(searcher.reader().terms_within("text_exact", "wor", 1)) == ["war"]


@pytest.mark.parametrize(
    ("parts", "kind"), [(0, EmptyReader), (1, SegmentReader), (3, MultiReader)]
)
def test_a_reader_for_each_number_of_segments(parts: int, kind: type) -> None:
    texts = [[IndexText(at, "", "", "", "war")] for at in range(1, parts + 1)]
    with SmallIndex(texts) as index, whoosh_reader(index.segments, index.schema) as reader:
        assert isinstance(reader, kind)
        assert reader.doc_count() == reader.doc_frequency("text", "war") == parts
        with pytest.raises(TermNotFound):
            reader.term_info("text", "nosuch")
        assert Searcher(reader, weighting=ArchiveBM25F()).doc_count() == parts


def test_an_open_segment_cannot_be_changed() -> None:
    texts = [IndexText(at, "", "", "", "war") for at in range(1, 5)]
    with SmallIndex([texts], {2}) as index:
        opened = OpenedSegment(index.segments[0])
        assert (opened.doc_count(), opened.doc_count_all()) == (3, 4)
        assert (opened.deleted_docs(), opened.deleted_count()) == ([1], 1)
        assert not opened.should_assemble()
        with pytest.raises(TypeError, match="does not change"):
            opened.delete_document(1)
        documents = opened.codec().per_document_reader(None, opened)
        assert documents.list_columns() == sorted(index.segments[0].columns)
        with pytest.raises(KeyError):
            documents.column_reader("nosuch", None)
        assert (
            exact_field("text") in opened.codec().terms_reader(None, opened).indexed_field_names()
        )
