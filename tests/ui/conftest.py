"""Tags and passages to show, made small. Every quotation has an emoji, a combining mark, Cyrillic,
an NBSP and a CRLF in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.services import conftest as services
from tests.ui.bound_window import BoundWindow
from tests.ui.made_passages import made_passage
from tests.workspace.executors import ImmediateExecutor
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import PassageInfo, TagInfo
from viewer.ui.theme import LIGHT, apply_theme
from viewer.ui.window.main_window import MainWindow
from viewer.workspace.workspace import Workspace

papers = services.papers
MakePassage = Callable[..., PassageInfo]


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """The theme of every test here."""
    apply_theme(qapp, LIGHT)


@pytest.fixture
def bound(papers: Archive, qapp: QApplication) -> Iterator[BoundWindow]:
    """A window on `papers`, shown and settled, with one pane."""
    executor = ImmediateExecutor()
    executor.crashed.connect(pytest.fail)
    workspace = Workspace(papers, ArchiveSearch(papers), executor, Settings(panes=1))
    window = MainWindow(workspace, Settings(panes=1))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    executor.run()
    yield BoundWindow(window, window.parts, executor)
    executor.run()
    window.close()
    window.deleteLater()


@pytest.fixture
def tags() -> list[TagInfo]:
    """A small codebook."""
    return [
        _tag(1, "framing", passages=5),
        _tag(2, "framing/liberation", 1, 14, shortcut="1"),
        _tag(3, "framing/завоевание", 1, 1),
        _tag(4, "event"),
        _tag(5, "event/surrender", 4, 16, labels={"ru": "капитуляция"}),
    ]


@pytest.fixture
def make_passage() -> MakePassage:
    """Makes passages: `make_passage(id, **changes)`."""
    return made_passage


def _tag(
    number: int, path: str, parent: int | None = None, passages: int = 0, **changes: object
) -> TagInfo:
    fields: dict[str, object] = {
        "id": number,
        "parent_id": parent,
        "name": path.rsplit("/", 1)[-1],
        "path": path,
        "colour": "#8460A8",
        "definition": "",
        "shortcut": "",
        "labels": {},
        "passages": passages,
        "position": number,
    }
    return TagInfo(**{**fields, **changes})  # type: ignore[arg-type]
