"""The lists in the drawer: what is added here is a tab of it, with a command that opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from viewer.base.registry import Registry
from viewer.ui.journal.journal_panel import JournalPanel
from viewer.ui.journal.presenter import JournalPresenter
from viewer.ui.passages.passages_panel import PassagesPanel
from viewer.ui.widgets.pages import Pages
from viewer.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a list is bound to: the workspace, the room for lists, and the commands by their ids."""

    workspace: Workspace
    pages: Pages
    run: Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A list: `make` gives its widget, `bind` the presenter of it, which the window keeps.

    `bind` is None where the presenter of another panel binds it too. The command that brings it to
    the front has its name as id and the `title`; `key`, `words` and `menu` are as in `Command`.
    """

    name: str
    title: str
    make: Callable[[], QWidget]
    bind: Callable[[Surroundings, Any], object] | None = None
    key: str = ""
    words: str = ""
    menu: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Its name."""
        return (self.name,)


LIST_VIEWS = Registry(
    ListView(
        name="passages",
        title="Passages",
        make=PassagesPanel,
        words="annotations highlights quotations evidence list",
    ),
    ListView(
        name="journal",
        title="Journal",
        make=JournalPanel,
        bind=lambda around, panel: JournalPresenter(around.workspace, panel),
        key="Ctrl+J",
        words="history log steps changes audit",
        menu=2,
    ),
)
