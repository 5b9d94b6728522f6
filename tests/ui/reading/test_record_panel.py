"""The record of a text: what is known, whole, and nothing invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.services.types import Kind
from viewer.text.article_facts import ARTICLE_FIELDS, ARTICLE_LABELS
from viewer.ui.reading.record_panel import NOTHING, RecordPanel, record_rows
from viewer.ui.theme import DARK, apply_theme


@pytest.fixture
def panel(qtbot: QtBot) -> RecordPanel:
    made = RecordPanel()
    qtbot.addWidget(made)
    made.resize(272, 500)
    made.show()
    return made


def test_it_says_what_is_known(panel: RecordPanel, make_reading: Any) -> None:
    panel.show_reading(make_reading(kind=Kind.TRANSLATION, headline="<b>War</b> & peace"))
    for words in ("Izvestia", "Известия", "<b>War</b> & peace", "14 August 1945", "English"):
        assert words in panel.words
    assert "translation from Russian" in panel.words


def test_every_fact_of_an_article_is_listed(make_reading: Any) -> None:
    reading = make_reading()
    facts = {name: f"known {name}" for name in ARTICLE_FIELDS} | {"issue_date": "1945-08-14"}
    rows = dict(record_rows(replace(reading, article=replace(reading.article, **facts))))
    for name, value in facts.items():
        shown = "14 August 1945" if name == "issue_date" else value
        assert rows[ARTICLE_LABELS[name]] == shown


def test_what_is_not_known_is_left_out(make_reading: Any) -> None:
    reading = make_reading(byline="", page="")
    rows = dict(record_rows(reading))
    assert not {"Byline", "Page", "Edition"} & set(rows)
    assert rows["Headline"] == "The Russian Advances"
    assert rows["SHA-256"] == reading.text_sha256
    rows = dict(record_rows(make_reading(publication=None, headline="")))
    assert not {"Headline", "Place", "In its script"} & set(rows)
    assert rows["Newspaper"] == "Newspaper not known"


def test_an_empty_pane_says_what_to_do(panel: RecordPanel, make_reading: Any) -> None:
    assert panel.words == NOTHING
    panel.show_reading(make_reading())
    assert NOTHING not in panel.words
    panel.show_reading(None)
    assert panel.words == NOTHING


def test_nothing_is_wider_than_the_panel(panel: RecordPanel, make_reading: Any) -> None:
    reading = make_reading()
    long = replace(reading, source=replace(reading.source, file_name="a-name-without-spaces" * 6))
    panel.show_reading(long)
    document = panel._page.document()
    assert document.size().width() <= panel._page.viewport().width()


def test_a_new_theme_colours_it_anew(
    panel: RecordPanel, make_reading: Any, qapp: QApplication
) -> None:
    panel.show_reading(make_reading())
    apply_theme(qapp, DARK)
    assert DARK.soft_ink.lower() in panel._page.toHtml().lower()
