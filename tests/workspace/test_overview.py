"""The archive as a whole, brought up to date by what changed alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.services.many_passages import make_passages
from tests.workspace.executors import ImmediateExecutor
from viewer.base.ids import AnnotationId, StepId
from viewer.services.archive import follow_overview
from viewer.services.archive.archive import Archive
from viewer.services.archive.follow_overview import open_overview
from viewer.services.archive.undo_steps import undo
from viewer.services.codebook import follow_codebook
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.tag_passage import add_tag
from viewer.services.types import ImportOptions
from viewer.workspace.overview import Overview


@pytest.fixture
def archive(new_archive: Archive) -> Archive:
    make_passages(new_archive, random.Random(5), texts=9, passages=20, tags=9)
    return new_archive


@pytest.fixture
def overview(archive: Archive, immediate: ImmediateExecutor) -> Overview:
    overview = Overview(archive, immediate)
    overview.refresh()
    immediate.run()
    return overview


def test_it_is_what_would_be_read_afresh(
    overview: Overview, archive: Archive, immediate: ImmediateExecutor, tmp_path: Path
) -> None:
    assert overview.listed == open_overview(archive)
    assert (overview.listed.passage_count, overview.listed.excerpts) == (20, 9)
    (tmp_path / "1945-08-09 x.txt").write_text("Харбин взят 🚩.", encoding="utf-8")
    for change in (
        lambda: delete_passages(archive, [AnnotationId(3), AnnotationId(4)]),
        lambda: add_tag(archive, AnnotationId(1), "new/one"),
        lambda: import_texts(archive, [tmp_path], ImportOptions(publication="Правда")),
        lambda: undo(archive),
        lambda: undo(archive),
    ):
        change()
        overview.refresh()
        immediate.run()
        assert overview.listed == open_overview(archive)


def test_a_tag_set_reads_no_newspapers_and_counts_nothing_afresh(
    overview: Overview,
    archive: Archive,
    immediate: ImmediateExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = overview.listed
    for module, name in (
        (follow_overview, "read_publications"),
        (follow_overview, "count_excerpts"),
        (follow_codebook, "passages_below"),
    ):
        monkeypatch.setattr(module, name, None)
    add_tag(archive, AnnotationId(1), "brand new")
    overview.refresh()
    immediate.run()
    assert overview.listed.undo.undo_what == "Tag a passage “brand new”"
    assert overview.listed.publications is before.publications
    assert len(overview.listed.tags) == len(before.tags) + 1
    assert overview.listed.step == StepId(before.step + 1)
