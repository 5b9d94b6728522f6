"""The list of passages: read as needed, followed by what changed, never out of its order."""

from __future__ import annotations

import random

import pytest

from tests.services.listed import list_tags
from tests.services.many_passages import make_passages
from tests.workspace.executors import ImmediateExecutor
from viewer.base.errors import BusyError
from viewer.base.ids import AnnotationId, TagId
from viewer.services.archive.archive import Archive
from viewer.services.codebook.change_codebook import delete_tag
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.follow_passages import open_passages
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_passage import add_tag
from viewer.services.passages.write_note import write_note
from viewer.services.types import PassageColumn, PassageInfo, PassageListing, PassageListRequest
from viewer.workspace import passages_list
from viewer.workspace.executor import Lane
from viewer.workspace.passages_list import PassagesList
from viewer.workspace.row_edits import RowEdit


class Shown:
    """Rows as a view has them, by what the list tells alone."""

    def __init__(self, listed: PassagesList) -> None:
        self.rows: list[PassageInfo] = []
        self.opened = 0
        self.edits: list[RowEdit[PassageInfo]] = []
        self.total = -1
        listed.opened.connect(self._open)
        listed.edited.connect(self._edit)
        listed.followed.connect(self._follow)

    def _open(self, listing: PassageListing) -> None:
        self.opened += 1
        self.rows, self.total = list(listing.passages), listing.total

    def _edit(self, edit: RowEdit[PassageInfo]) -> None:
        self.edits.append(edit)
        self.rows[edit.at : edit.at + edit.removed] = edit.inserted

    def _follow(self, listing: PassageListing) -> None:
        assert tuple(self.rows) == listing.passages
        self.total = listing.total


@pytest.fixture
def archive(new_archive: Archive) -> Archive:
    make_passages(new_archive, random.Random(5), texts=9, passages=50, tags=9)
    return new_archive


@pytest.fixture
def listed(
    archive: Archive, immediate: ImmediateExecutor, monkeypatch: pytest.MonkeyPatch
) -> PassagesList:
    monkeypatch.setattr(passages_list, "PAGE", 20)
    return PassagesList(archive, immediate)


@pytest.fixture
def shown(listed: PassagesList, immediate: ImmediateExecutor) -> Shown:
    shown = Shown(listed)
    listed.refresh()
    immediate.run()
    return shown


def ids(passages: list[PassageInfo]) -> list[int]:
    return [each.id for each in passages]


def test_only_the_beginning_is_read_at_first(shown: Shown, archive: Archive) -> None:
    assert ids(shown.rows) == ids(list_passages(archive)[:20])
    assert (shown.opened, shown.total) == (1, 50)


def test_page_after_page_comes_at_the_end(
    shown: Shown, listed: PassagesList, archive: Archive, immediate: ImmediateExecutor
) -> None:
    for _ in range(5):
        listed.read_more()
        immediate.run()
    assert shown.rows == list_passages(archive)
    assert [(edit.at, len(edit.inserted)) for edit in shown.edits] == [(20, 20), (40, 10)]
    listed.read_more()
    assert not immediate.busy


def test_a_page_is_asked_for_once(
    shown: Shown, listed: PassagesList, immediate: ImmediateExecutor
) -> None:
    listed.read_more()
    listed.read_more()
    assert immediate.busy == 1
    immediate.run()
    assert len(shown.rows) == 40


def test_a_change_edits_its_rows_alone(
    shown: Shown, listed: PassagesList, archive: Archive, immediate: ImmediateExecutor
) -> None:
    write_note(archive, shown.rows[3].id, "Манжуур 😀")
    delete_passages(archive, [AnnotationId(shown.rows[7].id)])
    listed.refresh()
    immediate.run()
    assert [(edit.at, edit.removed, len(edit.inserted)) for edit in shown.edits] == [
        (7, 1, 0),
        (3, 1, 1),
    ]
    assert shown.edits[1].is_same
    assert (shown.rows[3].note, shown.total, shown.opened) == ("Манжуур 😀", 49, 1)


def test_a_change_while_a_page_is_on_its_way_loses_neither(
    shown: Shown, listed: PassagesList, archive: Archive, immediate: ImmediateExecutor
) -> None:
    listed.read_more()
    delete_passages(archive, [AnnotationId(shown.rows[0].id)])
    listed.refresh()
    immediate.run()
    assert shown.rows == list_passages(archive)[:39]


