"""Focus mode: the panes only, and back to exactly what was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusMode(QObject):
    """Hides regions and shows again those that it hid. Signals: `changed(bool is_on)`."""

    changed = Signal(bool)

    def __init__(self, regions: Sequence[QWidget], home: QWidget) -> None:
        """`regions` are those to hide; the focus goes to `home` from one of them."""
        super().__init__(home)
        self._regions = regions
        self._home = home
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self.is_on = False

    def enter(self) -> None:
        """Hide the regions that are shown."""
        if self.is_on:
            return
        self.is_on = True
        self._hidden = [region for region in self._regions if not region.isHidden()]
        focus = QApplication.focusWidget()
        within = focus is not None and any(each.isAncestorOf(focus) for each in self._hidden)
        self._focus = focus if within else None
        if within:
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
        for region in self._hidden:
            region.hide()
        self.changed.emit(True)

    def leave(self) -> None:
        """Show what was hidden; the focus goes back to where it was before."""
        if not self.is_on:
            return
        self.is_on = False
        for region in self._hidden:
            region.show()
        before, self._focus = self._focus, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(False)

    def toggle(self) -> None:
        """Enter or leave."""
        (self.leave if self.is_on else self.enter)()
