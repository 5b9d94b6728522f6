"""What holds for every test: no screen, no home of the user's, no stray log line, and the shipped
archive left as it was."""

from __future__ import annotations

import hashlib
import itertools
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt; a developer who wants to watch sets it to their own platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from viewer.base.paths import HOME_VARIABLE
from viewer.services.archive.archive import Archive

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "archive.db"

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

#: What the offscreen platform says of things that only a screen has (raising a window, a grab).
_OFFSCREEN_SAYS = "This plugin does not support"

_homes = itertools.count()


@pytest.fixture(autouse=True)
def home_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder of this test's settings, indexes and own archive; made when first used."""
    home = tmp_path_factory.getbasetemp() / "home" / str(next(_homes))
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    return home


@pytest.fixture(scope="session", autouse=True)
def shipped_archive_untouched() -> Iterator[None]:
    """Nothing that a test does may write to the archive that the program ships with."""
    before = _fingerprint()
    yield
    assert _fingerprint() == before, f"a test changed {SHIPPED.name}"


def _fingerprint() -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (SHIPPED, SHIPPED.with_name("archive.db-journal"))
        if path.is_file()
    }


class _StrayRecords(logging.Handler):
    """Keeps what is logged at WARNING and above while no test said that it expects it."""

    def __init__(self, expecting: logging.Handler) -> None:
        super().__init__(logging.WARNING)
        self.stray: list[str] = []
        self._expecting = expecting

    def emit(self, record: logging.LogRecord) -> None:
        floor = self._expecting.level
        is_expected = floor and record.levelno >= floor
        if not is_expected and not record.getMessage().startswith(_OFFSCREEN_SAYS):
            self.stray.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_stray_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning, unless it expects one: `with caplog.at_level("WARNING")`."""
    watcher = _StrayRecords(caplog.handler)
    root = logging.getLogger()
    root.addHandler(watcher)
    yield
    root.removeHandler(watcher)
    # The command line gives this logger a handler on the test's own stderr.
    logging.getLogger("viewer").handlers.clear()
    assert not watcher.stray, "logged without being expected:\n" + "\n".join(watcher.stray)


@pytest.fixture(autouse=True)
def deleted_widgets_are_gone() -> Iterator[None]:
    """What a test called `deleteLater` on is deleted: no event loop runs here that would do it.

    Every widget left over is polished anew by each change of theme, which took half a minute after
    some hundred windows.
    """
    yield
    if (qt := sys.modules.get("PySide6.QtCore")) and qt.QCoreApplication.instance():
        qt.QCoreApplication.sendPostedEvents(None, qt.QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session", autouse=True)
def clipboard_is_empty_at_the_end() -> Iterator[None]:
    """Nothing that Python made is left in the clipboard when the process ends.

    Qt deletes what is there after the interpreter is gone, which then crashes.
    """
    yield
    if (qt := sys.modules.get("PySide6.QtGui")) and qt.QGuiApplication.instance():
        qt.QGuiApplication.clipboard().clear()


@pytest.fixture
def shared_dir() -> Path:
    """The folder of material beside the repository that some tests read."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared with test collections is not here")
    return folder


@pytest.fixture
def new_archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive of this test's own."""
    with Archive.create(tmp_path / "archive.db", "Test") as archive:
        yield archive
