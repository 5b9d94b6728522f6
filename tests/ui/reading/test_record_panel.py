"""The record of a text: what is known of it, each under its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from viewer.services.types import ExcerptReading
from viewer.text.article_facts import ARTICLE_FIELDS, ARTICLE_LABELS
from viewer.ui.reading.record_panel import NOTHING, RecordPanel, record_rows

_TEXT = "Флаг 🚩 cafe\u0301 и\u00a0точка\nконец"


def test_every_fact_of_an_article_is_listed(make_reading: Callable[..., ExcerptReading]) -> None:
    reading = make_reading(text=_TEXT)
    facts = {name: f"known {name}" for name in ARTICLE_FIELDS} | {"issue_date": "1945-08-14"}
    rows = dict(record_rows(replace(reading, article=replace(reading.article, **facts))))
    for name, value in facts.items():
        shown = "14 August 1945" if name == "issue_date" else value
        assert rows[ARTICLE_LABELS[name]] == shown


def test_what_is_not_known_is_left_out(make_reading: Callable[..., ExcerptReading]) -> None:
    reading = make_reading(text=_TEXT, byline="", page="")
    rows = dict(record_rows(reading))
    assert not {"Byline", "Page", "Edition"} & set(rows)
    assert rows["Headline"] == "The Russian Advances"
    assert rows["SHA-256"] == reading.text_sha256


def test_an_empty_pane_has_no_record(
    qtbot: QtBot, make_reading: Callable[..., ExcerptReading]
) -> None:
    panel = RecordPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_reading(make_reading(text=_TEXT))
    qtbot.waitUntil(lambda: "Headline: The Russian Advances" in _spoken(panel))
    panel.show_reading(None)
    assert "Headline: The Russian Advances" not in _spoken(panel)
    assert NOTHING in [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]


def _spoken(panel: RecordPanel) -> list[str]:
    return [each.accessibleName() for each in panel.findChildren(QLabel) if each.isVisible()]
