"""The shared libraries that Qt expects of a Linux system, and the Debian packages that hold them.

Wheels of PySide6 bring Qt but not these. Used before Qt is imported, also by the Makefile before
there is a virtual environment: nothing but the standard library is imported here.
"""

from __future__ import annotations

import ctypes
import sys

#: What Qt needs to be imported at all, with or without a screen: library → Debian package.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
}

#: What its X11 platform plugin needs besides, to show a window.
FOR_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}

#: What its Wayland platform plugin needs besides.
FOR_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def missing(*groups: dict[str, str]) -> dict[str, str]:
    """Of the libraries in `groups`, those that the dynamic linker cannot load here."""
    if sys.platform != "linux":
        return {}
    return {
        library: package
        for group in groups
        for library, package in group.items()
        if not _loads(library)
    }


def packages(*groups: dict[str, str]) -> str:
    """The Debian packages of what is missing, sorted, each once, with spaces between."""
    return " ".join(sorted(set(missing(*groups).values())))


def sentence(lacking: dict[str, str]) -> str:
    """What is lacking and the command that brings it; empty where nothing is."""
    if not lacking:
        return ""
    return (
        f"Qt cannot start: this system lacks {', '.join(sorted(lacking))}. On Debian and Ubuntu, "
        f"install them with: sudo apt-get install {' '.join(sorted(set(lacking.values())))}"
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
