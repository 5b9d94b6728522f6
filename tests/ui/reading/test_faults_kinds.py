"""A pane says what words its text is made of, before anything that may be cut off."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QPainter

from viewer.services.types import Kind
from viewer.ui.reading import masthead_words
from viewer.ui.reading.masthead import Masthead


@pytest.mark.parametrize("kind", list(Kind))
def test_a_pane_says_first_what_is_not_the_newspapers_own(
    qtbot, make_reading: Any, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    reading = make_reading(kind=kind)
    masthead = Masthead()
    qtbot.addWidget(masthead)
    masthead.resize(320, 86)
    masthead.show_reading(reading)
    notice = masthead_words.notice(reading)
    assert (notice == "") == kind.is_own_words
    said = masthead.accessibleDescription()
    assert said.startswith(notice or "Moscow")
    assert kind.is_own_words or kind.label in notice.casefold()
    lines: list[str] = []
    real = QPainter.drawText
    monkeypatch.setattr(
        QPainter, "drawText", lambda self, *args: (lines.append(args[-1]), real(self, *args))[1]
    )
    masthead.grab()
    below_the_name = next(line for line in lines if line[:5] in (notice[:5], "Mosco"))
    assert below_the_name.startswith(kind.label.capitalize() if notice else "Moscow")
