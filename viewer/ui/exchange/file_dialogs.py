"""Asking for files and folders without stopping the program: the answer comes by callback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

Take = Callable[[list[Path]], None]

TEXTS = "Texts and tables (*.txt *.md *.markdown *.html *.htm *.csv *.tsv);;All files (*)"


def ask_for_texts(parent: QWidget, take: Take) -> QFileDialog:
    """Ask for files to import."""
    dialog = _dialog(parent, "Choose texts", take)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(TEXTS.split(";;"))
    dialog.open()
    return dialog


def ask_for_folder(parent: QWidget, take: Take) -> QFileDialog:
    """Ask for a folder to import."""
    dialog = _dialog(parent, "Choose a folder", take)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.open()
    return dialog


def ask_where_to_write(parent: QWidget, proposed: Path, take: Take) -> QFileDialog:
    """Ask for a file to write; the dialog asks back before an existing one is replaced."""
    dialog = _dialog(parent, "Export to", take)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(proposed.suffix.removeprefix("."))
    dialog.setDirectory(str(proposed.parent))
    dialog.selectFile(proposed.name)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, take: Take) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    if QGuiApplication.platformName() == "offscreen":  # has no dialogs of its own
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.filesSelected.connect(lambda names: take([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
