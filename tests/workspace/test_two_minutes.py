"""The task of README's "Two minutes", done through the workspace: no Qt, under three seconds."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace.executors import ImmediateExecutor
from viewer.base.paths import shipped_archive
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.services.passages.list_passages import list_passages
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import Filters, ImportOptions, PassageInfo
from viewer.text.spans import Span
from viewer.workspace.workspace import Workspace

_ROOT = Path(__file__).resolve().parent.parent.parent
#: Seconds of processor time: other programs are not to decide whether a test passes.
_LONGEST = 3.0


@pytest.fixture
def executor() -> ImmediateExecutor:
    return ImmediateExecutor()


@pytest.fixture
def workspace(executor: ImmediateExecutor, tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "sample.db"
    shutil.copyfile(shipped_archive(), path)
    archive = Archive.open(path, who="reader")
    workspace = Workspace(archive, ArchiveSearch(archive), executor, Settings())
    executor.trouble.connect(pytest.fail)
    executor.crashed.connect(pytest.fail)
    workspace.begin()
    executor.run()
    yield workspace
    workspace.close()


def newest_passage(workspace: Workspace) -> PassageInfo:
    return max(list_passages(workspace.archive), key=lambda passage: passage.id)


def test_the_two_minutes_of_the_readme(
    workspace: Workspace, executor: ImmediateExecutor, tmp_path: Path
) -> None:
    before = time.process_time()
    _search(workspace, executor)
    _read_side_by_side(workspace, executor)
    _tag_and_note(workspace, executor)
    _tag_every_match(workspace, executor)
    _look_over_a_tag(workspace, executor)
    _change_your_mind(workspace, executor)
    _take_away(workspace, executor, tmp_path / "passages.jsonld")
    _bring_your_own(workspace, executor, tmp_path)
    assert time.process_time() - before < _LONGEST


def _search(workspace: Workspace, executor: ImmediateExecutor) -> None:
    search = workspace.search
    search.search_for("manchur", typing=True)
    executor.run()
    assert search.answer.total > 1, "the last word is a beginning"
    search.search_for("manchuria")
    executor.run()
    everything = search.answer.total
    assert any(hit.marks for hit in search.answer.hits)
    paper = search.answer.facets.newspapers[0]
    search.narrow(Filters(publications=frozenset({int(paper.key)})))
    executor.run()
    assert 0 < search.answer.total < everything
    search.narrow(Filters())
    executor.run()
    assert search.answer.total == everything


def _read_side_by_side(workspace: Workspace, executor: ImmediateExecutor) -> None:
    desk, shown = workspace.desk, {}
    desk.matches_found.connect(shown.__setitem__)
    desk.opened.connect(lambda pane, opened: shown.__setitem__(pane, opened.marks))
    one, other = workspace.search.answer.hits[:2]
    desk.open_here(one.id)
    desk.open_beside(other.id)
    executor.run()
    left, right = desk.panes.ids
    assert desk.panes.reading(left).id == one.id
    assert desk.panes.reading(right).id == other.id
    assert desk.panes.active == right
    assert all(shown[pane].matches for pane in (left, right))


def _tag_and_note(workspace: Workspace, executor: ImmediateExecutor) -> None:
    asked = []
    workspace.tag_choice.asked.connect(asked.append)
    pane = workspace.desk.panes.active
    workspace.tag_choice.for_words(pane, Span(10, 40))
    assert [question.title for question in asked] == ["Tag the passage"]
    workspace.tag_choice.choose("framing/liberation")
    executor.run()
    passage = newest_passage(workspace)
    assert [tag.path for tag in passage.tags] == ["framing/liberation"]
    assert passage.quote == workspace.desk.panes.reading(pane).text[10:40]
    workspace.passage.describe(passage.id)
    executor.run()
    assert workspace.passage.passage == passage
    assert workspace.desk.passage(pane, passage.id), "the passage is drawn at once"
    workspace.notes.save(passage.id, "Compare with the other paper.")
    executor.run()
    assert workspace.passage.passage.note == "Compare with the other paper."


def _tag_every_match(workspace: Workspace, executor: ImmediateExecutor) -> None:
    asked, told = [], []
    workspace.tag_choice.asked.connect(asked.append)
    workspace.notices.told.connect(told.append)
    workspace.tag_choice.for_every_match()
    executor.run()
    (question,) = asked
    assert "passages in" in question.note
    count = workspace.overview.listed.passage_count
    workspace.tag_choice.choose("every match")
    executor.run()
    assert workspace.overview.listed.passage_count > count
    assert told[-1].endswith("Ctrl+Z takes it back.")


def _look_over_a_tag(workspace: Workspace, executor: ImmediateExecutor) -> None:
    reached = []
    workspace.desk.passage_reached.connect(lambda _pane, passage: reached.append(passage))
    (tag,) = (tag for tag in workspace.overview.listed.tags if tag.path == "every match")
    workspace.passages.show_tag(tag.id)
    executor.run()
    listed = workspace.passages.listing
    assert listed.tag_path == "every match"
    assert listed.total == tag.passages
    workspace.go_to_passage(listed.passages[-1].id)
    executor.run()
    assert [each.id for each in reached] == [listed.passages[-1].id]
    assert workspace.passage.passage.id == listed.passages[-1].id


def _change_your_mind(workspace: Workspace, executor: ImmediateExecutor) -> None:
    count = workspace.overview.listed.passage_count
    workspace.history.undo()
    executor.run()
    undone = workspace.overview.listed
    assert undone.passage_count < count
    assert undone.undo.redo_what == workspace.journal.listing.steps[1].what
    workspace.history.redo()
    executor.run()
    assert workspace.overview.listed.passage_count == count


def _take_away(workspace: Workspace, executor: ImmediateExecutor, to: Path) -> None:
    counted, exported = [], []
    workspace.exchange.scopes_counted.connect(counted.append)
    workspace.exchange.exported.connect(exported.append)
    workspace.count_export()
    executor.run()
    workspace.exchange.export("w3c", to, request=workspace.search.shown_request)
    executor.run()
    assert len(exported) == 1
    bodies = [
        item
        for item in json.loads(to.read_text(encoding="utf-8"))["items"]
        if item["motivation"] != "linking"
    ]
    assert len(counted) == 1
    assert bodies


def _bring_your_own(workspace: Workspace, executor: ImmediateExecutor, folder: Path) -> None:
    text = folder / "1945-08-09 News.txt"
    text.write_text("The zyxwv came to Harbin 🚩.", encoding="utf-8")
    reports = []
    workspace.exchange.imported.connect(reports.append)
    workspace.exchange.import_paths([text], ImportOptions())
    executor.run()
    assert len(reports[0].imported) == 1
    workspace.search.search_for("zyxwv")
    executor.run()
    assert workspace.search.answer.total == 1


def test_no_module_of_the_workspace_brings_qt_in() -> None:
    names = sorted(path.stem for path in (_ROOT / "viewer" / "workspace").glob("*.py"))
    modules = ", ".join(f"viewer.workspace.{name}" for name in names if name != "__init__")
    code = f"import sys, {modules}; print([m for m in sys.modules if m.startswith('PySide6')])"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_ROOT
    )
    assert said.stdout.strip() == "[]"
