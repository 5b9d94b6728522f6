"""Driving a window as its user would: keys and clicks, waiting for outcomes, taking pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QRadioButton, QWidget

from viewer.base.errors import ViewerError
from viewer.base.messages import VERBATIM, Message
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.window.parts import WindowParts

#: How long a step may take to show its outcome, in milliseconds.
PATIENCE = 20_000
_GLANCE = 10


class TourError(ViewerError):
    """A step did not happen; `sentence` says which."""

    def __init__(self, sentence: str) -> None:
        super().__init__(Message.of(VERBATIM, words=sentence))


class Driver:
    """The hands on one window, which consists of `parts`.

    Pictures go to the folder `to` as `01-name.png` and so on.
    """

    def __init__(self, window: QWidget, parts: WindowParts, to: Path) -> None:
        self.window = window
        self.workspace = parts.workspace
        self.panels = parts.panels
        self.layout = parts.layout
        self.commands = parts.commands
        self.palette = parts.palette
        self.chooser = parts.chooser
        self.to = to
        self._number = 0
        self._crashes: list[str] = []
        self.workspace.executor.crashed.connect(self._note_crash)

    def show(self, width: int, height: int) -> None:
        """Show the window at this size and wait for its first hits."""
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        self.wait(self.window.isVisible, "the window")
        self.settle()

    def picture(self, name: str) -> None:
        """Save what the window shows now."""
        self.settle()
        self._number += 1
        path = self.to / f"{self._number:02d}-{name}.png"
        if not self.window.grab().save(str(path)):
            raise TourError(f"The picture {path} could not be saved. Choose another folder.")

    def last_picture(self) -> None:
        """Save how the window looks where the tour stopped, whatever state it is in."""
        self.window.grab().save(str(self.to / "stopped-here.png"))

    def press(
        self,
        widget: QWidget,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        times: int = 1,
    ) -> None:
        """Press a key with the focus in `widget`."""
        for _ in range(times):
            QTest.keyClick(widget, key, modifiers)

    def type(self, widget: QWidget, text: str) -> None:
        """Type `text` into `widget`, in any script."""
        for letter in text:
            # QTest knows the keys of ASCII only; other letters come as events with their text.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = ord(letter.upper()) if letter.isascii() else 0
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)

    @property
    def focus(self) -> QWidget:
        """The widget that has the focus. Raises `TourError` when none has."""
        widget = self.window.focusWidget()
        if widget is None:
            raise TourError("The tour expected the focus somewhere, but nothing has it.")
        return widget

    def button(self, inside: QWidget, words: str) -> QAbstractButton:
        """The visible button inside a widget whose text begins with `words`."""
        for button in inside.findChildren(QAbstractButton):
            if button.text().replace("&", "").startswith(words) and button.isVisible():
                return button
        raise TourError(f"The tour looked for a button “{words}” and found none.")

    def field(self, inside: QWidget, name: str) -> QLineEdit:
        """The visible line inside a widget whose accessible name begins with `name`."""
        for field in inside.findChildren(QLineEdit):
            if field.accessibleName().casefold().startswith(name.casefold()) and field.isVisible():
                return field
        raise TourError(f"The tour looked for a field “{name}” and found none.")

    def click(self, widget: QWidget) -> None:
        """Click on `widget`: in the middle, or on the circle of a radio button."""
        at = QPoint(8, widget.height() // 2) if isinstance(widget, QRadioButton) else QPoint()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)

    def query(self, text: str) -> None:
        """Type a query into the search field, in place of what is there, and let it answer."""
        field = self.panels.search_bar.field
        field.setFocus()
        field.selectAll()
        self.press(field, Qt.Key.Key_Backspace)
        self.type(field, text)
        self.wait(lambda: self.workspace.search.request.query == text, f"the query {text}")
        self.settle()

    def select_words(self, pane: ReadingPane, words_before: int, words: int) -> None:
        """Put the caret behind `words_before` words and select the next `words`, by keyboard."""
        view = pane.text_view
        view.setFocus()
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        self.press(view, Qt.Key.Key_Home, control)
        self.press(view, Qt.Key.Key_Right, control, times=words_before)
        self.press(view, Qt.Key.Key_Right, control | shift, times=words)
        self.check(pane.selected_span() is not None, "words selected by keyboard")

    def settle(self) -> None:
        """Wait until no job is left and everything due is painted."""
        self.wait(self._is_quiet, "the end of the work in the background")
        QApplication.sendPostedEvents()

    def _note_crash(self, traceback_text: str) -> None:
        self._crashes.append(traceback_text)

    def _is_quiet(self) -> bool:
        return not self.workspace.executor.busy and self.workspace.search.answer is not None

    def wait(self, condition: Callable[[], object], what: str) -> None:
        """Let the window work until `condition` holds. Raises `TourError` naming `what`."""
        loop, waited, happened = QEventLoop(), 0, False
        timer = QTimer()
        timer.setInterval(_GLANCE)

        def look() -> None:
            nonlocal waited, happened
            waited += _GLANCE
            # What holds now need not hold any more when the loop has been left.
            happened = happened or bool(condition())
            if happened or self._crashes or waited > PATIENCE:
                loop.quit()

        timer.timeout.connect(look)
        timer.start()
        loop.exec()
        timer.stop()
        if self._crashes:
            raise TourError(f"The program failed while waiting for {what}:\n{self._crashes[0]}")
        if not happened:
            raise TourError(f"The tour waited in vain for {what}.")

    def check(self, happened: object, what: str) -> None:
        """Raise `TourError` unless it happened, or when the window tells of trouble."""
        if not happened:
            raise TourError(f"The tour expected {what}, which did not happen.")
        if sentence := self.panels.status.sentence:
            raise TourError(f"The window told of trouble: {sentence}")
