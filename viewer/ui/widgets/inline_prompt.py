"""A question that opens inside a panel, instead of a dialog over the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

Answer = Callable[[str], None]

_LONG_HEIGHT = 84


class InlinePrompt(QFrame):
    """Asks, and calls back with what was typed. Enter answers, Esc or going elsewhere dismisses.

    A long text is kept when the focus goes elsewhere: only Esc throws it away.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: Answer | None = None
        self._asker: QWidget | None = None
        self._at_once = False
        self._label, self._line, self._text = QLabel(), QLineEdit(), QPlainTextEdit()
        self._label.setProperty("role", "soft")
        self._label.setWordWrap(True)
        self._text.setProperty("role", "field")
        self._text.setFixedHeight(_LONG_HEIGHT)
        self._text.setTabChangesFocus(True)
        self._buttons = self._build_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        for widget in (self._label, self._line, self._text, self._buttons):
            column.addWidget(widget)
        self._line.textEdited.connect(self._edited)
        self._line.installEventFilter(self)
        self._text.installEventFilter(self)
        self._yes.installEventFilter(self)
        self._no.installEventFilter(self)
        self.hide()

    def _build_buttons(self) -> QWidget:
        self._yes, self._no = QPushButton(), QPushButton()
        self._no.setProperty("role", "quiet")
        for button in (self._yes, self._no):
            button.setProperty("dense", True)
            button.setAutoDefault(True)
        self._yes.clicked.connect(lambda: self._finish(keep=True, go_back=True))
        self._no.clicked.connect(lambda: self._finish(keep=False, go_back=True))
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        row.addStretch(1)
        return box

    def ask(self, question: str, answer: Answer, *, text: str = "", hint: str = "") -> None:
        """Ask for a line, with `text` to begin with; `answer` gets it, trimmed."""
        self._open(question, answer, self._line)
        self._line.setMaxLength(32767)
        self._line.setPlaceholderText(hint)
        self._line.setText(text)
        self._at_once = False

    def ask_key(self, question: str, answer: Answer, *, text: str = "") -> None:
        """Ask for one letter or digit, taken as soon as it is typed; Enter on nothing gives ""."""
        self._open(question, answer, self._line)
        self._line.setMaxLength(1)
        self._line.setPlaceholderText("")
        self._line.setText(text)
        self._line.selectAll()
        self._at_once = True

    def ask_long(self, question: str, answer: Answer, *, text: str = "", hint: str = "") -> None:
        """Ask for a text; Shift+Enter makes a new line."""
        self._open(question, answer, self._text)
        self._text.setPlaceholderText(hint)
        self._text.setPlainText(text)
        self._text.selectAll()

    def ask_whether(self, question: str, answer: Callable[[], None], *, yes: str, no: str) -> None:
        """Ask before something is done; `answer` is called where the button `yes` is pressed."""
        self._yes.setText(yes)
        self._no.setText(no)
        self._no.setAccessibleName(no)
        self._open(question, lambda _typed: answer(), self._buttons)
        self._yes.setAccessibleName(f"{yes}. {question}")
        self._yes.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event, long=watched is self._text)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        if event.type() == QEvent.Type.FocusOut and not self._popup_has_focus(event):
            if watched is self._text:
                self._finish(keep=True, go_back=False)
            elif watched in (self._yes, self._no):
                # Where the focus goes is known only when it is there: it may be the other button.
                QTimer.singleShot(0, self, self._dismiss_unless_focused)
            else:
                self._finish(keep=False, go_back=False)
        return False

    def _open(self, question: str, answer: Answer, field: QWidget) -> None:
        self._answer = None
        for each in (self._line, self._text, self._buttons):
            each.setVisible(each is field)
        self._label.setText(question)
        field.setAccessibleName(question)
        self._asker = QApplication.focusWidget()
        self._answer = answer
        self.show()
        field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _key(self, event: QKeyEvent, *, long: bool) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._finish(keep=False, go_back=True)
            return True
        if self._buttons.isVisibleTo(self):
            return self._press_button(event)
        new_line = long and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not new_line:
            self._finish(keep=True, go_back=True)
            return True
        return False

    def _press_button(self, event: QKeyEvent) -> bool:
        """Enter presses the button that has the focus, as Space does."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            focused, QPushButton
        ):
            focused.click()
            return True
        return False

    def _dismiss_unless_focused(self) -> None:
        now = QApplication.focusWidget()
        if self._buttons.isVisibleTo(self) and now is not None and not self.isAncestorOf(now):
            self._finish(keep=False, go_back=False)

    def _edited(self, text: str) -> None:
        if self._at_once and text:
            if text.isalnum():
                self._finish(keep=True, go_back=True)
            else:
                self._line.clear()

    def _finish(self, *, keep: bool, go_back: bool) -> None:
        answer, self._answer = self._answer, None
        if answer is None:
            return
        text = self._text.toPlainText() if self._text.isVisibleTo(self) else self._line.text()
        if go_back and self._asker is not None:
            self._asker.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        if keep:
            answer(text.strip())

    @staticmethod
    def _popup_has_focus(event: QEvent) -> bool:
        reason = getattr(event, "reason", None)
        away = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        return reason is not None and reason() in away
