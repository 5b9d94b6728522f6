"""Choosing the encoding of files that do not tell theirs, before they are imported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.base.file_names import shown_path
from viewer.services.types import EncodingCheck
from viewer.text.counting import counted
from viewer.text.guessed_files import GuessedFile
from viewer.ui.reading.announcing import announce
from viewer.ui.widgets.elided_label import ElidedLabel

#: What people know encodings as; others go by their own names.
NAMES = {
    "cp1251": "Windows Cyrillic",
    "cp1252": "Windows Western",
    "koi8-r": "KOI8 Russian",
    "cp866": "DOS Cyrillic",
    "mac-cyrillic": "Mac Cyrillic",
    "iso-8859-5": "ISO Cyrillic",
    "mac-roman": "Mac Western",
    "utf-8": "damaged",
}
_LINES = 3
_LIST_WIDTH = 190
_LIST_HEIGHT = 92


class EncodingChoice(QWidget):
    """The files whose encoding is a guess, each with the encodings that it may be in.

    Shown only where there are such files. `encodings` and `guessed_as` are read when importing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: tuple[GuessedFile, ...] = ()
        self._count = 0
        self._chosen: dict[Path, str] = {}
        self._for_all = ""
        self.setAccessibleName("Encodings")
        self._build()
        self._list.currentRowChanged.connect(self._show_file)
        self._combo.currentIndexChanged.connect(self._preview)
        self._combo.activated.connect(self._choose)
        self._all.clicked.connect(self._choose_for_all)
        self.hide()

    @property
    def encodings(self) -> Mapping[Path, str]:
        """The encodings that were chosen for single files."""
        return dict(self._chosen)

    @property
    def guessed_as(self) -> str:
        """The encoding that was chosen for every file of the kind, empty for none."""
        return self._for_all

    def show_check(self, check: EncodingCheck) -> None:
        """Show these files; what was chosen for those among them stays, and the current one."""
        row = self._list.currentRow()
        current = self._files[row].path if 0 <= row < len(self._files) else None
        self._files, self._count = check.files, check.count
        paths = [file.path for file in check.files]
        self._chosen = {path: name for path, name in self._chosen.items() if path in set(paths)}
        if not check.count:
            self._for_all = ""
        self._list.clear()
        for path in paths:
            item = QListWidgetItem(shown_path(path.name))
            item.setToolTip(shown_path(path))
            self._list.addItem(item)
        self._all.setText(f"For all {check.count:,}")
        self._all.setAccessibleName(f"Use this encoding for all {counted(check.count, 'file')}")
        self._all.setVisible(check.count > 1)
        self._say()
        self.setVisible(bool(check.files))
        self._list.setCurrentRow(paths.index(current) if current in paths else 0)

    def _build(self) -> None:
        self._words = QLabel()
        self._words.setProperty("role", "strong")
        self._words.setWordWrap(True)
        self._list = QListWidget()
        self._list.setAccessibleName("Files whose encoding is a guess")
        self._list.setFixedSize(_LIST_WIDTH, _LIST_HEIGHT)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._combo = QComboBox()
        self._combo.setAccessibleName("Encoding of the file")
        self._all = QPushButton()
        self._all.setProperty("role", "quiet")
        self._preview_lines = [ElidedLabel() for _ in range(_LINES)]
        right = QVBoxLayout()
        right.setSpacing(2)
        choice = QHBoxLayout()
        choice.addWidget(self._combo, 1)
        choice.addWidget(self._all)
        right.addLayout(choice)
        for line in self._preview_lines:
            right.addWidget(line)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._list)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addLayout(row)

    def _say(self) -> None:
        tell = "does not tell its" if self._count == 1 else "do not tell their"
        words = (
            f"{counted(self._count, 'file')} {tell} encoding. Choose the one in which the letters "
            "are right."
        )
        if self._count > len(self._files):
            words += f" The first {len(self._files):,} are listed."
        if self._words.text() != words:
            self._words.setText(words)
            announce(self._words, words)

    def _show_file(self, row: int) -> None:
        if not 0 <= row < len(self._files):
            return
        file = self._files[row]
        self._combo.blockSignals(True)
        self._combo.clear()
        for place, reading in enumerate(file.readings):
            self._combo.addItem(_named(reading.encoding, is_guess=place == 0), reading.encoding)
        wanted = self._chosen.get(file.path, self._for_all)
        self._combo.setCurrentIndex(max(self._combo.findData(wanted), 0))
        self._combo.blockSignals(False)
        self._preview()

    def _preview(self) -> None:
        row, place = self._list.currentRow(), self._combo.currentIndex()
        lines: tuple[str, ...] = ()
        if 0 <= row < len(self._files) and place >= 0:
            lines = self._files[row].readings[place].lines
        for label, line in zip(self._preview_lines, [*lines, "", "", ""], strict=False):
            label.setText(line)
        self._combo.setAccessibleDescription(" ".join(lines))

    def _choose(self) -> None:
        file = self._files[self._list.currentRow()]
        self._chosen[file.path] = self._combo.currentData()

    def _choose_for_all(self) -> None:
        self._for_all = self._combo.currentData()
        self._chosen.clear()
        announce(self._all, f"{_named(self._for_all)} for all {counted(self._count, 'file')}")


def _named(encoding: str, *, is_guess: bool = False) -> str:
    known = NAMES.get(encoding, "")
    named = f"{encoding}, {known}" if known else encoding
    return f"{named} (guess)" if is_guess else named
