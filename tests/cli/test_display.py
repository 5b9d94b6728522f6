"""Whether there is a display is known before Qt could abort over it."""

from __future__ import annotations

import socket
import struct
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.cli import display, qt_libraries
from viewer.cli.display import NO_DISPLAY, platform_to_use, why_no_display

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a DISPLAY")


@pytest.fixture
def all_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries, "_loads", lambda _library: True)


@pytest.fixture
def x_server() -> Iterator[str]:
    """Something that answers like an X server; gives the DISPLAY to reach it by."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        if port < 6000:
            pytest.skip(f"port {port} is below those of X servers")
        answering = threading.Thread(target=_let_one_in, args=(listening,), daemon=True)
        answering.start()
        yield f"127.0.0.1:{port - 6000}"
        listening.close()


def _let_one_in(listening: socket.socket) -> None:
    """Answer each connection's setup request with success and an empty description."""
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection:
            connection.recv(4096)
            connection.sendall(struct.pack("<BxHHH", 1, 11, 0, 8) + bytes(32))
            connection.recv(1)


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600", "linuxfb"])
def test_platforms_that_need_no_display(platform: str, all_libraries: None) -> None:
    assert why_no_display({"QT_QPA_PLATFORM": platform}) == ""


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": ":987"},
        {"DISPLAY": "nonsense"},
        {"DISPLAY": "127.0.0.1:1"},
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"WAYLAND_DISPLAY": "/nowhere/wayland-0"},
        {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nowhere"},
        {"QT_QPA_PLATFORM": "xcb"},
        {"QT_QPA_PLATFORM": "wayland;xcb"},
    ],
)
def test_displays_that_are_not_there(environ: dict[str, str], all_libraries: None) -> None:
    assert why_no_display(environ) == NO_DISPLAY


def test_an_x_server_that_answers(x_server: str, all_libraries: None) -> None:
    assert why_no_display({"DISPLAY": x_server}) == ""
    assert platform_to_use({"DISPLAY": x_server}) == ""


def test_a_compositor_that_answers(tmp_path: Path, all_libraries: None) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "w"))
        listening.listen()
        environ = {"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": str(tmp_path)}
        assert why_no_display(environ) == ""
        assert platform_to_use(environ) == "wayland"
        assert platform_to_use({**environ, "QT_QPA_PLATFORM": "xcb"}) == ""


def test_a_display_without_qts_libraries_names_the_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(display, "x_answers", lambda _environ: True)
    monkeypatch.setattr(
        qt_libraries, "_loads", lambda name: name not in {"libxcb-cursor.so.0", "libEGL.so.1"}
    )
    said = why_no_display({"DISPLAY": ":0"})
    assert "libxcb-cursor.so.0" in said
    assert said.endswith("sudo apt-get install libegl1 libxcb-cursor0")


def test_without_libxcb_the_display_is_taken_at_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_loads(_library: str) -> None:
        raise OSError

    monkeypatch.setattr("ctypes.CDLL", nothing_loads)
    assert "libxcb1" in why_no_display({"DISPLAY": ":0"})


def test_other_systems_always_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert why_no_display({}) == ""
    assert platform_to_use({}) == ""
