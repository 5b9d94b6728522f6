"""Texts come in and annotations go out as jobs: what each tells, leaves, and leaves alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.services.conftest import tag_words
from tests.workspace.conftest import TEXTS
from tests.workspace.executors import ImmediateExecutor
from viewer.base.errors import Cancelled
from viewer.base.ids import AnnotationId
from viewer.base.jobs import CancelToken
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.archive.undo_steps import undo
from viewer.services.codebook.find_tags import find_tags
from viewer.services.exchange import (
    check_encodings,
    count_export,
    export_annotations,
    export_rows,
)
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.types import (
    EncodingCheck,
    ExportReport,
    ExportScopes,
    ImportOptions,
    SearchRequest,
)
from viewer.workspace.exchange import EXPORTING, IMPORTING, Exchange
from viewer.workspace.executor import Lane
from viewer.workspace.workspace import Workspace

#: A signal by its name, with what it carries.
Told = tuple[Any, ...]

NEW = "Харби\u0301н взят 🚩.\r\n\r\nThe\u00a0army came.\r\n"
#: Too little to tell its encoding from.
GUESSED = "Ёлка в Улан-Баторе"
#: The quotations of the passages that carry a tag below `actor`.
ARMIES = {"Квантунская\u00a0армия", "army 😀"}


@pytest.fixture
def archive(workspace: Workspace) -> Archive:
    return workspace.archive


@pytest.fixture
def exchange(workspace: Workspace) -> Exchange:
    return workspace.exchange


@pytest.fixture
def heard(exchange: Exchange) -> list[Told]:
    """The signals of the exchange in their order, each with what it carries."""
    heard: list[Told] = []

    def hear(name: str) -> Callable[..., None]:
        return lambda *carried: heard.append((name, *carried))

    for name in (
        "encodings_checked",
        "imported",
        "import_failed",
        "import_cancelled",
        "scopes_counted",
        "exported",
        "export_failed",
        "export_cancelled",
    ):
        getattr(exchange, name).connect(hear(name))
    return heard


@pytest.fixture
def progressed(immediate: ImmediateExecutor) -> set[str]:
    """The labels of the jobs that told how far they are."""
    progressed: set[str] = set()
    immediate.progressed.connect(lambda label, _done, _total: progressed.add(label))
    return progressed


@pytest.fixture
def new_text(tmp_path: Path) -> Path:
    path = tmp_path / "1945-08-20 новый 🚩.txt"
    path.write_bytes(NEW.encode())
    return path


@pytest.fixture
def guessed(tmp_path: Path) -> Path:
    path = tmp_path / "guessed.txt"
    path.write_bytes(GUESSED.encode("cp866"))
    return path


@pytest.fixture
def passages(archive: Archive, immediate: ImmediateExecutor) -> list[AnnotationId]:
    """A passage of each text, the first two with a tag below `actor`."""
    made = [
        tag_words(archive, 1, "Квантунская\u00a0армия", "actor/army"),
        tag_words(archive, 2, "army 😀", "actor/army"),
        tag_words(archive, 3, "Mukden", "place"),
    ]
    immediate.run()
    return made


def quotes(path: Path) -> set[str]:
    """The quotations of an exported table."""
    table = io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")
    return {row["quote"] for row in csv.DictReader(table)}


def left_behind(folder: Path) -> list[str]:
    """Files of an export that is not whole."""
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]


def test_a_file_whose_encoding_would_be_guessed_is_told_before_it_comes_in(
    archive: Archive,
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    new_text: Path,
    guessed: Path,
) -> None:
    steps = list_journal(archive)
    exchange.check_encodings([new_text, guessed], ImportOptions())
    assert heard == [], "no file is read on this thread"
    immediate.run(Lane.BACKGROUND)
    ((name, check),) = heard
    assert (name, check.count) == ("encodings_checked", 1)
    assert [file.path for file in check.files] == [guessed]
    assert list_journal(archive) == steps


def test_what_is_chosen_for_the_import_counts_when_encodings_are_looked_at(
    exchange: Exchange, heard: list[Told], immediate: ImmediateExecutor, tmp_path: Path
) -> None:
    path = tmp_path / "without a suffix"
    path.write_bytes(GUESSED.encode("cp866"))
    for chosen in ("", "text"):
        exchange.check_encodings([path], ImportOptions(format=chosen))
        immediate.run()
    assert [check.count for _, check in heard] == [0, 1]


def test_without_files_there_is_nothing_to_look_at_and_nothing_under_way(
    exchange: Exchange, heard: list[Told], immediate: ImmediateExecutor, guessed: Path
) -> None:
    exchange.check_encodings([guessed], ImportOptions())
    exchange.check_encodings([], ImportOptions())
    nothing = ("encodings_checked", EncodingCheck((), 0))
    assert heard == [nothing], "told at once"
    immediate.run()
    assert heard == [nothing], "the answer on its way was about files that are no longer chosen"


def test_a_later_look_at_encodings_makes_the_one_before_void(
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    new_text: Path,
    guessed: Path,
) -> None:
    exchange.check_encodings([guessed], ImportOptions())
    exchange.check_encodings([new_text], ImportOptions())
    immediate.held[Lane.BACKGROUND].tasks.reverse()
    immediate.run()
    assert heard == [("encodings_checked", EncodingCheck((), 0))]


def test_a_look_at_encodings_that_is_void_reads_no_further(
    exchange: Exchange,
    immediate: ImmediateExecutor,
    new_text: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cancels: list[CancelToken] = []

    def check(_paths: object, _options: object, cancel: CancelToken) -> EncodingCheck:
        cancels.append(cancel)
        exchange.check_encodings([], ImportOptions())
        cancel.check()
        raise AssertionError

    monkeypatch.setattr(check_encodings, "check_encodings", check)
    exchange.check_encodings([new_text], ImportOptions())
    immediate.run()
    assert [cancel.cancelled for cancel in cancels] == [True]


def test_texts_come_in_as_one_step_that_undo_takes_back(
    workspace: Workspace,
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    new_text: Path,
    guessed: Path,
    progressed: set[str],
) -> None:
    archive = workspace.archive
    steps = list_journal(archive)
    exchange.import_paths([new_text, guessed], ImportOptions(publication="Правда"))
    assert heard == [], "no file is read on this thread"
    immediate.run(Lane.WRITE)
    ((name, report),) = heard
    assert (name, len(report.imported), report.step) == ("imported", 2, steps[0].id + 1)
    texts = [read_excerpt(archive, each.id).text for each in report.imported]
    assert texts == [NEW.replace("\r\n", "\n"), GUESSED]
    assert {each.publication for each in report.imported} == {"Правда"}
    assert progressed == {IMPORTING}
    newest, *before = list_journal(archive)
    assert (newest.what, before) == ("Import 2 excerpts", steps)
    immediate.run()
    assert workspace.overview.listed.excerpts == len(TEXTS) + 2
    undo(archive)
    immediate.run()
    assert workspace.overview.listed.excerpts == len(TEXTS)


def test_an_import_on_trial_tells_what_would_come_and_writes_nothing(
    archive: Archive,
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    new_text: Path,
) -> None:
    steps = list_journal(archive)
    exchange.import_paths([new_text], ImportOptions(dry_run=True))
    immediate.run()
    ((name, report),) = heard
    assert (name, len(report.imported), report.step) == ("imported", 1, None)
    assert list_journal(archive) == steps


def test_a_file_that_cannot_be_used_is_in_the_report(
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    new_text: Path,
    tmp_path: Path,
) -> None:
    exchange.import_paths([tmp_path / "no such.txt", new_text], ImportOptions())
    immediate.run()
    ((name, report),) = heard
    assert (name, len(report.imported), len(report.skipped)) == ("imported", 1, 1)


def test_an_import_that_is_refused_says_why_and_changes_nothing(
    archive: Archive,
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    told: list[str],
    new_text: Path,
) -> None:
    steps = list_journal(archive)
    exchange.import_paths([new_text], ImportOptions(format="gif"))
    immediate.run()
    ((name, sentence),) = heard
    assert (name, told) == ("import_failed", []), "said where the import was asked for"
    assert sentence.startswith("“gif” is no format that can be imported")
    assert list_journal(archive) == steps


@pytest.mark.parametrize("has_begun", [False, True], ids=["while it waits", "while it runs"])
def test_an_import_that_is_cancelled_leaves_nothing(
    archive: Archive,
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    told: list[str],
    new_text: Path,
    has_begun: bool,
) -> None:
    steps = list_journal(archive)
    exchange.import_paths([new_text], ImportOptions())
    if has_begun:
        immediate.progressed.connect(lambda label, *_: immediate.cancel(label))
    else:
        immediate.cancel(IMPORTING)
    immediate.run()
    assert (heard, told) == ([("import_cancelled",)], [])
    assert list_journal(archive) == steps


def test_an_import_is_a_write_and_takes_its_turn(
    archive: Archive, exchange: Exchange, immediate: ImmediateExecutor, new_text: Path
) -> None:
    writes: list[object] = []
    immediate.write_asked.connect(lambda: writes.append("asked"))
    immediate.write_ended.connect(writes.append)
    exchange.import_paths([new_text], ImportOptions())
    exchange.import_paths([new_text], ImportOptions(format="gif"))
    assert writes == ["asked", "asked"]
    immediate.run()
    assert writes[2:] == [True, False]


def test_what_can_be_exported_is_counted(
    archive: Archive,
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    passages: list[AnnotationId],
) -> None:
    (actor,) = find_tags(archive, ["actor"])
    exchange.count_scopes(SearchRequest("Mukden"), actor)
    assert heard == [], "nothing is counted on this thread"
    immediate.run(Lane.BACKGROUND)
    ((name, scopes),) = heard
    assert (name, scopes.request, scopes.tag) == (
        "scopes_counted",
        SearchRequest("Mukden"),
        "actor",
    )
    scopes_counted = (scopes.everything, scopes.in_hits, scopes.of_tag)
    assert [scope.count.passages for scope in scopes_counted] == [3, 1, 2]


def test_a_later_count_of_what_can_be_exported_makes_the_one_before_void(
    exchange: Exchange, heard: list[Told], immediate: ImmediateExecutor
) -> None:
    exchange.count_scopes(SearchRequest("Mukden"), None)
    exchange.count_scopes(SearchRequest("Harbin"), None)
    immediate.held[Lane.BACKGROUND].tasks.reverse()
    immediate.run()
    assert [scopes.request.query for _, scopes in heard] == ["Harbin"]


def test_a_count_that_is_void_counts_no_further(
    exchange: Exchange, immediate: ImmediateExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancels: list[CancelToken] = []

    def count(*asked: object) -> ExportScopes:
        cancel = asked[-1]
        assert isinstance(cancel, CancelToken)
        cancels.append(cancel)
        immediate.void("export scopes")
        raise Cancelled

    monkeypatch.setattr(count_export, "count_export", count)
    exchange.count_scopes(SearchRequest("Mukden"), None)
    immediate.run()
    assert [cancel.cancelled for cancel in cancels] == [True]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ARMIES | {"Mukden"}),
        ({"request": SearchRequest("Mukden")}, {"Mukden"}),
        ({"tags": ["actor"]}, ARMIES),
        ({"request": SearchRequest("Harbin"), "tags": ["actor/army"]}, {"army 😀"}),
    ],
    ids=["all", "hits", "tag", "both"],
)
def test_passages_go_out_as_they_were_asked_for(
    archive: Archive,
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    passages: list[AnnotationId],
    progressed: set[str],
    tmp_path: Path,
    asked: dict[str, Any],
    expected: set[str],
) -> None:
    steps, to = list_journal(archive), tmp_path / "вывоз 🚩.csv"
    exchange.export("csv", to, **asked)
    assert (heard, to.exists()) == ([], False), "nothing is written on this thread"
    immediate.run(Lane.BACKGROUND)
    assert heard == [("exported", ExportReport(str(to), "csv", len(expected)))]
    assert quotes(to) == expected
    assert progressed == {EXPORTING}
    assert (list_journal(archive), left_behind(tmp_path)) == (steps, [])


def test_an_export_that_is_refused_says_why_and_leaves_the_older_file(
    archive: Archive,
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    passages: list[AnnotationId],
    told: list[str],
    tmp_path: Path,
) -> None:
    to = tmp_path / "older.csv"
    to.write_text("older", encoding="utf-8")
    exchange.export("csv", to, tags=["nowhere"])
    exchange.export("gif", to)
    exchange.export("csv", archive.path)
    immediate.run()
    assert [name for name, _ in heard] == ["export_failed"] * 3
    assert [sentence.partition(" is ")[0] for _, sentence in heard[1:]] == [
        "“gif”",
        str(archive.path),
    ]
    assert heard[0][1] == "There is no tag “nowhere” in the codebook."
    assert told == [], "said where the export was asked for"
    assert to.read_text(encoding="utf-8") == "older"


@pytest.mark.parametrize("has_begun", [False, True], ids=["while it waits", "while it runs"])
def test_an_export_that_is_cancelled_leaves_no_file(
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    passages: list[AnnotationId],
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    has_begun: bool,
) -> None:
    monkeypatch.setattr(export_rows, "_PORTION", 1)
    to = tmp_path / "out.csv"
    exchange.export("csv", to)
    if has_begun:
        immediate.progressed.connect(lambda label, *_: immediate.cancel(label))
    else:
        immediate.cancel(EXPORTING)
    immediate.run()
    assert (heard, told) == ([("export_cancelled",)], [])
    assert (to.exists(), left_behind(tmp_path)) == (False, [])


def test_cancelling_one_of_the_long_jobs_leaves_the_other(
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    passages: list[AnnotationId],
    new_text: Path,
    tmp_path: Path,
) -> None:
    exchange.import_paths([new_text], ImportOptions())
    exchange.export("csv", tmp_path / "out.csv")
    immediate.cancel(EXPORTING)
    immediate.run()
    assert [name for name, *_ in heard] == ["export_cancelled", "imported"]


def test_a_bug_in_an_export_is_told_to_whoever_waits(
    exchange: Exchange,
    heard: list[Told],
    immediate: ImmediateExecutor,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    crashed: list[str] = []
    immediate.crashed.connect(crashed.append)

    def broken(*_: object, **_named: object) -> ExportReport:
        raise ZeroDivisionError

    monkeypatch.setattr(export_annotations, "export_annotations", broken)
    exchange.export("csv", tmp_path / "out.csv")
    immediate.run()
    assert [name for name, _ in heard] == ["export_failed"]
    assert "ZeroDivisionError" in crashed[0]
