"""The line at the bottom: what was found, the index, what undo would do, sentences, progress."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QToolButton,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from viewer.services.types import SearchAnswer, UndoState
from viewer.ui.reading.announcing import announce
from viewer.ui.search.hits_panel import counted
from viewer.ui.theme.icons import icon
from viewer.ui.widgets.elided_label import ElidedLabel

#: In pixels; taller where the font is.
_HEIGHT = 26
#: The longest a progress bar can be: Qt counts it in 32 bits.
_BAR = 2**31 - 1


class StatusLine(QFrame):
    """Signals: `undo_requested()`, `cancel_requested(str label)`, `trouble_shown()`,
    `usual_zoom_requested()`.

    One line of one height, whatever is said: the panes above it never move. A sentence about
    trouble takes the place of what is less urgent until it is dismissed; where it is cut off, a
    button shows the whole of it. Others are replaced.
    """

    undo_requested = Signal()
    cancel_requested = Signal(str)
    trouble_shown = Signal()
    usual_zoom_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._label = ""
        self._full = ""
        self._can_undo = False
        self._build_words()
        self._build_trouble()
        self._build_job()
        self._lay_out()
        self._set_icons()
        self._show_parts()

    def _build_words(self) -> None:
        self._hits, self._index, self._panes = QLabel(), QLabel(), QLabel()
        self._zoom = QToolButton()
        self._zoom.setProperty("role", "soft")
        self._zoom.setToolTip("Size of type in the panes; press for the usual size (Ctrl+0)")
        self._zoom.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._zoom.clicked.connect(self.usual_zoom_requested)
        self.show_zoom(100)
        self._hits.setProperty("role", "strong")
        self._message = ElidedLabel()
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._undo = QToolButton()
        self._undo.setProperty("role", "soft")
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undo.clicked.connect(self.undo_requested)

    def _build_trouble(self) -> None:
        self._trouble = QWidget()
        self._sentence = ElidedLabel()
        self._sentence.setProperty("role", "warning")
        self._whole, self._dismiss = QToolButton(), QToolButton()
        self._whole.setText("Read all")
        self._whole.setProperty("role", "soft")
        self._whole.clicked.connect(self._show_whole)
        self._dismiss.setAccessibleName("Dismiss the message")
        self._dismiss.setToolTip("Dismiss")
        self._dismiss.clicked.connect(self.dismiss)
        row = QHBoxLayout(self._trouble)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._sentence, 1)
        for button in (self._whole, self._dismiss):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self._trouble.hide()

    def _build_job(self) -> None:
        self._job = QLabel()
        self._progress = QProgressBar()
        self._progress.setFixedWidth(140)
        self._progress.setTextVisible(False)
        self._cancel = QToolButton()
        self._cancel.setText("Cancel")
        self._cancel.setProperty("role", "soft")
        self._cancel.clicked.connect(lambda: self.cancel_requested.emit(self._label))
        for widget in self._long_job:
            widget.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 0, 15, 0)
        row.setSpacing(18)
        row.addWidget(self._hits)
        row.addWidget(self._index)
        row.addWidget(self._undo)
        row.addWidget(self._message, 1)
        row.addWidget(self._trouble, 1)
        for widget in (self._job, self._progress, self._cancel, self._panes, self._zoom):
            row.addWidget(widget)
        self.setFixedHeight(max(_HEIGHT, self.fontMetrics().height() + 8))

    def _show_parts(self) -> None:
        """Trouble needs room: what is no news gives way to it."""
        has_trouble = not self._trouble.isHidden()
        self._index.setVisible(not has_trouble)
        self._message.setVisible(not has_trouble)
        self._undo.setVisible(self._can_undo and not has_trouble)

    @property
    def index_words(self) -> str:
        """The state of the index as it is said."""
        return self._index.text()

    @property
    def job_words(self) -> str:
        """The long job that is under way, empty for none."""
        return self._job.text() if self._job.isVisibleTo(self) else ""

    @property
    def sentence(self) -> str:
        """The trouble that is shown, empty for none."""
        return self._full if self._trouble.isVisibleTo(self) else ""

    @property
    def message(self) -> str:
        """The last thing told."""
        return self._message.text()

    def show_answer(self, answer: SearchAnswer) -> None:
        """How many hits, and how long it took."""
        took = f"{answer.took_ms:.0f} ms" if answer.took_ms >= 1 else "under 1 ms"
        self._hits.setText(f"{counted(answer.total, answer.total_some)} in {took}")

    def show_index(self, words: str) -> None:
        """The state of the index."""
        self._index.setText(words)

    def show_undo(self, state: UndoState) -> None:
        """What undo would do; click to do it."""
        self._can_undo = bool(state.undo_what)
        what = state.undo_what if len(state.undo_what) <= 48 else state.undo_what[:47] + "…"
        self._undo.setText(f"Undo: {what[:1].lower()}{what[1:]}")
        self._undo.setToolTip(f"{state.undo_what} (Ctrl+Z)")
        self._show_parts()

    def show_panes(self, words: str) -> None:
        """How many panes are open."""
        self._panes.setText(words)

    def show_zoom(self, percent: int) -> None:
        """The size of type in the panes."""
        self._zoom.setText(f"{percent} %")
        self._zoom.setAccessibleName(f"Zoom {percent} per cent. The usual size again: Ctrl+0")

    def tell(self, sentence: str) -> None:
        """Say what was done."""
        self._message.setText(_on_one_line(sentence))
        self._message.setAccessibleName(sentence)

    def show_error(self, sentence: str) -> None:
        """Say what is the matter; it stays until dismissed."""
        self._full = sentence
        self._sentence.setText(_on_one_line(sentence))
        self._sentence.setAccessibleName(sentence)
        self._whole.setAccessibleName(f"Read all of: {sentence}")
        self._trouble.show()
        self._show_parts()
        self._show_whether_cut()
        self.trouble_shown.emit()
        announce(self._sentence, sentence)

    def dismiss(self) -> None:
        """Take the sentence about trouble away."""
        self._trouble.hide()
        self._show_parts()

    def show_progress(self, label: str, done: int, total: int) -> None:
        """A long job is under way; `total` 0 when unknown."""
        self._label = label
        bar_total, bar_done = min(total, _BAR), done
        if total > _BAR:
            bar_done = done * _BAR // total
        self._progress.setRange(0, bar_total)
        self._progress.setValue(min(bar_done, bar_total))
        self._progress.setAccessibleName(f"{label}: {done} of {total}" if total else label)
        self._job.setText(f"{label} {done:,} of {total:,}" if total else f"{label}…")
        for widget in self._long_job:
            widget.show()

    def end_progress(self, label: str) -> None:
        """The long job ended."""
        if label == self._label:
            for widget in self._long_job:
                widget.hide()

    @property
    def _long_job(self) -> tuple[QWidget, ...]:
        return self._job, self._progress, self._cancel

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._set_icons()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_whether_cut()

    def _show_whether_cut(self) -> None:
        """Offer the whole sentence where it does not fit, as it would without that button."""
        if self._trouble.isHidden():
            return
        layout = self.layout()
        assert layout is not None
        layout.activate()
        room = self._sentence.width()
        if not self._whole.isHidden():
            room += self._whole.width() + 6
        wanted = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text())
        self._whole.setVisible(wanted > room)

    def _show_whole(self) -> None:
        above = self._sentence.mapToGlobal(QPoint(0, -self.height()))
        QToolTip.showText(above, f"<p>{escape(self._full)}</p>", self._sentence)

    def _set_icons(self) -> None:
        self._dismiss.setIcon(icon("close"))


def _on_one_line(sentence: str) -> str:
    return " ".join(sentence.split())
