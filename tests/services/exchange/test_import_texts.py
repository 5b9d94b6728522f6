"""What an import takes in, leaves out and says."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.services.listed import list_publications
from viewer.base.errors import Cancelled, InputError, ViewerError
from viewer.base.ids import ExcerptId
from viewer.base.jobs import CancelToken
from viewer.catalogue.models import Body, Excerpt, Publication, Source
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.exchange.import_texts import import_texts
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.types import ImportOptions


def count(archive: Archive, model: type) -> int:
    with archive.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def empty(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "empty.db")


def test_a_folder_comes_in_as_one_step(archive: Archive, tricky: str) -> None:
    assert count(archive, Excerpt) == 2
    (step,) = list_journal(archive)
    assert step.what == "Import 2 excerpts"
    reading = read_excerpt(archive, ExcerptId(1))
    assert reading.text == tricky.replace("\r\n", "\n")
    assert reading.article.issue_date == "1945-08-14"
    assert reading.source.encoding == "utf-8"
    assert read_excerpt(archive, ExcerptId(2)).language == "en"


def test_the_same_file_twice_comes_in_once(archive: Archive, folder: Path) -> None:
    again = import_texts(archive, [folder, folder], ImportOptions(publication="Известия"))
    # «Известия» is not yet a title of "Izvestia", so it is another newspaper's text.
    assert len(again.imported) == 2
    once_more = import_texts(archive, [folder], ImportOptions(publication="the izvestia"))
    assert once_more.imported == ()
    assert [str(skipped.reason) for skipped in once_more.skipped] == [
        "The same text is in the archive already (excerpt 1).",
        "The same text is in the archive already (excerpt 2).",
    ]
    assert once_more.step is None
    assert count(archive, Body) == 2


def test_one_run_tells_its_own_duplicates(empty: Archive, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text("One headline\n\nThe same words 🗞.")
    report = import_texts(empty, [tmp_path / "in"], ImportOptions())
    assert len(report.imported) == 1
    assert "already" in str(report.skipped[0].reason)


def test_the_same_words_under_other_particulars_come_in_and_are_said(
    empty: Archive, folder: Path
) -> None:
    import_texts(empty, [folder / "plain.txt"], ImportOptions(publication="Pravda"))
    report = import_texts(empty, [folder / "plain.txt"], ImportOptions(publication="Times"))
    assert len(report.imported) == 1
    assert "held already (excerpt 1)" in str(report.warnings[0].warning)


def test_a_dry_run_reports_and_changes_nothing(empty: Archive, folder: Path) -> None:
    report = import_texts(empty, [folder], ImportOptions(dry_run=True))
    assert len(report.imported) == 2
    assert report.step is None
    assert (count(empty, Excerpt), count(empty, Body), count(empty, Source)) == (0, 0, 0)
    assert list_journal(empty) == []


def test_a_cancelled_import_leaves_nothing(empty: Archive, folder: Path) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        import_texts(empty, [folder], ImportOptions(), lambda done, total: cancel.cancel(), cancel)
    assert count(empty, Excerpt) == 0


def test_options_that_cannot_be_used_are_refused(empty: Archive, folder: Path) -> None:
    with pytest.raises(InputError, match="1945-02-30"):
        import_texts(empty, [folder], ImportOptions(issue_date="1945-02-30"))
    with pytest.raises(ViewerError):
        import_texts(empty, [folder], ImportOptions(format="docx"))
    assert count(empty, Excerpt) == 0


def test_options_fill_what_the_texts_do_not_say(empty: Archive, folder: Path) -> None:
    import_texts(
        empty, [folder / "plain.txt"], ImportOptions(issue_date="9 August 1945", language="en")
    )
    reading = read_excerpt(empty, ExcerptId(1))
    assert (reading.article.issue_date, reading.language) == ("1945-08-09", "en")
    assert reading.article.publication is None


def test_a_publication_is_made_once_and_coloured(empty: Archive, folder: Path) -> None:
    import_texts(empty, [folder], ImportOptions(publication="Pravda"))
    (publication,) = list_publications(empty)
    assert (publication.title, publication.excerpts) == ("Pravda", 2)
    assert publication.colour.startswith("#")


def test_rows_of_a_manifest_share_their_source(empty: Archive, tmp_path: Path) -> None:
    manifest = tmp_path / "rows.csv"
    manifest.write_text(
        "headline,newspaper,date,text\n"
        + "".join(f"H{n},Paper {n % 3},1945-08-{n + 1:02d},Words {n} 🗞\n" for n in range(20)),
        encoding="utf-8",
    )
    report = import_texts(empty, [manifest], ImportOptions())
    assert len(report.imported) == 20
    assert count(empty, Source) == 1
    assert count(empty, Publication) == 3


def test_more_texts_than_one_portion_come_in_and_go_again(empty: Archive, tmp_path: Path) -> None:
    manifest = tmp_path / "many.csv"
    manifest.write_text(
        "newspaper,date,text\n" + "".join(f"P,1945,Слово {n}\n" for n in range(450)),
        encoding="utf-8",
    )
    report = import_texts(empty, [manifest], ImportOptions())
    assert len({each.id for each in report.imported}) == 450
    assert list_journal(empty)[0].what == "Import 450 excerpts"
    undo(empty)
    assert count(empty, Excerpt) == 0
    redo(empty)
    assert count(empty, Excerpt) == 450


def test_nothing_to_import_is_no_step(empty: Archive, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    report = import_texts(empty, [tmp_path / "void"], ImportOptions())
    assert report.imported == ()
    assert report.step is None
