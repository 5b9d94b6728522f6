"""A slow older answer never takes the place of a newer one: in a pane, a list, the inspector."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import viewer.workspace.passage as passage_in_hand
import viewer.workspace.passages_list as passages_list
import viewer.workspace.text_reader as text_reader
from tests.journeys.conftest import OpenWindow, stop_looking
from tests.services.listed import list_tags
from viewer.services.archive.archive import Archive
from viewer.services.codebook.change_codebook import create_tag
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages.list_passages import list_passages
from viewer.services.types import ImportOptions
from viewer.text.spans import Span
from viewer.ui.tour import Driver
from viewer.workspace.executor import Lane

pytestmark = pytest.mark.journey


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


class Slow:
    """Holds back the calls of a service whose second argument is `key`, until `go` is set."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.begun = threading.Event()

    def wrap(self, service: Callable, key: int) -> Callable:
        def held_back(archive, asked, *rest, **more):
            if asked == key:
                self.begun.set()
                assert self.go.wait(20)
            return service(archive, asked, *rest, **more)

        return held_back


@pytest.fixture
def slow() -> Iterator[Slow]:
    slow = Slow()
    yield slow
    slow.go.set()


@pytest.fixture
def slow_first(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Excerpt 1 is read slowly."""
    monkeypatch.setattr(text_reader, "read_excerpt", slow.wrap(text_reader.read_excerpt, 1))
    return slow


def shown(drive: Driver) -> list[int | None]:
    return [pane.excerpt_id for pane in drive.panels.desk.panes]


def let_come(drive: Driver, slow: Slow) -> None:
    slow.go.set()
    drive.settle()


def test_the_hit_opened_last_stays_in_the_pane(drive: Driver, slow_first: Slow) -> None:
    drive.workspace.desk.open_here(1)
    drive.workspace.desk.open_here(2)
    drive.wait(lambda: shown(drive)[0] == 2, "the newer text")
    let_come(drive, slow_first)
    assert shown(drive)[0] == 2


def test_a_text_opens_in_the_pane_that_it_was_asked_for(drive: Driver, slow_first: Slow) -> None:
    desk = drive.panels.desk
    drive.workspace.desk.open_here(1)
    desk.activate(desk.panes[1])
    let_come(drive, slow_first)
    assert shown(drive) == [1, None]
    assert desk.active_pane is desk.panes[1]


def test_a_text_dropped_on_a_pane_stays(drive: Driver, slow_first: Slow) -> None:
    desk = drive.panels.desk
    drive.workspace.desk.open_here(1)
    desk.panes[0].excerpt_dropped.emit(3)
    drive.wait(lambda: shown(drive)[0] == 3, "the dropped text")
    let_come(drive, slow_first)
    assert shown(drive)[0] == 3


def test_a_text_beside_takes_no_pane_that_another_is_on_its_way_to(
    drive: Driver, slow_first: Slow
) -> None:
    drive.workspace.desk.open_here(1)
    drive.workspace.desk.open_beside(2)
    drive.wait(lambda: 2 in shown(drive), "the text beside")
    let_come(drive, slow_first)
    assert shown(drive) == [1, 2]
    assert drive.panels.desk.active_pane is drive.panels.desk.panes[1]


@pytest.mark.parametrize("panes", [1, 2])
def test_a_text_does_not_come_to_a_pane_that_was_closed(
    drive: Driver, slow_first: Slow, panes: int
) -> None:
    drive.workspace.desk.panes.set_count(panes)
    drive.workspace.desk.open_here(1)
    drive.commands.run("close-pane")
    let_come(drive, slow_first)
    assert shown(drive) == [None]


def test_a_passage_gone_to_later_stays(drive: Driver, slow_first: Slow) -> None:
    passage = next(each for each in list_passages(drive.workspace.archive) if each.excerpt_id != 1)
    drive.workspace.desk.open_here(1)
    drive.workspace.go_to_passage(passage.id)
    drive.wait(lambda: shown(drive)[0] == passage.excerpt_id, "the passage's text")
    let_come(drive, slow_first)
    assert shown(drive)[0] == passage.excerpt_id


def test_a_text_opened_after_going_to_a_passage_stays(
    drive: Driver, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    passage = next(each for each in list_passages(drive.workspace.archive) if each.excerpt_id != 2)
    held = slow.wrap(lambda archive, _ids, **more: list_passages(archive, **more), passage.id)
    monkeypatch.setattr(
        text_reader,
        "list_passages",
        lambda archive, **more: held(archive, *(more.get("annotation_ids") or [0])[:1], **more),
    )
    drive.workspace.desk.go_to_passage(passage.id)
    assert slow.begun.wait(20)
    drive.workspace.desk.open_here(2)
    drive.wait(lambda: shown(drive)[0] == 2, "the newer text")
    let_come(drive, slow)
    assert shown(drive)[0] == 2


def test_a_text_read_slowly_is_marked_for_the_query_shown(drive: Driver, slow_first: Slow) -> None:
    _window, word = drive.window, "the"
    drive.workspace.desk.open_here(1)
    drive.workspace.search.search_for(word)
    drive.wait(lambda: drive.workspace.search.answer.request.query == word, "the answer")
    let_come(drive, slow_first)
    assert drive.panels.desk.panes[0].match_count == len(
        drive.workspace.desk._reader._searcher.marks_in(1, word).matches
    )


def test_the_passage_chosen_last_stays_in_hand(
    drive: Driver, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (each.id for each in list_passages(drive.workspace.archive)[:2])
    monkeypatch.setattr(
        passage_in_hand, "describe_passage", slow.wrap(passage_in_hand.describe_passage, one)
    )
    drive.workspace.passage.describe(one)
    assert slow.begun.wait(20)
    drive.workspace.passage.describe(other)
    drive.wait(lambda: drive.panels.inspector.passage_id == other, "the newer passage")
    let_come(drive, slow)
    assert drive.panels.inspector.passage_id == other


def test_a_change_does_not_bring_the_passage_before_back(
    drive: Driver, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, chosen = (each.id for each in list_passages(drive.workspace.archive)[:2])
    drive.workspace.passage.describe(before)
    drive.settle()
    monkeypatch.setattr(
        passage_in_hand, "describe_passage", slow.wrap(passage_in_hand.describe_passage, chosen)
    )
    drive.workspace.passage.describe(chosen)
    assert slow.begun.wait(20)
    drive.workspace.codebook.create_tag("meanwhile")
    drive.wait(
        lambda: drive.workspace.overview.listed.undo.undo_what == "Make tag “meanwhile”",
        "the change",
    )
    let_come(drive, slow)
    assert drive.panels.inspector.passage_id == chosen


def test_a_passage_dropped_meanwhile_does_not_come(
    drive: Driver, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    (passage,) = list_passages(drive.workspace.archive)[:1]
    monkeypatch.setattr(
        passage_in_hand,
        "describe_passage",
        slow.wrap(passage_in_hand.describe_passage, passage.id),
    )
    drive.workspace.passage.describe(passage.id)
    assert slow.begun.wait(20)
    drive.workspace.passage.drop(passage.id)
    let_come(drive, slow)
    assert drive.panels.inspector.passage_id is None


def test_the_list_of_the_tag_chosen_last_stays(
    drive: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = next(each for each in list_tags(drive.workspace.archive) if each.passages)
    other = next(each for each in list_tags(drive.workspace.archive) if each.id != tag.id)
    go, begun, real = threading.Event(), threading.Event(), passages_list.open_passages

    def held_back(archive, request, limit):
        if request.tag_id == other.id:
            begun.set()
            assert go.wait(20)
        return real(archive, request, limit)

    monkeypatch.setattr(passages_list, "open_passages", held_back)
    drive.workspace.passages.show_tag(other.id)
    assert begun.wait(20)
    drive.workspace.passages.show_tag(tag.id)
    drive.wait(
        lambda: drive.panels.passages._title_words == f"Passages tagged {tag.path}", "the tag's"
    )
    go.set()
    drive.settle()
    assert drive.panels.passages._title_words == f"Passages tagged {tag.path}"


def in_another_thread(change: Callable[[], object]) -> None:
    """Make a change as the window's own jobs do: its event waits for the GUI thread."""
    thread = threading.Thread(target=change)
    thread.start()
    thread.join()


def test_what_another_program_imports_between_commit_and_delivery_is_found(
    drive: Driver, sample: Path, tmp_path: Path
) -> None:
    text = tmp_path / "1945-08-09 x.txt"
    text.write_text("Zyxwv plugh came to Harbin.", encoding="utf-8")
    stop_looking(drive.window)
    in_another_thread(lambda: create_tag(drive.workspace.archive, "mine"))
    with Archive.open(sample) as other:
        import_texts(other, [text], ImportOptions())
    drive.settle()
    drive.workspace.watch.look()
    drive.settle()
    drive.query("plugh")
    assert drive.workspace.search.answer.total == 1


def test_what_another_program_imports_just_before_a_step_of_ours_is_found(
    drive: Driver, sample: Path, tmp_path: Path
) -> None:
    text = tmp_path / "1945-08-09 x.txt"
    text.write_text("Zyxwv plugh came to Harbin.", encoding="utf-8")
    stop_looking(drive.window)
    with Archive.open(sample) as other:
        import_texts(other, [text], ImportOptions())
    in_another_thread(lambda: create_tag(drive.workspace.archive, "mine"))
    drive.settle()
    drive.query("plugh")
    assert drive.workspace.search.answer.total == 1


def test_a_look_reads_nothing_again_when_nothing_changed(drive: Driver) -> None:
    refreshed = []
    drive.workspace.tagging.tag(1, Span(0, 3), ["x"])
    drive.settle()
    drive.workspace.overview.overviewed.connect(refreshed.append)
    drive.workspace.watch.look()
    drive.settle()
    assert not refreshed


def test_search_answers_while_an_export_and_a_rebuild_run(drive: Driver) -> None:
    _window, go = drive.window, threading.Event()
    try:
        for _ in range(3):
            drive.workspace.executor.submit(
                lambda *_: go.wait(20), lambda _: None, label="Exporting", lane=Lane.BACKGROUND
            )
        drive.workspace.executor.submit(
            lambda *_: go.wait(20), lambda _: None, key="index", lane=Lane.BACKGROUND
        )
        drive.workspace.search.search_for("harbin")
        drive.wait(lambda: drive.workspace.search.answer.request.query == "harbin", "an answer")
        assert not go.is_set()
    finally:
        go.set()
    drive.settle()
