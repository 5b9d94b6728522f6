"""What the tests of the exchange room share: a hard text, a reader of paths, a passage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from viewer.exchange.exporters.rows import ExportInfo, ExportPassage
from viewer.exchange.importers.paths import read_paths
from viewer.exchange.importers.records import Skipped, TextRecord, Warned

#: An emoji, a combining mark, Cyrillic, a no-break space and a CRLF.
HARD = "Flag 🚩 and cafe\u0301\r\nВойна с\u00a0Японией началась 9 августа."


@dataclass(frozen=True)
class Came:
    """What came of reading some paths, sorted by what it is."""

    records: list[TextRecord]
    skipped: list[Skipped]
    warned: list[Warned]

    @property
    def only(self) -> TextRecord:
        assert not self.skipped, self.skipped
        assert len(self.records) == 1
        return self.records[0]


def _read(*paths: Path, **options: Any) -> Came:
    outcomes = list(read_paths(list(paths), **options))
    return Came(
        [one for one in outcomes if isinstance(one, TextRecord)],
        [one for one in outcomes if isinstance(one, Skipped)],
        [one for one in outcomes if isinstance(one, Warned)],
    )


@pytest.fixture(scope="session")
def read() -> Callable[..., Came]:
    """Read paths to the end and sort what came."""
    return _read


@pytest.fixture(scope="session")
def hard() -> str:
    """The hard text, as a file has it: with a CRLF."""
    return HARD


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Write a file under the test's folder, in UTF-8 unless it is bytes; gives its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture(scope="session")
def passage() -> Callable[..., ExportPassage]:
    """A passage about the war; give other values by name."""

    def make(**values: object) -> ExportPassage:
        quote = HARD.replace("\r\n", "\n")
        known: dict[str, object] = {
            "annotation_uid": "6b1c1b5e-54a5-4d1e-9a52-1d0d7a1f7c01",
            "excerpt_uid": "6b1c1b5e-54a5-4d1e-9a52-1d0d7a1f7c02",
            "version_uid": "6b1c1b5e-54a5-4d1e-9a52-1d0d7a1f7c03",
            "version_sha256": "ab" * 32,
            "quote": quote,
            "start": 10,
            "end": 10 + len(quote),
            "prefix": "before ",
            "suffix": " after",
            "note": "What a\nnote!",
            "tags": (("framing/liberation", "#B3372F"), ("actor/Soviet Union", "#1D4F8C")),
            "creator": "Ada",
            "created": "2026-01-02T03:04:05Z",
            "modified": "2026-01-03T03:04:05Z",
            "language": "ru",
            "headline": "Russia Joins War",
            "publication": "The Guardian",
            "place": "Manchester",
            "issue_date": "1945-08-14",
            "page": "5",
        }
        return ExportPassage(**(known | values))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def info() -> ExportInfo:
    return ExportInfo(
        archive_title="Manchuria, 1945",
        archive_uid="6b1c1b5e-54a5-4d1e-9a52-1d0d7a1f7c00",
        exported_at="2026-02-03T04:05:06Z",
        program_version="0.1.0",
        query="newspaper:guardian",
    )
