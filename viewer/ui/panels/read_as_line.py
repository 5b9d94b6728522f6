"""The line below the search field: how the query was read, and what of it could not be."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from viewer.services.types import SearchAnswer
from viewer.ui.theme import current_theme


class ReadAsLine(QWidget):
    """One centred line, elided; the tool tip has all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readAsLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._read_as = ""
        self._complaints: tuple[str, ...] = ()
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 3, 16, 4)
        layout.addWidget(self._label)

    def show_answer(self, answer: SearchAnswer) -> None:
        """Say how the answer's query was read."""
        self._read_as, self._complaints = answer.read_as, answer.complaints
        spoken = f"Read as: {answer.read_as}. {' '.join(answer.complaints)}"
        self._label.setAccessibleName(spoken)
        self.setToolTip(f"<p>{escape(spoken)}</p>")
        self._fit()

    @property
    def text(self) -> str:
        """What is said, without colours, not elided."""
        return " ".join([f"Read as: {self._read_as}.", *self._complaints])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            # The colours stand in the rich text itself.
            self._fit()

    def _fit(self) -> None:
        theme = current_theme()
        metrics = QFontMetrics(self._label.font())
        room = self.width() - 60
        warning = " ".join(self._complaints)
        warning = metrics.elidedText(warning, Qt.TextElideMode.ElideRight, room * 2 // 3)
        room -= metrics.horizontalAdvance("read as: " + warning)
        words = metrics.elidedText(self._read_as, Qt.TextElideMode.ElideMiddle, max(room, 80))
        shown = f"read as: <span style='color:{theme.ink}'>{escape(words)}</span>"
        if warning:
            shown += f" &nbsp; <span style='color:{theme.warning}'>{escape(warning)}</span>"
        self._label.setText(shown)
