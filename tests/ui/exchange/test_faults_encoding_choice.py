"""Choosing the encoding of files that do not tell theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from viewer.services.types import EncodingCheck
from viewer.text.guessed_files import GuessedFile, Reading
from viewer.ui.exchange.encoding_choice import EncodingChoice

A = GuessedFile(Path("a/1.txt"), (Reading("cp1251", ("Да 🚩",)), Reading("koi8-r", ("дЮ",))))
B = GuessedFile(
    Path("a/2.txt"),
    (Reading("koi8-r", ("Нет",)), Reading("cp1251", ("оЕР",)), Reading("gb18030", ())),
)


@pytest.fixture
def choice(qtbot: QtBot) -> EncodingChoice:
    made = EncodingChoice()
    qtbot.addWidget(made)
    made.resize(500, 160)
    made.show_check(EncodingCheck((A, B), 2))
    return made


def _combo(choice: EncodingChoice) -> QComboBox:
    return choice.findChild(QComboBox)


def _pick(choice: EncodingChoice, encoding: str) -> None:
    combo = _combo(choice)
    combo.setCurrentIndex(combo.findData(encoding))
    combo.activated.emit(combo.currentIndex())


def _lines(choice: EncodingChoice) -> list[str]:
    return [each.text() for each in choice.findChildren(QLabel) if each.text()]


def test_the_guess_is_shown_with_its_letters(choice: EncodingChoice) -> None:
    assert choice.isVisible()
    assert _combo(choice).currentText() == "cp1251, Windows Cyrillic (guess)"
    assert "Да 🚩" in _lines(choice)
    assert _combo(choice).accessibleDescription() == "Да 🚩"
    assert not choice.encodings
    assert not choice.guessed_as


def test_another_is_chosen_for_one_file(choice: EncodingChoice) -> None:
    _pick(choice, "koi8-r")
    assert "дЮ" in _lines(choice)
    assert choice.encodings == {A.path: "koi8-r"}
    choice.findChild(QListWidget).setCurrentRow(1)
    assert _combo(choice).currentData() == "koi8-r"
    assert "Нет" in _lines(choice)
    choice.findChild(QListWidget).setCurrentRow(0)
    assert "дЮ" in _lines(choice)


def test_the_keyboard_chooses_too(choice: EncodingChoice, qtbot: QtBot) -> None:
    _combo(choice).setFocus()
    qtbot.keyClick(_combo(choice), Qt.Key.Key_Down)
    assert choice.encodings == {A.path: "koi8-r"}


def test_one_is_chosen_for_all(choice: EncodingChoice, qtbot: QtBot) -> None:
    _pick(choice, "koi8-r")
    button = choice.findChild(QPushButton)
    assert button.text() == "For all 2"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (choice.encodings, choice.guessed_as) == ({}, "koi8-r")
    choice.findChild(QListWidget).setCurrentRow(1)
    _pick(choice, "cp1251")
    assert (choice.encodings, choice.guessed_as) == ({B.path: "cp1251"}, "koi8-r")


def test_another_look_keeps_what_was_chosen_for_files_that_are_still_there(
    choice: EncodingChoice,
) -> None:
    choice.findChild(QListWidget).setCurrentRow(1)
    _pick(choice, "gb18030")
    choice.show_check(EncodingCheck((B,), 1))
    assert choice.encodings == {B.path: "gb18030"}
    assert _combo(choice).currentData() == "gb18030"
    assert not choice.findChild(QPushButton).isVisible()
    assert any(words.startswith("1 file does not tell its encoding") for words in _lines(choice))
    choice.show_check(EncodingCheck((), 0))
    assert not choice.isVisible()
    assert (choice.encodings, choice.guessed_as) == ({}, "")


def test_that_not_all_are_listed_is_said(choice: EncodingChoice) -> None:
    choice.show_check(EncodingCheck((A, B), 5000))
    assert any("5,000 files" in words and "first 2 " in words for words in _lines(choice))
    assert choice.findChild(QPushButton).text() == "For all 5,000"
