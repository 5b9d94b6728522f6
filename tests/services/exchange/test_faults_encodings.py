"""A guessed encoding is known before the import, and another one can be chosen for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.base.errors import Cancelled, InputError
from viewer.base.ids import ExcerptId
from viewer.base.jobs import CancelToken
from viewer.services.archive.archive import Archive
from viewer.services.exchange import check_encodings as checking
from viewer.services.exchange.check_encodings import check_encodings
from viewer.services.exchange.import_texts import import_texts
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.types import ImportOptions

SHORT = "Ёлка в Улан-Баторе"  # too short to be guessed well
LONG = "Наши войска перешли границу Маньчжурии и продвинулись на двадцать километров.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "тексты"
    folder.mkdir()
    (folder / "a utf8.txt").write_text(LONG, encoding="utf-8")
    (folder / "b.txt").write_bytes(("Latin first.\n" * 9000 + SHORT).encode("cp866"))
    (folder / "c.md").write_bytes(LONG.encode("koi8-r"))
    (folder / "d.html").write_bytes(f"<p>x</p>\n<p>Да: {LONG}</p>".encode("cp1251"))
    (folder / "e.html").write_bytes(f"<meta charset=koi8-r><p>Вот: {LONG}</p>".encode("koi8-r"))
    (folder / "f.bin").write_bytes(b"\x00\xff" * 100)
    (folder / "g.txt").write_bytes(bytes(range(256)) * 4)
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "a.db") as archive:
        yield archive


def _texts(archive: Archive, count: int) -> list[str]:
    return [read_excerpt(archive, ExcerptId(number)).text for number in range(1, count + 1)]


def test_only_what_takes_a_guess_is_listed(folder: Path) -> None:
    found = check_encodings([folder], ImportOptions())
    assert [file.path.name for file in found.files] == ["b.txt", "c.md", "d.html"]
    assert found.count == 3
    for file in found.files:
        assert len(file.readings) > 2
        assert len({reading.encoding for reading in file.readings}) == len(file.readings)


def test_the_lines_shown_are_those_that_differ(folder: Path) -> None:
    b, _, page = check_encodings([folder], ImportOptions()).files
    lines = {reading.encoding: reading.lines for reading in b.readings}
    assert lines["cp866"] == (SHORT,)
    assert lines["cp1251"] != lines["cp866"]
    assert page.readings[0].encoding == "cp1251"
    assert page.readings[0].lines == (f"Да: {LONG.strip()}",)


def test_a_file_that_a_table_lists_is_looked_at(folder: Path, archive: Archive) -> None:
    table = folder / "list.csv"
    table.write_text("path,date\nb.txt,1945\na utf8.txt,1945\n../x,\n", encoding="utf-8")
    (found,) = check_encodings([table], ImportOptions()).files
    assert found.path == folder / "b.txt"
    report = import_texts(archive, [table], ImportOptions(encodings={found.path: "cp866"}))
    assert len(report.imported) == 2
    assert _texts(archive, 1)[0].endswith(SHORT)


def test_the_chosen_encoding_is_taken_for_that_file_alone(folder: Path, archive: Archive) -> None:
    options = ImportOptions(encodings={folder / "b.txt": "cp866"})
    report = import_texts(archive, [folder], options)
    texts = _texts(archive, len(report.imported))
    assert texts[1].endswith(SHORT)
    assert LONG.strip() in texts[2]
    assert not [each for each in report.warnings if "b.txt" in each.path]
    assert [each for each in report.warnings if "c.md" in each.path]


def test_one_encoding_for_all_that_are_guessed(folder: Path, archive: Archive) -> None:
    report = import_texts(archive, [folder], ImportOptions(guessed_as="KOI8-R"))
    texts = _texts(archive, len(report.imported))
    assert texts[0] == LONG
    assert not texts[1].endswith(SHORT)
    assert not report.warnings


def test_where_it_does_not_fit_the_guess_stands(folder: Path, archive: Archive) -> None:
    report = import_texts(archive, [folder / "c.md"], ImportOptions(guessed_as="utf-8"))
    assert LONG.strip() in _texts(archive, 1)[0]
    assert "which is a guess" in str(report.warnings[0].warning)


def test_what_is_no_encoding_is_refused(folder: Path, archive: Archive) -> None:
    for options in (
        ImportOptions(guessed_as="rot13"),
        ImportOptions(encodings={folder / "b.txt": "unicode_escape"}),
    ):
        with pytest.raises(InputError, match="no text encoding"):
            import_texts(archive, [folder], options)


def test_many_files_are_counted_and_the_first_listed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "MOST_LISTED", 2)
    found = check_encodings([folder], ImportOptions())
    assert (len(found.files), found.count) == (2, 3)


def test_looking_can_be_stopped(folder: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        check_encodings([folder], ImportOptions(), token)
