"""Tagging every match of a long text holds few of its passages in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from viewer.annotation.selectors import describe
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import undo
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages import tag_matches as module
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ImportOptions, SearchRequest
from viewer.text.spans import Span

_TEXT = "The army 🚩 of café (e\u0301) and Харбин stood.\n" * 130


@pytest.fixture
def long_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """Two texts that are the same but for their end, tagged ten passages at a time."""
    monkeypatch.setattr(module, "_AT_ONCE", 10)
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(f"{_TEXT}army {number}\n", encoding="utf-8")
    with Archive.create(tmp_path / "long.db", "Long") as archive:
        import_texts(archive, [tmp_path / "1.txt", tmp_path / "2.txt"], ImportOptions())
        yield archive


@pytest.fixture
def search(long_archive: Archive) -> Iterator[ArchiveSearch]:
    made = ArchiveSearch(long_archive)
    made.refresh()
    yield made
    made.close()


def test_few_are_held_and_all_are_tagged(long_archive: Archive, search: ArchiveSearch) -> None:
    at = _TEXT.index("army")
    tag_passage(long_archive, 1, Span(at, at + 4), ["force"])  # type: ignore[arg-type]
    tag_passage(long_archive, 2, Span(at, at + 4), [])  # type: ignore[arg-type]
    held: list[int] = []

    def count(session: Session, *_: object) -> None:
        held.append(len(session.new) + len(session.identity_map))

    event.listen(Session, "before_flush", count)
    try:
        report = tag_matches(long_archive, search, SearchRequest("army"), "force")
    finally:
        event.remove(Session, "before_flush", count)
    assert max(held) < 40
    assert (report.tagged.passages, report.tagged.texts, report.already) == (261, 2, 1)
    passages = list_passages(long_archive)
    assert len(passages) == 262
    assert all([tag.name for tag in each.tags] == ["force"] for each in passages)
    text = f"{_TEXT}army 1\n"
    for each in (each for each in passages if each.version_id == 1):
        quote = describe(text, each.span)
        assert (each.quote, each.prefix, each.suffix) == (quote.exact, quote.prefix, quote.suffix)
    undo(long_archive)
    assert len(list_passages(long_archive)) == 2
