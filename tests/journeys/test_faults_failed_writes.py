"""A write that fails leaves nothing behind, and everything is ready for the next."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import viewer.services.import_texts as importing
import viewer.ui.flows.tagging as tagging
from tests.journeys.conftest import OpenWindow
from viewer.base.errors import BusyError
from viewer.services.list_passages import list_passages
from viewer.text.spans import Span
from viewer.ui.tour import Driver

pytestmark = pytest.mark.journey


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def busy(*_args, **_more) -> None:
    raise BusyError("Another program is writing. Nothing was changed; try again in a moment.")


def bug(*_args, **_more) -> None:
    raise ZeroDivisionError("oops")


def with_a_text(drive: Driver) -> None:
    drive.window.reading.open_here(1)
    drive.settle()


def test_a_note_that_failed_is_not_asked_for_by_the_next_tag(
    drive: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = drive.window
    with_a_text(drive)
    pane = window.desk.active_pane
    pane.select_span(Span(0, 10))
    with monkeypatch.context() as patch:
        patch.setattr(tagging, "tag_passage", busy)
        window.commands.note_selection()
        drive.settle()
    assert "try again" in window.status.sentence
    focused = []
    monkeypatch.setattr(window.inspector, "focus_note", lambda: focused.append(True))
    window.tagging.tag(pane.version_id, Span(20, 30), ["x"])
    drive.settle()
    assert not focused


def test_a_note_on_a_passage_that_is_gone_is_not_asked_for_by_the_next(drive: Driver) -> None:
    window = drive.window
    window.commands.write_note(987654)
    drive.settle()
    passage = list_passages(window.archive)[0]
    window.search_bar.focus_field()
    window.overview.describe(passage.id)
    drive.settle()
    assert window.inspector.passage_id == passage.id
    assert drive.focus is window.search_bar.field


def test_a_note_on_new_words_still_gets_the_focus(drive: Driver) -> None:
    window = drive.window
    with_a_text(drive)
    window.desk.active_pane.select_span(Span(0, 10))
    window.commands.note_selection()
    drive.settle()
    assert drive.focus is window.inspector._note


def test_a_tag_goes_to_the_text_that_it_was_asked_for(drive: Driver) -> None:
    window = drive.window
    with_a_text(drive)
    pane = window.desk.active_pane
    version = pane.version_id
    pane.select_span(Span(0, 10))
    window.commands.tag_selection()
    window.reading.open_here(2)
    drive.wait(lambda: pane.excerpt_id == 2, "another text in the pane")
    window.tag_chooser.tag_chosen.emit("late")
    drive.settle()
    (tagged,) = (
        each for each in list_passages(window.archive) if "late" in {tag.path for tag in each.tags}
    )
    assert tagged.version_id == version


def test_a_tag_chosen_after_the_pane_was_closed_is_kept(drive: Driver) -> None:
    window = drive.window
    with_a_text(drive)
    pane, before = window.desk.active_pane, window.passage_count
    window.commands.ask_for_tag(pane, Span(0, 10))
    window.desk.set_pane_count(2)
    window.desk.close_pane(pane)
    drive.wait(lambda: pane not in window.desk.panes, "the pane closed")
    pending = (pane, pane.version_id, Span(0, 10))
    window.commands._pending = pending
    window.commands.tag_chosen("late")
    drive.settle()
    assert window.passage_count == before + 1


@pytest.fixture
def held_write(drive: Driver) -> Iterator[threading.Event]:
    """A write that lasts until the event is set."""
    go = threading.Event()
    drive.window.jobs.write(lambda *_: go.wait(20), lambda _: None)
    yield go
    go.set()
    drive.settle()


def start_import(drive: Driver, texts: Path) -> None:
    drive.window.commands.import_files([texts])
    drive.click(drive.button(drive.window.importing, "Import"))


def is_ready(drive: Driver) -> bool:
    panel = drive.window.importing
    return drive.button(panel, "Import").isEnabled() and not panel._running


def test_an_import_that_waits_for_its_turn_is_cancelled_at_once(
    drive: Driver, held_write: threading.Event, texts: Path
) -> None:
    start_import(drive, texts)
    assert not is_ready(drive)
    drive.click(drive.button(drive.window.importing, "Cancel"))
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
    window = drive.window
    window.jobs.crashed.disconnect()
    before = window.excerpts
    with monkeypatch.context() as patch:
        patch.setattr(importing, "import_texts", trouble)
        start_import(drive, texts)
        window.jobs.wait_idle()
    assert is_ready(drive)
    assert "try again" in window.importing._outcome._words.text()
    drive.click(drive.button(window.importing, "Import"))
    drive.wait(lambda: window.excerpts == before + 4, "the next import")
    drive.settle()
    drive.click(drive.button(window.importing, "Close"))
    assert window.inside.bottom.indexOf(window.importing) < 0


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
    drive.click(drive.button(drive.window.importing, "Cancel"))
    drive.settle()
    assert is_ready(drive)
    assert "Cancelled" in drive.window.importing._outcome._words.text()
    assert drive.window.status.job_words == ""


def test_an_export_that_was_cancelled_is_said(
    drive: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import viewer.services.export_annotations as exporting

    window, begun = drive.window, threading.Event()

    def until_cancelled(*_args, cancel, **_more):
        begun.set()
        assert cancel._event.wait(20)
        cancel.check()

    monkeypatch.setattr(exporting, "export_annotations", until_cancelled)
    window.commands.open_export()
    drive.settle()
    drive.click(drive.button(window.exporting, "Export"))
    assert begun.wait(20)
    window.jobs.cancel("Exporting")
    drive.settle()
    assert "Cancelled" in window.exporting._outcome.text()
