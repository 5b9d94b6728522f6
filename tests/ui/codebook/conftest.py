"""The codebook's panel by itself."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from viewer.services.types import TagInfo
from viewer.ui.codebook.codebook_panel import CodebookPanel


@pytest.fixture
def panel(qtbot: QtBot, tags: list[TagInfo]) -> CodebookPanel:
    """The panel on the small codebook, shown."""
    made = CodebookPanel()
    qtbot.addWidget(made)
    made.set_tags(tags)
    made.resize(272, 320)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made
