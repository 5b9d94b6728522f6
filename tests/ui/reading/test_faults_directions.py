"""A newspaper's name written from right to left does not reorder what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from tests.ui.search.test_hits_model import HIT
from viewer.services.types import ImportedInfo, ImportReport
from viewer.text.directions import isolated, isolated_line, runs_from_right
from viewer.ui.exchange.import_report_model import WHAT, ImportReportModel
from viewer.ui.reading import masthead_words
from viewer.ui.search import hit_delegate
from viewer.ui.theme import sans

_PAPERS = ["جريدة الأهرام", "דבר", "Izvestia", "Al-Ahram الأهرام 1945"]


def _places(line: str, *parts: str) -> list[float]:
    """The left edges of parts of a line as it is painted."""
    layout = QTextLayout(line, sans(12))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    laid_out = layout.createLine()
    laid_out.setLineWidth(4000)
    layout.endLayout()
    edges = []
    for part in parts:
        runs = laid_out.glyphRuns(line.index(part), len(part))
        edges.append(min(run.boundingRect().left() for run in runs))
    return edges


@pytest.mark.parametrize("paper", _PAPERS)
def test_the_line_of_a_hit_is_newspaper_date_page(qapp: QApplication, paper: str) -> None:
    hit = replace(HIT, publication=paper, date="1945-08-14", page="5")
    line = hit_delegate._facts(hit, QFontMetricsF(sans(12)), 2000)
    edges = _places(line, paper, "14", "Aug", "p. 5")
    assert edges == sorted(edges)


@pytest.mark.parametrize("place", _PAPERS)
def test_the_lines_of_a_masthead_keep_their_order(make_reading: Any, place: str) -> None:
    reading = make_reading(page="٣", byline=place, dateline="Cairo, 9 August", citation=place)
    edges = _places(masthead_words.byline(reading), place, "Cairo", "9 August")
    assert edges == sorted(edges)
    issue = masthead_words.issue(reading)
    assert _places(issue, "14", "page") == sorted(_places(issue, "14", "page"))
    origin = masthead_words.origin(reading)
    assert _places(origin, "Moscow", "English", "in ") == sorted(
        _places(origin, "Moscow", "English", "in ")
    )


def test_only_what_is_written_from_the_right_is_isolated() -> None:
    assert isolated("Izvestia · Известия") == "Izvestia · Известия"
    assert isolated("דבר") == "\u2068דבר\u2069"
    assert isolated_line(["דבר", "", "p. 5"]) == "\u2068דבר\u2069 · p. 5"
    assert isolated_line(["דבר"]) == "דבר"


@pytest.mark.parametrize(
    ("text", "from_right"),
    [("דבר Red", True), ("9 أغسطس 1945", True), ("Red דבר", False), ("1945 …", False), ("", False)],
)
def test_a_paragraph_runs_as_its_first_strong_letter(text: str, from_right: bool) -> None:
    assert runs_from_right(text) is from_right


@pytest.mark.parametrize("paper", _PAPERS)
def test_a_line_of_the_import_report_is_headline_newspaper_date(
    qapp: QApplication, paper: str
) -> None:
    text = ImportedInfo(1, 1, "הצבא", paper, "1945-08-14", "he", "a.txt")  # type: ignore[arg-type]
    model = ImportReportModel()
    model.set_report(ImportReport((text,), (), (), None))
    edges = _places(model.index(0, WHAT).data(), "הצבא", paper, "14", "Aug")
    assert edges == sorted(edges)
