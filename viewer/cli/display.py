"""Whether there is a display to open a window on, found out before Qt is: Qt aborts where not."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from viewer.base.errors import ViewerError
from viewer.cli import qt_libraries

#: The variable by which Qt is told where to draw.
PLATFORM_VARIABLE = "QT_QPA_PLATFORM"

_WITHOUT_ONE = "new, import, search, passages, tag, export, index, check, undo, redo, journal, tour"
NO_DISPLAY = (
    f"There is no display to open a window on. These commands work without one: {_WITHOUT_ONE}."
)


class NoDisplayError(ViewerError):
    """A window was asked for where none can be shown."""


def why_no_display(environ: Mapping[str, str] = os.environ) -> str:
    """A sentence that says why Qt could not show a window here; empty where it could."""
    if sys.platform != "linux":
        return ""
    asked = _asked_platforms(environ)
    if asked and not asked & {"xcb", "wayland"}:
        return qt_libraries.sentence(qt_libraries.missing(qt_libraries.ALWAYS))
    if (not asked or "xcb" in asked) and x_answers(environ):
        lacking = qt_libraries.missing(qt_libraries.ALWAYS, qt_libraries.FOR_X11)
        return qt_libraries.sentence(lacking)
    if (not asked or "wayland" in asked) and wayland_answers(environ):
        lacking = qt_libraries.missing(qt_libraries.ALWAYS, qt_libraries.FOR_WAYLAND)
        return qt_libraries.sentence(lacking)
    return NO_DISPLAY


def platform_to_use(environ: Mapping[str, str] = os.environ) -> str:
    """What `QT_QPA_PLATFORM` must be for Qt to find the display; empty where Qt finds it itself.

    Qt tries X11 alone unless the session says that it is a Wayland one.
    """
    if sys.platform != "linux" or environ.get(PLATFORM_VARIABLE) or x_answers(environ):
        return ""
    return "wayland" if wayland_answers(environ) else ""


def _asked_platforms(environ: Mapping[str, str]) -> set[str]:
    """`xcb;wayland:decorations=…` → {"xcb", "wayland"}; `wayland-egl` counts as `wayland`."""
    asked = environ.get(PLATFORM_VARIABLE, "").split(";")
    return {name.partition(":")[0].partition("-")[0] for name in asked if name}


def x_answers(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether an X server stands behind `DISPLAY` and lets this user in."""
    display = environ.get("DISPLAY", "")
    if not display:
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        # Then Qt cannot show a window either, and the missing library is what to tell of.
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)


def wayland_answers(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a compositor listens on the socket that `WAYLAND_DISPLAY` names."""
    name = environ.get("WAYLAND_DISPLAY", "")
    folder = environ.get("XDG_RUNTIME_DIR", "")
    if not name or not (folder or Path(name).is_absolute()):
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2.0)
        try:
            probe.connect(str(Path(folder, name)))
        except OSError:
            return False
    return True
