"""Finding words in the text of one pane: the bar above it, and the marks in it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot

from viewer.ui.reading.find_bar import FindBar
from viewer.ui.reading.text.text_view import ReadingTextView

#: Code points of a selection that are taken over as what to find.
_MOST_WORDS = 80


class FindInPane(QObject):
    """Binds one bar to one text view."""

    def __init__(self, view: ReadingTextView) -> None:
        super().__init__(view)
        self._view = view
        self.bar = FindBar()
        self.bar.hide()
        self.bar.typed.connect(self._find)
        self.bar.next_requested.connect(lambda: self._step(True))
        self.bar.previous_requested.connect(lambda: self._step(False))
        self.bar.closed.connect(self.close)

    def open(self) -> None:
        """Find the selected words, or those looked for last. Where the bar has the focus already,
        go to the next place."""
        if self.bar.field.hasFocus():
            self._step(True)
            return
        selected = self._view.selected_span()
        words = " ".join(selected.of(self._view.marked.text).split()) if selected else ""
        self.bar.show()
        if words and len(words) <= _MOST_WORDS:
            self.bar.field.setText(words)
        self.look_again()
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()

    def look_again(self) -> None:
        """Find the same words in the text that is shown now, if the bar is open."""
        if not self.bar.isHidden():
            self._find(self.bar.field.text())

    @Slot()
    def close(self) -> None:
        """Close the bar; the text has the focus, with the caret at what was found."""
        self.bar.hide()
        self._view.find_words("")
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _find(self, words: str) -> None:
        self._view.find_words(words)
        self._show_count()

    def _step(self, forward: bool) -> None:
        self._view.step_found(forward)
        self._show_count()

    def _show_count(self) -> None:
        found = self._view.found
        self.bar.show_count(found.current, len(found.stretches))
