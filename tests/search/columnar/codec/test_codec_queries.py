"""Whoosh's parser, searcher and matchers find on our segments what they find on their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from whoosh import highlight, index, query, sorting
from whoosh.scoring import TF_IDF, Frequency

from tests.search.columnar.codec_texts import CODECS, DOCUMENTS, QUERIES, index_of, parsed

DAY = datetime(1945, 8, 9)  # noqa: DTZ001

Both = tuple[index.FileIndex, index.FileIndex]


def one(made: index.FileIndex, codec: str) -> None:
    """Nothing more."""


def without_two(made: index.FileIndex, codec: str) -> None:
    """Without two of the documents."""
    writer = made.writer(codec=CODECS[codec]())
    assert writer.delete_by_term("id", "n3") == 1
    assert writer.delete_by_term("text", "korea") == 1
    writer.commit(merge=False)


def updated(made: index.FileIndex, codec: str) -> None:
    """Two documents given anew, one of them twice."""
    for text in ("war in Japan, once more", "peace in Japan 🚩"):
        writer = made.writer(codec=CODECS[codec]())
        writer.update_document(id="n0", text=text, page=1, date=DAY)
        writer.update_document(id="n5", text="Война", page=2, date=DAY)
        writer.commit(merge=False)


def optimized(made: index.FileIndex, codec: str) -> None:
    """Updated, and all in one segment."""
    updated(made, codec)
    made.optimize(codec=CODECS[codec]())


@pytest.fixture(params=[2, 9], ids=lambda size: f"batches of {size}")
def batches(request: pytest.FixtureRequest) -> list[Any]:
    size = request.param
    return [DOCUMENTS[at : at + size] for at in range(0, len(DOCUMENTS), size)]


@pytest.fixture(params=[one, without_two, updated, optimized], ids=lambda change: change.__name__)
def both(request: pytest.FixtureRequest, tmp_path: Path, batches: list[Any]) -> Both:
    change: Callable[[index.FileIndex, str], None] = request.param
    made = []
    for codec in CODECS:
        made.append(index_of(tmp_path / codec, batches, codec))
        change(made[-1], codec)
    return made[0], made[1]


def ids(made: index.FileIndex, asked: query.Query, **options: Any) -> list[str]:
    with made.searcher() as searcher:
        return [hit["id"] for hit in searcher.search(asked, limit=None, **options)]


def test_every_query_finds_the_same_documents(both: Both) -> None:
    for text in QUERIES:
        theirs, ours = (sorted(ids(made, parsed(text))) for made in both)
        assert ours == theirs, text


@pytest.mark.parametrize("weighting", [Frequency(), TF_IDF()], ids=["frequency", "tf-idf"])
def test_the_best_ones_are_the_same(tmp_path: Path, batches: list[Any], weighting: Any) -> None:
    made = [index_of(tmp_path / codec, batches, codec) for codec in CODECS]
    for text in QUERIES:
        found = []
        for each in made:
            with each.searcher(weighting=weighting) as searcher:
                hits = searcher.search(parsed(text), limit=3)
                found.append([(hit["id"], pytest.approx(hit.score)) for hit in hits])
        assert found[0] == found[1], text


def test_sorting_by_a_column(both: Both) -> None:
    # The last reverses a column by its facet, which Whoosh cannot do with strings.
    for by in ("page", "title", "date", "id", "kind", sorting.FieldFacet("page", reverse=True)):
        for reverse in (False, True):
            options = {"sortedby": by, "reverse": reverse}
            theirs, ours = (ids(made, query.Every(), **options) for made in both)
            assert ours == theirs, options


def test_groups(both: Both) -> None:
    for column in ("page", "kind", "date", "front", "tags"):
        facet = sorting.FieldFacet(column, allow_overlap=column == "tags")
        theirs, ours = (groups(made, facet) for made in both)
        assert ours == theirs, column
        assert ours


def groups(made: index.FileIndex, facet: sorting.FieldFacet) -> dict[Any, list[str]]:
    with made.searcher() as searcher:
        found = searcher.search(query.Every("text"), groupedby=facet, limit=None).groups()
        return {
            name: sorted(searcher.stored_fields(number)["id"] for number in numbers)
            for name, numbers in found.items()
        }


def test_highlights(both: Both) -> None:
    marked = []
    for made in both:
        with made.searcher() as searcher:
            found = searcher.search(parsed("war OR армия OR peace"), limit=None)
            found.fragmenter = highlight.PinpointFragmenter()
            found.formatter = highlight.UppercaseFormatter()
            marked.append(sorted(hit.highlights("text") for hit in found))
    assert marked[0] == marked[1]
    assert any("PEACE" in text for text in marked[1])


def test_words_alike_and_suggestions(both: Both) -> None:
    for word in ("wor", "armi", "peice", "армиа"):
        theirs, ours = [], []
        for made, found in zip(both, (theirs, ours), strict=True):
            with made.searcher() as searcher:
                found.extend(sorted(searcher.reader().terms_within("text", word, 2)))
        assert ours == theirs


def test_matching_terms_of_a_hit(both: Both) -> None:
    found = []
    for made in both:
        with made.searcher() as searcher:
            hits = searcher.search(parsed("war OR peace OR армия"), terms=True, limit=None)
            found.append({hit["id"]: sorted(hit.matched_terms()) for hit in hits})
    assert found[0] == found[1]
