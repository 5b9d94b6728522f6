"""Lists of entries that are found by name, and things that are imported late."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

import pytest

from viewer.base.registry import Lazy, Registry


@dataclass(frozen=True)
class _Colour:
    names: tuple[str, ...]


RED, BLUE = _Colour(("red", "красный", "rouge")), _Colour(("blue",))
COLOURS = Registry(RED, BLUE)


def test_an_entry_is_found_by_any_of_its_names_in_any_case() -> None:
    assert COLOURS.find(" КРАСНЫЙ ") is RED
    assert COLOURS["Blue"] is BLUE
    assert COLOURS.find("green") is None
    with pytest.raises(KeyError):
        COLOURS["green"]


def test_entries_keep_their_order_and_own_names_come_first() -> None:
    assert list(COLOURS) == [RED, BLUE]
    assert COLOURS.names == ("red", "blue", "красный", "rouge")


def test_an_entry_that_is_added_later_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    green = _Colour(("green",))
    monkeypatch.setattr(COLOURS, "entries", (*COLOURS.entries, green))
    assert COLOURS["green"] is green
    assert COLOURS.names[2] == "green"


def test_what_is_lazy_is_imported_when_it_is_loaded() -> None:
    code = (
        "import sys\n"
        "from viewer.base.registry import Lazy\n"
        "lazy = Lazy('colorsys', 'rgb_to_hsv')\n"
        "before = 'colorsys' in sys.modules\n"
        "loaded = lazy.load()\n"
        "print(before, loaded is sys.modules['colorsys'].rgb_to_hsv)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_what_is_not_there_is_a_bug() -> None:
    with pytest.raises(AttributeError):
        Lazy("colorsys", "no_such_thing").load()
