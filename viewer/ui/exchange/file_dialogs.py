"""Asking for files and folders without stopping the program: the answer comes by callback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.workspace.vocabulary import list_import_formats

Take = Callable[[list[Path]], None]


def ask_for_texts(parent: QWidget, take: Take) -> QFileDialog:
    """Ask for files to import."""
    dialog = _dialog(parent, "Choose texts", take)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(text_filters())
    dialog.open()
    return dialog


def text_filters() -> list[str]:
    """What the dialog for texts lists: files of every format that can be read, or all."""
    patterns = " ".join(f"*{suffix}" for each in list_import_formats() for suffix in each.suffixes)
    return [f"Texts and tables ({patterns})", "All files (*)"]


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
