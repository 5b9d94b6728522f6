"""Every wish of a panel has somebody who grants it, in the window as the program makes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMetaMethod, QObject, Qt
from PySide6.QtTest import QTest

from tests.journeys.conftest import OpenWindow, wait_idle
from viewer.app import Desktop
from viewer.base.settings import Settings
from viewer.services.passages.list_passages import list_links, list_passages
from viewer.services.types import LinkInfo
from viewer.ui.reading.reading_desk import ReadingDesk
from viewer.ui.tour import Driver
from viewer.ui.window.main_window import MainWindow

pytestmark = pytest.mark.journey

#: Facts that nobody in the window needs today: the class that tells them, and the signal. A wish
#: is never one of these.
FACTS: set[tuple[str, str]] = set()
#: How a signal that states a wish is named, by its last word.
WISHES = (
    "requested",
    "chosen",
    "wanted",
    "activated",
    "pressed",
    "dropped",
    "edited",
    "entered",
    "closed",
    "dismissed",
)


def own_signals(of: QObject) -> Iterator[tuple[str, str, str]]:
    """Class, name and signature of each signal that a class of ours declares."""
    meta = of.metaObject()
    classes = {each.__name__: each for each in type(of).__mro__}
    while meta is not None:
        declared = classes.get(meta.className())
        if declared is not None and declared.__module__.startswith("viewer."):
            for at in range(meta.methodOffset(), meta.methodCount()):
                method = meta.method(at)
                if method.methodType() == QMetaMethod.MethodType.Signal:
                    signature = method.methodSignature().data().decode("ascii")
                    yield meta.className(), signature.split("(")[0], signature
        meta = meta.superClass()


def unheard(of: QObject) -> set[tuple[str, str]]:
    """The signals of an object that nobody listens to, without the facts that nobody needs."""
    return {
        (kind, name)
        for kind, name, signature in own_signals(of)
        if not of.receivers(f"2{signature}")
    } - FACTS


@pytest.fixture
def window(qapp, sample: Path) -> Iterator[MainWindow]:
    """As the program opens it, with four panes."""
    window = Desktop(Settings(panes=4), save_settings=False).open(sample)
    parts = window.parts
    yield window
    wait_idle(parts.workspace.executor)
    window.close()
    window.deleteLater()


def test_every_signal_is_heard(window: MainWindow) -> None:
    everything = [window, *window.findChildren(QObject)]
    assert {each for of in everything for each in unheard(of)} == set()


def test_the_introspection_finds_the_signals(window: MainWindow) -> None:
    desk = window.findChild(ReadingDesk)
    found = {(kind, name) for kind, name, _ in own_signals(desk)}
    assert ("ReadingDesk", "link_activated") in found
    everything = [window, *window.findChildren(QObject)]
    known = {(kind, name) for of in everything for kind, name, _ in own_signals(of)}
    assert known >= FACTS, "a fact that is no signal any more"
    named_like_wishes = {name for _, name in FACTS if name.rpartition("_")[2] in WISHES}
    assert not named_like_wishes
    desk.link_activated.disconnect()
    assert unheard(desk) == {("ReadingDesk", "link_activated")}


def link_between_two_texts(drive: Driver) -> tuple[LinkInfo, dict]:
    passages = {each.id: each for each in list_passages(drive.workspace.archive)}
    for link in list_links(drive.workspace.archive, list(passages)):
        if passages[link.origin_id].version_id != passages[link.target_id].version_id:
            return link, passages
    raise AssertionError("the sample has no link between two texts")


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def show_both_ends(drive: Driver) -> LinkInfo:
    link, passages = link_between_two_texts(drive)
    for pane, end in zip(drive.panels.desk.panes, (link.origin_id, link.target_id), strict=False):
        drive.workspace.desk.open_here(passages[end].excerpt_id, drive.panels.desk.id_of(pane))
        drive.settle()
        drive.workspace.go_to_passage(end)
        drive.settle()
    return link


def test_clicking_a_link_goes_to_its_other_end_and_back(drive: Driver) -> None:
    link = show_both_ends(drive)
    assert drive.panels.inspector.passage_id == link.target_id
    [ribbon] = [each for each in drive.panels.desk.ribbon_layer.ribbons if each.link.id == link.id]
    [pill] = [
        each
        for each in drive.panels.desk.ribbon_layer._pills
        if each.isVisible() and each.link == link
    ]
    assert ribbon.link == link
    for end in (link.origin_id, link.target_id):
        QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
        drive.wait(lambda end=end: drive.panels.inspector.passage_id == end, "the link's other end")
        drive.settle()
        assert drive.panels.desk.active_pane.passage(end)
        assert drive.panels.desk.active_pane.text_view.focused_passage == end


def test_following_a_link_keeps_the_passage_one_comes_from(drive: Driver) -> None:
    drive.workspace.desk.panes.set_count(1)
    link, _passages = link_between_two_texts(drive)
    drive.workspace.go_to_passage(link.origin_id)
    drive.settle()
    drive.click(drive.panels.inspector.link_to(link.target_id))
    drive.wait(lambda: drive.panels.inspector.passage_id == link.target_id, "the link's other end")
    drive.settle()
    assert len(drive.panels.desk.panes) == 2
    assert drive.panels.desk.panes[0].passage(link.origin_id)
    assert drive.panels.desk.active_pane.passage(link.target_id)
