"""A window on four articles whose jobs run when the test lets them: no thread, no waiting."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services.conftest import tag_words
from tests.workspace.executors import ImmediateExecutor
from viewer.base.ids import AnnotationId
from viewer.services.archive.archive import Archive
from viewer.services.passages.list_passages import list_passages
from viewer.services.types import PassageInfo
from viewer.text.spans import Span
from viewer.ui.codebook.tag_chooser import TagChooser
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.window.layout import Panels
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.parts import WindowParts

NO_KEY = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True)
class BoundWindow:
    """The window with its presenters, over an archive that a test looks into."""

    window: MainWindow
    parts: WindowParts
    executor: ImmediateExecutor

    @property
    def archive(self) -> Archive:
        """What the window shows."""
        return self.parts.workspace.archive

    @property
    def passages(self) -> list[PassageInfo]:
        """The passages of the archive, by id."""
        return sorted(list_passages(self.archive), key=lambda passage: passage.id)

    @property
    def panels(self) -> Panels:
        """The widgets that presenters bind."""
        return self.parts.panels

    @property
    def chooser(self) -> TagChooser:
        """Where a tag is chosen."""
        return self.parts.chooser

    @property
    def pane(self) -> ReadingPane:
        """The active pane."""
        return self.panels.desk.active_pane

    @property
    def told(self) -> str:
        """What the status line says."""
        return self.panels.status.message

    def settle(self) -> None:
        """Let every job run, and what follows from it."""
        self.executor.run()

    def search(self, query: str) -> list[int]:
        """Search as by the field; the hits that are listed."""
        self.panels.search_bar.query_changed.emit(query)
        self.settle()
        return self.hits

    @property
    def hits(self) -> list[int]:
        """The hits in the list, in its order."""
        model = self.panels.hits.model
        found = (model.hit(row) for row in range(model.rowCount()))
        return [hit.id for hit in found if hit is not None]

    def open(self, excerpt: int) -> None:
        """Open a text in the active pane."""
        self.panels.hits.open_here_requested.emit(excerpt)
        self.settle()

    def select(self, words: str) -> Span:
        """Select the first place of `words` in the active pane."""
        start = self.pane.reading.text.index(words)
        span = Span(start, start + len(words))
        self.pane.select_span(span)
        return span

    def tag(self, excerpt: int, words: str, *tags: str) -> AnnotationId:
        """A passage that came into the archive, and that the window knows of."""
        made = tag_words(self.archive, excerpt, words, *tags)
        self.settle()
        return made

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)
        self.settle()
