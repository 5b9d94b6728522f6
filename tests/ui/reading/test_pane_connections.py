"""Each pane is bound to the workspace's desk, one that is added later as well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.workspace.executors import ImmediateExecutor
from viewer.base.ids import ExcerptId
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.services.exchange.import_texts import import_texts
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ImportOptions
from viewer.text.spans import Span
from viewer.ui.reading.presenter import NO_MATCH, ReadingPresenter
from viewer.ui.reading.reading_desk import ReadingDesk
from viewer.workspace.quotation import OPEN_FIRST
from viewer.workspace.workspace import Workspace

_TEXTS = ("Harbin 🚩 was taken.", "Mukden, Му\u0301кден, was\u00a0quiet.", "No news today.")


@pytest.fixture
def executor() -> ImmediateExecutor:
    return ImmediateExecutor()


@pytest.fixture
def workspace(tmp_path: Path, executor: ImmediateExecutor) -> Iterator[Workspace]:
    archive = Archive.create(tmp_path / "small.db", "Small")
    for number, text in enumerate(_TEXTS):
        file = tmp_path / f"{number}.txt"
        file.write_text(text, encoding="utf-8")
        import_texts(archive, [file], ImportOptions())
    workspace = Workspace(archive, ArchiveSearch(archive), executor, Settings())
    workspace.begin()
    executor.run()
    yield workspace
    workspace.close()


@pytest.fixture
def view(qtbot: QtBot) -> ReadingDesk:
    view = ReadingDesk()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    return view


@pytest.fixture
def presenter(workspace: Workspace, view: ReadingDesk) -> ReadingPresenter:
    return ReadingPresenter(workspace, view)


@pytest.fixture
def told(workspace: Workspace) -> list[str]:
    told: list[str] = []
    workspace.notices.told.connect(lambda sentence: told.append(sentence) if sentence else None)
    return told


@pytest.fixture(params=["the first pane", "one that was added"])
def pane_number(
    request: pytest.FixtureRequest, workspace: Workspace, presenter: ReadingPresenter
) -> int:
    if request.param == "the first pane":
        return 0
    workspace.desk.panes.set_count(2)
    workspace.desk.panes.activate(workspace.desk.panes.ids[1])
    return 1


def test_what_is_opened_closed_and_activated_is_shown(
    workspace: Workspace,
    view: ReadingDesk,
    presenter: ReadingPresenter,
    executor: ImmediateExecutor,
) -> None:
    desk = workspace.desk
    for number in (1, 2):
        desk.open_beside(ExcerptId(number))
        executor.run()
    assert [pane.excerpt_id for pane in view.panes] == [1, 2]
    assert view.panes[1].is_active
    desk.panes.activate(desk.panes.ids[0])
    assert view.panes[0].is_active
    desk.panes.close(desk.panes.ids[0])
    assert [pane.excerpt_id for pane in view.panes] == [2]
    desk.panes.close(desk.panes.active)
    assert view.panes[0].reading is None


def test_going_to_a_pane_makes_it_the_one_that_commands_go_to(
    workspace: Workspace, view: ReadingDesk, presenter: ReadingPresenter
) -> None:
    workspace.desk.panes.set_count(2)
    view.panes[1].setFocus()
    assert workspace.desk.panes.active == workspace.desk.panes.ids[1]


def test_the_wishes_of_a_pane_are_about_that_pane(
    workspace: Workspace, view: ReadingDesk, executor: ImmediateExecutor, pane_number: int
) -> None:
    desk, choice = workspace.desk, workspace.tag_choice
    pane, key = view.panes[pane_number], workspace.desk.panes.ids[pane_number]
    asked, noted = [], []
    choice.asked.connect(lambda question: asked.append(question.target))
    workspace.passage.note_asked.connect(noted.append)
    pane.excerpt_dropped.emit(1)
    executor.run()
    assert desk.panes.readings[key].id == 1
    pane.select_span(Span(0, 6))
    assert desk.panes.selection(key) == Span(0, 6)
    pane.tag_requested.emit(Span(0, 6))
    assert [(target.pane, target.span) for target in asked] == [(key, Span(0, 6))]
    choice.choose("place")
    executor.run()
    workspace.codebook.set_shortcut(1, "p")
    executor.run()
    pane.select_span(Span(9, 12))
    pane.shortcut_pressed.emit("p")
    executor.run()
    assert [desk.passage(key, number).span for number in (1, 2)] == [Span(0, 6), Span(9, 12)]
    pane.note_requested.emit(2)
    assert noted == [2]
    pane.passage_activated.emit(1)
    executor.run()
    assert workspace.passage.passage.id == 1
    pane.close_requested.emit()
    assert key not in desk.panes.readings


def test_a_quotation_goes_to_the_clipboard_with_its_citation(
    workspace: Workspace,
    view: ReadingDesk,
    presenter: ReadingPresenter,
    executor: ImmediateExecutor,
    told: list[str],
) -> None:
    presenter.copy_quotation()
    assert told == [OPEN_FIRST]
    workspace.desk.open_here(ExcerptId(1))
    executor.run()
    view.active_pane.select_span(Span(0, 6))
    presenter.copy_quotation()
    assert QGuiApplication.clipboard().text().startswith("“Harbin”\n\n")
    view.active_pane.citation_requested.emit(None)
    assert told[-2:] == ["Quotation and citation copied."] * 2


def test_walking_where_nothing_is_marked_says_so(
    presenter: ReadingPresenter, told: list[str]
) -> None:
    presenter.walk(forward=True)
    assert told == [NO_MATCH]
