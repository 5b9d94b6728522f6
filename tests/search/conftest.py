"""An index of a few texts on disk, as small and as real as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from viewer.base.jobs import CancelToken
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.engine import IndexText
from viewer.search.index.index_folder import IndexFolder
from viewer.search.index.stamp import IndexStamp
from viewer.search.language.expansions import expand
from viewer.search.language.query import ParsedQuery, parse

#: What every text here has somewhere: an emoji, a combining mark, Cyrillic, an NBSP and a CRLF.
TAIL = "\r\n🚩 cafe\u0301 Война\u00a0и мир"

LANGUAGES = ("en", "mn", "ru")


def excerpt(number: int, language: str, headline: str, text: str, byline: str = "") -> IndexText:
    return IndexText(number, language, headline, byline, text + TAIL)


TEXTS = (
    excerpt(
        1,
        "en",
        "Russia Joins War Against Japan",
        "The Soviet Union declared war. The Kwantung Army in Manchuria was attacked at once.",
        "Walter Kerr",
    ),
    excerpt(
        2,
        "ru",
        "Победа над Японией",
        "Квантунская армия разгромлена в Маньчжурии. Командующий — отважный лётчик.",
        "ТАСС",
    ),
    excerpt(
        3,
        "mn",
        "Чөлөөлөх дайн",
        "Монголын армийн цэргүүд Манжуурт оров. Японы Квантуны арми бууж өгөв.",
    ),
    excerpt(
        4,
        "en",
        "The Russian Advances",
        "Manchurian towns fell; the armies of Japan surrendered in Harbin and Hulin.",
    ),
    excerpt(5, "", "", "Peace in Korea: the army went home to Tokyo. Kwantung was far."),
)


@pytest.fixture
def key() -> bytes:
    return bytes(range(32))


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


@pytest.fixture
def stamp() -> IndexStamp:
    return IndexStamp(0, "archive-uid", 7, "step-uid", 0, LANGUAGES)


@pytest.fixture
def texts() -> tuple[IndexText, ...]:
    return TEXTS


@pytest.fixture
def folder(tmp_path: Path, key: bytes) -> IndexFolder:
    return IndexFolder(tmp_path / "archive.db.index", key)


Opener = Callable[[IndexFolder], ColumnarEngine]


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Opens the index in a folder; closed when the test is over."""
    engines: list[ColumnarEngine] = []

    def opener(index: IndexFolder) -> ColumnarEngine:
        engine, _ = index.open()
        engines.append(engine)
        return engine

    yield opener
    for engine in engines:
        engine.close()


@pytest.fixture
def build(folder: IndexFolder, stamp: IndexStamp, opened: Opener) -> Callable[..., ColumnarEngine]:
    """Builds an index of some texts (else of `TEXTS`) and opens it."""

    def builder(some: Iterable[IndexText] = TEXTS) -> ColumnarEngine:
        folder.build(some, 0, stamp)
        return opened(folder)

    return builder


@pytest.fixture
def engine(build: Callable[..., ColumnarEngine]) -> ColumnarEngine:
    return build()


@pytest.fixture
def ask(cancel: CancelToken) -> Callable[..., list[int]]:
    """The ids that a query without catalogue conditions finds."""

    def asker(engine: ColumnarEngine, query: str | ParsedQuery) -> list[int]:
        parsed = parse(query, LANGUAGES) if isinstance(query, str) else query
        found: list[int] = engine.evaluate(expand(parsed, engine, cancel).tree, cancel).ids.tolist()
        return found

    return asker
