"""The list of libraries is the one that the installed Qt asks for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from viewer.cli import qt_libraries
from viewer.cli.qt_libraries import ALWAYS, FOR_WAYLAND, FOR_X11

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a list for Linux")

#: In every Debian system, or brought by Qt's own wheel.
_BASE = re.compile(
    r"^(libc|libm|libdl|libpthread|librt|libgcc_s|libstdc\+\+|libz|libzstd|ld-linux)"
)


def _needed(*files: str) -> set[str]:
    """What the given parts of PySide6 ask the dynamic linker for, Qt's own aside."""
    readelf = shutil.which("readelf")
    spec = find_spec("PySide6")
    if readelf is None or spec is None or spec.origin is None:
        pytest.skip("there is no readelf here to look into Qt with")
    qt = Path(spec.origin).parent / "Qt"
    found: set[str] = set()
    for file in files:
        told = subprocess.run(
            [readelf, "-d", str(qt / file)], capture_output=True, text=True, check=True
        )
        found |= set(re.findall(r"Shared library: \[(.+?)\]", told.stdout))
    return {name for name in found if not name.startswith(("libQt6", "libicu"))}


@pytest.mark.parametrize(
    ("files", "listed"),
    [
        (
            (
                "lib/libQt6Core.so.6",
                "lib/libQt6Gui.so.6",
                "lib/libQt6Widgets.so.6",
                "lib/libQt6DBus.so.6",
                "plugins/platforms/libqoffscreen.so",
            ),
            ALWAYS,
        ),
        (("lib/libQt6XcbQpa.so.6", "plugins/platforms/libqxcb.so"), {**ALWAYS, **FOR_X11}),
        (("plugins/platforms/libqwayland.so",), {**ALWAYS, **FOR_WAYLAND}),
    ],
)
def test_every_library_that_qt_needs_is_listed(
    files: tuple[str, ...], listed: dict[str, str]
) -> None:
    lacking = {name for name in _needed(*files) if name not in listed and not _BASE.match(name)}
    assert not lacking


def test_missing_and_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        qt_libraries, "_loads", lambda name: "glib" not in name and "gt" not in name
    )
    assert set(qt_libraries.missing(ALWAYS)) == {"libglib-2.0.so.0", "libgthread-2.0.so.0"}
    assert qt_libraries.packages(ALWAYS, FOR_X11) == "libglib2.0-0"


def test_nothing_missing_is_nothing_said() -> None:
    assert qt_libraries.sentence({}) == ""


def test_a_library_that_is_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert qt_libraries.missing({"libnosuch.so.9": "libnosuch9"}) == {
        "libnosuch.so.9": "libnosuch9"
    }
    monkeypatch.setattr(sys, "platform", "win32")
    assert qt_libraries.missing({"libnosuch.so.9": "libnosuch9"}) == {}
