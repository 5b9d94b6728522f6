"""A pane says what words its text is made of, whole, however narrow the pane is."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QFontMetricsF

from viewer.services.types import Kind
from viewer.text.spans import Span
from viewer.ui.reading import masthead_words
from viewer.ui.reading.masthead import Masthead, _joined
from viewer.ui.theme import sans


def _masthead(qtbot, reading: Any, width: int) -> Masthead:
    masthead = Masthead()
    qtbot.addWidget(masthead)
    masthead.resize(width, masthead.height())
    masthead.show_reading(reading)
    masthead.show()
    return masthead


@pytest.mark.parametrize("kind", list(Kind))
def test_a_pane_says_first_what_is_not_the_newspapers_own(
    qtbot, make_reading: Any, kind: Kind
) -> None:
    reading = make_reading(kind=kind)
    masthead = _masthead(qtbot, reading, 320)
    notice = masthead_words.kind_in_full(reading)
    assert (notice == "") == kind.is_own_words
    said = masthead.accessibleDescription()
    assert said.startswith(notice or "Moscow")
    assert kind.is_own_words or kind.label in notice.casefold()


@pytest.mark.parametrize("width", [230, 320, 390, 900])
@pytest.mark.parametrize("kind", [Kind.TRANSLATION, Kind.ABSTRACT])
def test_it_is_never_cut_off(qtbot, make_reading: Any, kind: Kind, width: int) -> None:
    reading = make_reading(kind=kind)
    masthead = _masthead(qtbot, reading, width)
    words = masthead_words.kind_in_full(reading)
    notice = masthead._notice()
    assert notice is not None
    assert notice.shows([Span(0, len(words))])
    own = _masthead(qtbot, make_reading(kind=Kind.TRANSCRIPTION), width)
    assert masthead.height() - own.height() == round(notice.height)


def test_a_count_of_matches_leaves_the_text_where_it_is(qtbot, make_reading: Any) -> None:
    masthead = _masthead(qtbot, make_reading(kind=Kind.ABSTRACT), 400)
    height = masthead.height()
    masthead.show_match(None, 12)
    assert masthead.height() == height
    masthead.resize(190, height)
    assert masthead.height() > height, "narrower: more lines"


def test_an_edition_gives_way_before_the_month_is_cut_short(make_reading: Any) -> None:
    reading = make_reading()
    assert masthead_words.issue_in_fewer_words(reading)[1:] == (
        "14 August 1945 · page 5",
        "14 Aug 1945 · p. 5",
    )
    assert masthead_words.date(reading, short=True) == "14 Aug 1945"


def test_in_a_narrow_pane_the_count_leaves_room_for_the_date(qtbot, make_reading: Any) -> None:
    masthead = _masthead(qtbot, make_reading(), 210)
    masthead.set_margins(14, 14)
    masthead.show_match(None, 12)
    count = masthead._match_count
    assert (count.text(), count.accessibleName()) == ("12", "12 matches")
    masthead.show_match(2, 12)
    assert count.text() == "3 of 12"
    masthead.resize(400, masthead.height())
    masthead.show_match(None, 12)
    assert count.text() == "12 matches"


def test_an_issue_is_not_cut_off_for_what_follows_it(qapp) -> None:
    metrics = QFontMetricsF(sans(12))
    issue, origin = "14 Aug 1945 · p. 5", "Manchester · English extract"
    whole = metrics.horizontalAdvance(issue)
    assert _joined(issue, origin, metrics, whole + 20) == issue
    assert _joined(issue, origin, metrics, whole + 90).startswith(f"{issue} · Manch")
    assert _joined(issue, origin, metrics, whole + 900) == f"{issue} · {origin}"
    assert _joined("", origin, metrics, 60).endswith("…")
