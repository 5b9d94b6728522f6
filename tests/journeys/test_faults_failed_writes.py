"""A write that fails leaves nothing behind, and everything is ready for the next."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import viewer.services.exchange.import_texts as importing
import viewer.workspace.tagging as tagging
from tests.journeys.conftest import OpenWindow, wait_idle
from viewer.base.errors import BusyError
from viewer.base.messages import VERBATIM
from viewer.services.passages.list_passages import list_passages
from viewer.text.spans import Span
from viewer.ui.tour import Driver
from viewer.workspace.executor import Lane

pytestmark = pytest.mark.journey


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def busy(*_args, **_more) -> None:
    raise BusyError(
        VERBATIM, words="Another program is writing. Nothing was changed; try again in a moment."
    )


def bug(*_args, **_more) -> None:
    raise ZeroDivisionError("oops")


def with_a_text(drive: Driver) -> None:
    drive.workspace.desk.open_here(1)
    drive.settle()


def test_a_note_that_failed_is_not_asked_for_by_the_next_tag(
    drive: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_a_text(drive)
    pane = drive.panels.desk.active_pane
    pane.select_span(Span(0, 10))
    with monkeypatch.context() as patch:
        patch.setattr(tagging, "tag_passage", busy)
        drive.commands.run("note")
        drive.settle()
    assert "try again" in drive.panels.status.sentence
    focused = []
    monkeypatch.setattr(drive.panels.inspector, "focus_note", lambda: focused.append(True))
    drive.workspace.tagging.tag(pane.version_id, Span(20, 30), ["x"])
    drive.settle()
    assert not focused


def test_a_note_on_a_passage_that_is_gone_is_not_asked_for_by_the_next(drive: Driver) -> None:
    drive.workspace.passage.ask_for_note(987654)
    drive.settle()
    passage = list_passages(drive.workspace.archive)[0]
    drive.panels.search_bar.focus_field()
    drive.workspace.passage.describe(passage.id)
    drive.settle()
    assert drive.panels.inspector.passage_id == passage.id
    assert drive.focus is drive.panels.search_bar.field


def test_a_note_on_new_words_still_gets_the_focus(drive: Driver) -> None:
    with_a_text(drive)
    drive.panels.desk.active_pane.select_span(Span(0, 10))
    drive.commands.run("note")
    drive.settle()
    assert drive.focus is drive.panels.inspector._note


def test_a_tag_goes_to_the_text_that_it_was_asked_for(drive: Driver) -> None:
    with_a_text(drive)
    pane = drive.panels.desk.active_pane
    version = pane.version_id
    pane.select_span(Span(0, 10))
    drive.commands.run("tag")
    drive.workspace.desk.open_here(2)
    drive.wait(lambda: pane.excerpt_id == 2, "another text in the pane")
    drive.chooser.tag_chosen.emit("late")
    drive.settle()
    (tagged,) = (
        each
        for each in list_passages(drive.workspace.archive)
        if "late" in {tag.path for tag in each.tags}
    )
    assert tagged.version_id == version


def test_a_tag_chosen_after_the_pane_was_closed_is_kept(drive: Driver) -> None:
    with_a_text(drive)
    pane, before = drive.panels.desk.active_pane, drive.workspace.overview.listed.passage_count
    drive.workspace.tag_choice.for_words(drive.panels.desk.id_of(pane), Span(0, 10))
    drive.workspace.desk.panes.set_count(2)
    drive.workspace.desk.panes.close(drive.panels.desk.id_of(pane))
    drive.wait(lambda: pane not in drive.panels.desk.panes, "the pane closed")
    drive.workspace.tag_choice.choose("late")
    drive.settle()
    assert drive.workspace.overview.listed.passage_count == before + 1


@pytest.fixture
def held_write(drive: Driver) -> Iterator[threading.Event]:
    """A write that lasts until the event is set."""
    go = threading.Event()
    drive.workspace.executor.submit(lambda *_: go.wait(20), lambda _: None, lane=Lane.WRITE)
    yield go
    go.set()
    drive.settle()


def start_import(drive: Driver, texts: Path) -> None:
    drive.commands.run("import")
    drive.panels.importing.set_paths([texts])
    drive.click(drive.button(drive.panels.importing, "Import"))


def is_ready(drive: Driver) -> bool:
    panel = drive.panels.importing
    return drive.button(panel, "Import").isEnabled() and not panel._running


def test_an_import_that_waits_for_its_turn_is_cancelled_at_once(
    drive: Driver, held_write: threading.Event, texts: Path
) -> None:
    start_import(drive, texts)
    assert not is_ready(drive)
    drive.click(drive.button(drive.panels.importing, "Cancel"))
    assert is_ready(drive)
    assert not held_write.is_set()


@pytest.mark.parametrize("trouble", [busy, bug])
def test_an_import_that_failed_leaves_the_panel_ready(
    open_window: OpenWindow,
    sample: Path,
    texts: Path,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Callable,
) -> None:
    drive = open_window(sample)
    drive.workspace.executor.crashed.disconnect()
    before = drive.workspace.overview.listed.excerpts
    with monkeypatch.context() as patch:
        patch.setattr(importing, "import_texts", trouble)
        start_import(drive, texts)
        wait_idle(drive.workspace.executor)
    assert is_ready(drive)
    assert "try again" in drive.panels.importing._outcome._words.text()
    drive.click(drive.button(drive.panels.importing, "Import"))
    drive.wait(lambda: drive.workspace.overview.listed.excerpts == before + 4, "the next import")
    drive.settle()
    drive.click(drive.button(drive.panels.importing, "Close"))
    assert drive.layout.bottom.indexOf(drive.panels.importing) < 0


def test_an_import_cancelled_on_its_way_leaves_the_panel_ready(
    drive: Driver, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, real = threading.Event(), importing.import_texts

    def until_cancelled(archive, paths, options, progress, cancel):
        begun.set()
        assert cancel._event.wait(20)
        return real(archive, paths, options, progress, cancel)

    monkeypatch.setattr(importing, "import_texts", until_cancelled)
    start_import(drive, texts)
    assert begun.wait(20)
    drive.click(drive.button(drive.panels.importing, "Cancel"))
    drive.settle()
    assert is_ready(drive)
    assert "Cancelled" in drive.panels.importing._outcome._words.text()
    assert drive.panels.status.job_words == ""


def test_an_export_that_was_cancelled_is_said(
    drive: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import viewer.services.exchange.export_annotations as exporting

    _window, begun = drive.window, threading.Event()

    def until_cancelled(*_args, cancel, **_more):
        begun.set()
        assert cancel._event.wait(20)
        cancel.check()

    monkeypatch.setattr(exporting, "export_annotations", until_cancelled)
    drive.commands.run("export")
    drive.settle()
    drive.click(drive.button(drive.panels.exporting, "Export"))
    assert begun.wait(20)
    drive.workspace.executor.cancel("Exporting")
    drive.settle()
    assert "Cancelled" in drive.panels.exporting._outcome.text()