def test_a_page_read_before_a_change_does_not_come_after_it(
    shown: Shown, listed: PassagesList, archive: Archive, immediate: ImmediateExecutor
) -> None:
    listed.read_more()
    # The older job has read already, and its outcome is on its way.
    older = immediate.held[Lane.READ].tasks.popleft()
    gone = shown.rows[0].id
    delete_passages(archive, [AnnotationId(gone)])
    listed.refresh()
    immediate.run()
    older()
    assert gone not in ids(shown.rows)
    assert len(shown.rows) == 39


def test_the_list_asked_for_last_is_shown(
    shown: Shown, listed: PassagesList, archive: Archive, immediate: ImmediateExecutor
) -> None:
    one, other = [each for each in list_tags(archive) if each.passages][:2]
    listed.show_tag(one.id)
    listed.show_tag(other.id)
    immediate.run()
    assert listed.listing.tag_path == other.path
    assert shown.opened == 2
    assert shown.total == other.passages


def test_tag_words_and_order_are_one_request(
    shown: Shown, listed: PassagesList, archive: Archive, immediate: ImmediateExecutor
) -> None:
    listed.sort(PassageColumn.QUOTE, descending=True)
    listed.filter("Харбин")
    immediate.run()
    request = PassageListRequest(None, "Харбин", PassageColumn.QUOTE, descending=True)
    assert tuple(shown.rows) == open_passages(archive, request, 20).passages
    assert (listed.listing.unfiltered, shown.total) == (50, listed.listing.total)
    listed.show_tag(TagId(1))
    immediate.run()
    assert listed.request == PassageListRequest(TagId(1), "", PassageColumn.QUOTE, descending=True)


def test_the_same_wish_reads_nothing(
    shown: Shown, listed: PassagesList, immediate: ImmediateExecutor
) -> None:
    listed.filter("  ")
    listed.sort(None)
    assert not immediate.busy


def test_choosing_a_tag_is_told_at_once(shown: Shown, listed: PassagesList) -> None:
    told: list[bool] = []
    listed.tag_chosen.connect(lambda: told.append(True))
    listed.show_tag(None)
    assert told


def test_a_deleted_tag_gives_way_to_all_passages(
    shown: Shown, listed: PassagesList, archive: Archive, immediate: ImmediateExecutor
) -> None:
    tag = next(each for each in list_tags(archive) if each.passages)
    listed.show_tag(tag.id)
    immediate.run()
    delete_tag(archive, tag.id)
    listed.refresh()
    immediate.run()
    assert (listed.tag_id, listed.listing.tag_path, shown.total) == (None, "", 50)
    assert ids(shown.rows) == ids(list_passages(archive)[:20])


def test_a_passage_that_gets_the_tag_enters_its_list(
    shown: Shown, listed: PassagesList, archive: Archive, immediate: ImmediateExecutor
) -> None:
    tag = next(each for each in list_tags(archive) if 0 < each.passages < 20)
    listed.show_tag(tag.id)
    immediate.run()
    carried = {each.id for each in shown.rows}
    other = next(each for each in list_passages(archive) if each.id not in carried)
    add_tag(archive, other.id, tag.path)
    listed.refresh()
    immediate.run()
    assert {each.id for each in shown.rows} == carried | {other.id}
    assert shown.rows == list_passages(archive, tag_ids=[tag.id])


def test_all_ids_are_those_of_the_list_that_is_shown(
    shown: Shown, listed: PassagesList, archive: Archive, immediate: ImmediateExecutor
) -> None:
    found: list[list[AnnotationId]] = []
    listed.filter("harbin")
    immediate.run()
    listed.all_ids(found.append)
    immediate.run()
    assert len(found[0]) == listed.listing.total < 50


def test_after_trouble_more_can_be_asked_for_again(
    shown: Shown,
    listed: PassagesList,
    immediate: ImmediateExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    troubles: list[str] = []
    immediate.trouble.connect(troubles.append)

    def busy(*_: object, **__: object) -> PassageListing:
        raise BusyError("archive.busy", name="a.db")

    with monkeypatch.context() as patch:
        patch.setattr(passages_list, "follow_passages", busy)
        listed.read_more()
        immediate.run()
    assert len(troubles) == 1
    listed.read_more()
    immediate.run()
    assert len(shown.rows) == 40
