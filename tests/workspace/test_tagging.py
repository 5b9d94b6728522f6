"""Tagging: what each wish writes, what it says, what undo gives back, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workspace.conftest import TEXTS
from tests.workspace.executors import ImmediateExecutor
from viewer.base.ids import AnnotationId, ExcerptId, TagId
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.archive.undo_steps import undo
from viewer.services.passages.list_passages import list_passages
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ExcerptReading, PassageInfo, SearchRequest, TagReport
from viewer.text.spans import Span
from viewer.workspace.executor import Lane
from viewer.workspace.notices import Notices
from viewer.workspace.tagging import RECENT, Tagging
from viewer.workspace.workspace import Workspace

ARMY = SearchRequest("army")
GONE = AnnotationId(99)

Wish = Callable[[Tagging], None]


@pytest.fixture
def archive(workspace: Workspace) -> Archive:
    return workspace.archive


@pytest.fixture
def tagging(workspace: Workspace) -> Tagging:
    return workspace.tagging


@pytest.fixture
def reading(archive: Archive) -> ExcerptReading:
    """The text with an emoji, a combining mark, a no-break space and line ends of two signs."""
    return read_excerpt(archive, ExcerptId(1))


@pytest.fixture
def made(tagging: Tagging) -> list[AnnotationId]:
    """The passages that were told as made."""
    made: list[AnnotationId] = []
    tagging.passage_made.connect(made.append)
    return made


@pytest.fixture
def passage(
    tagging: Tagging,
    reading: ExcerptReading,
    made: list[AnnotationId],
    immediate: ImmediateExecutor,
) -> AnnotationId:
    """A passage that carries `event` and `actor/army`."""
    tagging.tag(reading.version_id, words(reading), ["event", "actor/army"])
    immediate.run()
    return made.pop()


def words(reading: ExcerptReading, wanted: str = "Квантунская\u00a0армия") -> Span:
    start = reading.text.index(wanted)
    return Span(start, start + len(wanted))


def only(archive: Archive) -> PassageInfo:
    (passage,) = list_passages(archive)
    return passage


def paths(passage: PassageInfo) -> list[str]:
    return sorted(tag.path for tag in passage.tags)


def tag_id(passage: PassageInfo, path: str) -> TagId:
    (found,) = (tag.id for tag in passage.tags if tag.path == path)
    return found


def newest_step(archive: Archive) -> str:
    return list_journal(archive)[0].what


def test_a_tag_that_is_set_is_a_step_of_the_journal(
    archive: Archive, tagging: Tagging, reading: ExcerptReading, immediate: ImmediateExecutor
) -> None:
    steps = list_journal(archive)
    tagging.tag(reading.version_id, words(reading), ["event", "actor/army"])
    assert list_passages(archive) == [], "nothing is written on this thread"
    immediate.run(Lane.WRITE)
    passage = only(archive)
    assert (passage.quote, paths(passage)) == (
        "Квантунская\u00a0армия",
        ["actor/army", "event"],
    )
    newest, *before = list_journal(archive)
    assert (newest.what, before) == ("Tag a passage “event”, “actor/army”", steps)
    undo(archive)
    assert list_passages(archive) == []


def test_words_without_a_tag_are_marked_to_carry_a_note(
    archive: Archive,
    tagging: Tagging,
    reading: ExcerptReading,
    made: list[AnnotationId],
    immediate: ImmediateExecutor,
) -> None:
    tagging.tag(reading.version_id, words(reading, "Харби\u0301на"), [])
    immediate.run()
    passage = only(archive)
    assert (passage.quote, passage.tags, made) == ("Харби\u0301на", (), [passage.id])
    assert newest_step(archive) == "Mark a passage"


def test_what_follows_comes_after_the_passage_was_told(
    archive: Archive,
    tagging: Tagging,
    reading: ExcerptReading,
    immediate: ImmediateExecutor,
) -> None:
    followed: list[tuple[str, AnnotationId]] = []
    tagging.passage_made.connect(lambda made: followed.append(("made", made)))
    tagging.tag(
        reading.version_id, words(reading), ["event"], lambda made: followed.append(("then", made))
    )
    assert followed == []
    immediate.run()
    assert followed == [("made", only(archive).id), ("then", only(archive).id)]


def test_words_that_are_a_passage_already_get_one_more_tag(
    archive: Archive,
    tagging: Tagging,
    reading: ExcerptReading,
    passage: AnnotationId,
    made: list[AnnotationId],
    immediate: ImmediateExecutor,
) -> None:
    tagging.tag(reading.version_id, words(reading), ["place"])
    immediate.run()
    assert made == [passage]
    assert paths(only(archive)) == ["actor/army", "event", "place"]


def test_passages_are_made_in_the_order_they_were_asked_for(
    archive: Archive,
    tagging: Tagging,
    reading: ExcerptReading,
    made: list[AnnotationId],
    immediate: ImmediateExecutor,
) -> None:
    for wanted in ("Война 🚩", "army", "Харби\u0301на"):
        tagging.tag(reading.version_id, words(reading, wanted), ["x"])
    immediate.run()
    quotes = {each.id: each.quote for each in list_passages(archive)}
    assert [quotes[each] for each in made] == ["Война 🚩", "army", "Харби\u0301на"]


def test_one_more_tag_is_put_on_and_undo_takes_it_off(
    archive: Archive, tagging: Tagging, passage: AnnotationId, immediate: ImmediateExecutor
) -> None:
    before = only(archive)
    tagging.add_tag(passage, "место/Харбин 🚩")
    immediate.run(Lane.WRITE)
    assert paths(only(archive)) == ["actor/army", "event", "место/Харбин 🚩"]
    assert newest_step(archive) == "Tag a passage “место/Харбин 🚩”"
    undo(archive)
    assert only(archive) == before


def test_a_tag_is_taken_off_and_the_passage_stays(
    archive: Archive, tagging: Tagging, passage: AnnotationId, immediate: ImmediateExecutor
) -> None:
    before = only(archive)
    tagging.untag(passage, tag_id(before, "actor/army"))
    immediate.run(Lane.WRITE)
    assert (only(archive).id, paths(only(archive))) == (passage, ["event"])
    assert newest_step(archive) == "Untag a passage “army”"
    undo(archive)
    assert only(archive) == before


def test_passages_that_are_deleted_are_counted_and_come_back(
    archive: Archive,
    tagging: Tagging,
    reading: ExcerptReading,
    passage: AnnotationId,
    made: list[AnnotationId],
    immediate: ImmediateExecutor,
    told: list[str],
) -> None:
    tagging.tag(reading.version_id, words(reading, "army"), ["event"])
    immediate.run()
    before = list_passages(archive)
    tagging.delete([passage, *made, GONE])
    immediate.run(Lane.WRITE)
    assert list_passages(archive) == []
    assert told == ["2 passages deleted. Ctrl+Z brings back what was there."]
    assert newest_step(archive) == "Delete 2 passages"
    undo(archive)
    assert list_passages(archive) == before


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (lambda tagging: tagging.add_tag(GONE, "event"), "This passage is no longer in"),
        (lambda tagging: tagging.untag(GONE, TagId(1)), "This passage is no longer in"),
        (lambda tagging: tagging.untag(AnnotationId(1), TagId(99)), "This passage does not carry"),
        (lambda tagging: tagging.add_tag(AnnotationId(1), "a//b"), "The tag “a//b” has an empty"),
        (lambda tagging: tagging.tag_all(ARMY, "a//b"), "The tag “a//b” has an empty name"),
    ],
    ids=["add to gone", "untag gone", "not tagged", "no name", "no name for all"],
)
def test_what_is_refused_is_said_and_changes_nothing(
    archive: Archive,
    tagging: Tagging,
    passage: AnnotationId,
    immediate: ImmediateExecutor,
    told: list[str],
    wish: Wish,
    said: str,
) -> None:
    passages, steps = list_passages(archive), list_journal(archive)
    wish(tagging)
    immediate.run()
    (sentence,) = told
    assert sentence.startswith(f"! {said}")
    assert (list_passages(archive), list_journal(archive)) == (passages, steps)


def test_where_no_passage_was_made_nothing_follows(
    archive: Archive,
    tagging: Tagging,
    reading: ExcerptReading,
    made: list[AnnotationId],
    immediate: ImmediateExecutor,
    told: list[str],
) -> None:
    followed: list[AnnotationId] = []
    end = len(reading.text)
    for span in (Span(4, 4), Span(end - 1, end + 1)):
        tagging.tag(reading.version_id, span, ["event"], followed.append)
    immediate.run()
    assert told == ["! Select some words first; there is nothing to tag here."] * 2
    assert (made, followed, list_passages(archive)) == ([], [], [])


def test_matches_are_counted_without_a_change(
    archive: Archive, tagging: Tagging, immediate: ImmediateExecutor
) -> None:
    steps, reports = list_journal(archive), []
    progressed: list[str] = []
    immediate.progressed.connect(lambda label, _done, _total: progressed.append(label))
    tagging.count_matches(ARMY, reports.append)
    assert reports == []
    immediate.run(Lane.BACKGROUND)
    (report,) = reports
    assert (report.tagged.passages, report.tagged.texts, report.hits) == (3, 3, 3)
    assert (report.tag, report.step) == ("", None)
    assert set(progressed) == {"Counting the matches"}
    assert (list_passages(archive), list_journal(archive)) == ([], steps)


def test_a_later_count_makes_the_one_before_void(
    tagging: Tagging, immediate: ImmediateExecutor
) -> None:
    reports: list[tuple[str, TagReport]] = []
    tagging.count_matches(ARMY, lambda report: reports.append(("army", report)))
    tagging.count_matches(
        SearchRequest("Harbin"), lambda report: reports.append(("Harbin", report))
    )
    immediate.held[Lane.BACKGROUND].tasks.reverse()
    immediate.run()
    ((asked, report),) = reports
    assert (asked, report.tagged.passages) == ("Harbin", 3)


def test_a_count_that_is_cancelled_says_nothing(
    tagging: Tagging, immediate: ImmediateExecutor, told: list[str]
) -> None:
    reports: list[TagReport] = []
    immediate.progressed.connect(lambda label, *_: immediate.cancel(label))
    tagging.count_matches(ARMY, reports.append)
    immediate.run()
    assert (reports, told, immediate.busy) == ([], [], 0)


def test_every_match_is_tagged_in_one_step(
    archive: Archive, tagging: Tagging, immediate: ImmediateExecutor, told: list[str]
) -> None:
    steps = list_journal(archive)
    progressed: list[str] = []
    immediate.progressed.connect(lambda label, _done, _total: progressed.append(label))
    tagging.tag_all(ARMY, "actor/армия 🚩")
    immediate.run(Lane.WRITE)
    passages = list_passages(archive)
    assert [each.quote for each in passages] == ["army"] * len(TEXTS)
    assert {tuple(paths(each)) for each in passages} == {("actor/армия 🚩",)}
    assert told == ["3 passages in 3 texts tagged actor/армия 🚩. Ctrl+Z takes it back."]
    assert set(progressed) == {"Tagging"}
    newest, *before = list_journal(archive)
    assert (newest.what, before) == ("Tag 3 passages actor/армия 🚩", steps)
    undo(archive)
    assert list_passages(archive) == []


def test_matches_that_have_the_tag_are_told_apart(
    archive: Archive, tagging: Tagging, immediate: ImmediateExecutor, told: list[str]
) -> None:
    tagging.tag_all(SearchRequest("army AND Mukden"), "army")
    tagging.tag_all(ARMY, "army")
    tagging.tag_all(ARMY, "army")
    immediate.run()
    assert told[1] == (
        "2 passages in 2 texts tagged army; 1 had the tag already. Ctrl+Z takes it back."
    )
    assert told[2] == "Nothing was tagged: all 3 matches have the tag army already."
    assert newest_step(archive) == "Tag 2 passages army", "the last wish was no step"


def test_where_nothing_matches_there_is_nothing_to_take_back(
    archive: Archive, tagging: Tagging, immediate: ImmediateExecutor, told: list[str]
) -> None:
    steps = list_journal(archive)
    tagging.tag_all(SearchRequest("zyxwv"), "army")
    immediate.run()
    assert told == [
        "Nothing was tagged: nothing in the archive matches. Ask for fewer words.",
    ]
    assert list_journal(archive) == steps


@pytest.mark.parametrize("has_begun", [False, True], ids=["while it waits", "while it runs"])
def test_tagging_every_match_can_be_cancelled(
    archive: Archive,
    tagging: Tagging,
    immediate: ImmediateExecutor,
    told: list[str],
    has_begun: bool,
) -> None:
    steps = list_journal(archive)
    tagging.tag_all(ARMY, "army")
    if has_begun:
        immediate.progressed.connect(lambda label, *_: immediate.cancel(label))
    else:
        immediate.cancel("Tagging")
    immediate.run()
    assert told == ["Cancelled. Nothing was tagged."]
    assert (list_passages(archive), list_journal(archive)) == ([], steps)


def test_every_wish_that_changes_something_is_a_write(
    tagging: Tagging, passage: AnnotationId, reading: ExcerptReading, immediate: ImmediateExecutor
) -> None:
    writes: list[object] = []
    immediate.write_asked.connect(lambda: writes.append("asked"))
    immediate.write_ended.connect(writes.append)
    tagging.tag(reading.version_id, words(reading, "army"), ["x"])
    tagging.add_tag(passage, "y")
    tagging.untag(passage, TagId(1))
    tagging.delete([passage])
    tagging.tag_all(ARMY, "z")
    assert writes == ["asked"] * 5
    immediate.run()
    assert writes[5:] == [True] * 5


def test_until_there_is_an_index_every_match_has_to_wait(
    archive_path: Path, immediate: ImmediateExecutor
) -> None:
    trouble: list[str] = []
    immediate.trouble.connect(trouble.append)
    with Archive.open(archive_path) as archive:
        searcher = ArchiveSearch(archive)
        tagging = Tagging(archive, searcher, immediate, Notices(), [])
        tagging.count_matches(ARMY, pytest.fail)
        tagging.tag_all(ARMY, "army")
        immediate.run()
        searcher.close()
        assert list_passages(archive) == []
    assert [each.partition(".")[0] for each in trouble] == ["The search index is being made"] * 2


def test_tags_are_remembered_the_newest_first_and_each_once(
    tagging: Tagging, passage: AnnotationId, reading: ExcerptReading
) -> None:
    assert tagging.recent_tags == ["actor/army", "event"]
    tagging.add_tag(passage, "место 🚩")
    tagging.tag_all(ARMY, "every")
    tagging.tag(reading.version_id, words(reading), ["event", "место 🚩"])
    assert tagging.recent_tags == ["место 🚩", "event", "every", "actor/army"]
    tagging.untag(passage, TagId(1))
    tagging.delete([passage])
    tagging.count_matches(ARMY, print)
    assert tagging.recent_tags == ["место 🚩", "event", "every", "actor/army"]


def test_the_tags_used_last_are_kept_in_the_list_that_was_given(
    workspace: Workspace, passage: AnnotationId, immediate: ImmediateExecutor
) -> None:
    settings = Settings(recent_tags=["from before"])
    tagging = Tagging(workspace.archive, None, immediate, workspace.notices, settings.recent_tags)
    for number in range(RECENT - 1):
        tagging.add_tag(passage, f"tag {number}")
    assert settings.recent_tags[-1] == "from before"
    tagging.add_tag(passage, "one too many")
    assert len(settings.recent_tags) == RECENT
    assert (settings.recent_tags[0], settings.recent_tags[-1]) == ("one too many", "tag 0")
