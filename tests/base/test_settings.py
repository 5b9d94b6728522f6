"""What is remembered between runs, whatever is in the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from viewer.base.settings import Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_what_was_saved_is_read(path: Path) -> None:
    settings = Settings(zoom=150, side_parts=["record"], lists_open=True, hits_width=333)
    settings.save(path)
    assert Settings.load(path) == settings


@pytest.mark.parametrize("words", ["", "[]", "null", "{", "7", '"x"'])
def test_a_file_that_holds_no_settings_gives_the_usual_ones(path: Path, words: str) -> None:
    assert Settings.load(path) == Settings()
    path.write_text(words, encoding="utf-8")
    assert Settings.load(path) == Settings()


def test_a_value_of_another_type_is_as_if_it_were_not_there(path: Path) -> None:
    nonsense = {
        "zoom": True,
        "hits_width": "wide",
        "lists_open": 1,
        "side_parts": "codebook",
        "theme": ["dark"],
        "unknown": 5,
        "panes": 3,
    }
    path.write_text(json.dumps(nonsense), encoding="utf-8")
    assert Settings.load(path) == Settings(panes=3)
