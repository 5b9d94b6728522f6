"""The line at the bottom: what was found, the index, what undo would do, sentences, progress."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.services.types import SearchAnswer, UndoState
from viewer.ui.panels.hits_panel import counted
from viewer.ui.theme.icons import icon

#: The longest a progress bar can be: Qt counts it in 32 bits.
_BAR = 2**31 - 1


class StatusLine(QWidget):
    """Signals: `undo_requested()`, `cancel_requested(str label)`.

    A sentence about trouble stays, above the line, until it is dismissed; others are replaced.
    """

    undo_requested = Signal()
    cancel_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ""
        self._build_notice()
        self._build_line()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._notice)
        layout.addWidget(self._line)

    def _build_notice(self) -> None:
        self._notice = QFrame()
        self._notice.setObjectName("statusLine")
        self._sentence = QLabel()
        self._sentence.setProperty("role", "warning")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._dismiss = QToolButton()
        self._dismiss.setAccessibleName("Dismiss the message")
        self._dismiss.setToolTip("Dismiss")
        self._dismiss.clicked.connect(self.dismiss)
        row = QHBoxLayout(self._notice)
        row.setContentsMargins(15, 6, 10, 6)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self._notice.hide()
        self._set_icons()

    def _build_line(self) -> None:
        self._line = QFrame()
        self._line.setObjectName("statusLine")
        self._hits, self._index, self._message, self._panes = (QLabel() for _ in range(4))
        self._job = QLabel()
        self._hits.setProperty("role", "strong")
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._undo = QToolButton()
        self._undo.setProperty("role", "soft")
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undo.clicked.connect(self.undo_requested)
        self._undo.hide()
        self._progress = QProgressBar()
        self._progress.setFixedWidth(140)
        self._progress.setTextVisible(False)
        self._cancel = QToolButton()
        self._cancel.setText("Cancel")
        self._cancel.setProperty("role", "soft")
        self._cancel.clicked.connect(lambda: self.cancel_requested.emit(self._label))
        row = QHBoxLayout(self._line)
        row.setContentsMargins(15, 2, 15, 2)
        row.setSpacing(18)
        row.addWidget(self._hits)
        row.addWidget(self._index)
        row.addWidget(self._undo)
        row.addWidget(self._message, 1)
        row.addWidget(self._job)
        row.addWidget(self._progress)
        row.addWidget(self._cancel)
        row.addWidget(self._panes)
        for widget in self._long_job:
            widget.hide()
        self._line.setMinimumHeight(30)

    @property
    def index_words(self) -> str:
        """How the index is said to stand."""
        return self._index.text()

    @property
    def job_words(self) -> str:
        """The long job that is under way, empty for none."""
        return self._job.text() if self._job.isVisibleTo(self) else ""

    @property
    def sentence(self) -> str:
        """The trouble that is shown, empty for none."""
        return self._sentence.text() if self._notice.isVisibleTo(self) else ""

    @property
    def message(self) -> str:
        """The last thing told."""
        return self._message.text()

    def show_answer(self, answer: SearchAnswer) -> None:
        """How many hits, and how long it took."""
        took = f"{answer.took_ms:.0f} ms" if answer.took_ms >= 1 else "under 1 ms"
        self._hits.setText(f"{counted(answer.total, answer.total_some)} in {took}")

    def show_index(self, words: str) -> None:
        """How the index stands."""
        self._index.setText(words)

    def show_undo(self, state: UndoState) -> None:
        """What undo would do; click to do it."""
        self._undo.setVisible(bool(state.undo_what))
        what = state.undo_what if len(state.undo_what) <= 48 else state.undo_what[:47] + "…"
        self._undo.setText(f"Undo: {what[:1].lower()}{what[1:]}")
        self._undo.setToolTip(f"{state.undo_what} (Ctrl+Z)")

    def show_panes(self, words: str) -> None:
        """How many panes are open."""
        self._panes.setText(words)

    def tell(self, sentence: str) -> None:
        """Say what was done."""
        self._message.setText(sentence)
        self._message.setToolTip(sentence)
        self._message.setAccessibleName(sentence)

    def tell_trouble(self, sentence: str) -> None:
        """Say what is the matter; it stays until dismissed."""
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self._notice.show()

    def dismiss(self) -> None:
        """Take the sentence about trouble away."""
        self._notice.hide()

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

    def _set_icons(self) -> None:
        self._dismiss.setIcon(icon("close"))
