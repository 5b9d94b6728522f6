"""Both engines over the same texts, and how they are asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from tests.search.plain_engine import PlainEngine
from tests.search.small_engine import columnar_engine
from viewer.base.jobs import CancelToken
from viewer.search.engine import EngineAnswer, IndexText, SearchEngine
from viewer.search.language.conditions import Excerpts, Label, Resolution
from viewer.search.language.read_query import CatalogueState, ReadQuery, read_query
from viewer.search.language.thesaurus import NamedRun
from viewer.search.requests import SearchRequest

ENGINES: dict[str, Callable[..., SearchEngine]] = {
    "columnar": columnar_engine,
    "plain": lambda texts, parts=1: PlainEngine(texts),
}


class Labels:
    """A thesaurus of names of one word each."""

    def __init__(self, names: Sequence[Collection[str]] = ()) -> None:
        self._names = names

    def runs(self, words: Sequence[str], owners: Sequence[int]) -> list[NamedRun]:
        assert len(words) == len(owners)
        return [
            NamedRun(at, at + 1, tuple(map(Label, sorted(name))))
            for at, word in enumerate(words)
            for name in self._names
            if word in name
        ]


@dataclass
class Asking:
    """One engine with a catalogue."""

    engine: SearchEngine
    conditions: Mapping[tuple[str, str], Resolution] = field(default_factory=dict)
    languages: Collection[str] = ("en", "mn", "ru")
    names: Sequence[Collection[str]] = ()
    newspapers: Sequence[int] = ()
    gone: Collection[int] = ()
    cancel: CancelToken = field(default_factory=CancelToken)

    def read(self, request: SearchRequest | str) -> ReadQuery:
        if isinstance(request, str):
            request = SearchRequest(request)
        catalogue = CatalogueState(
            lambda name, text: self.conditions.get((name, text), Excerpts()),
            Labels(self.names),
            self.languages,
            self.newspapers,
            self.gone,
        )
        return read_query(request, catalogue, self.engine, self.cancel)

    def search(self, request: SearchRequest | str) -> EngineAnswer:
        return self.engine.search(self.read(request), self.cancel)

    def ids(self, request: SearchRequest | str) -> list[int]:
        return [hit.excerpt_id for hit in self.search(request).hits]

    def matching(self, request: SearchRequest | str) -> list[int]:
        return list(self.engine.matching(self.read(request), self.cancel))


def text(number: int, words: str, headline: str = "", **others: object) -> IndexText:
    """A text in English, printed on a day of August 1945 by newspaper 1, unless told otherwise."""
    known: dict[str, object] = {
        "language": "en", "byline": "", "kind": "ocr", "publication": 1, "first": 19450801,
    }  # fmt: skip
    known |= others
    known.setdefault("last", known["first"])
    return IndexText(excerpt_id=number, headline=headline, text=words, **known)  # type: ignore[arg-type]


@pytest.fixture(params=ENGINES)
def asking(request: pytest.FixtureRequest) -> Callable[..., Asking]:
    """One of the engines over some texts, with a catalogue (see `Asking`)."""

    def made(texts: Iterable[IndexText], **catalogue: object) -> Asking:
        return Asking(ENGINES[request.param](list(texts)), **catalogue)  # type: ignore[arg-type]

    return made
