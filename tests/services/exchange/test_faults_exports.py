"""Exports of the shipped archive: links with one end or both, counted; and what words they are."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from viewer.base.ids import ExcerptId
from viewer.base.paths import shipped_archive
from viewer.services.archive.archive import Archive
from viewer.services.exchange.export_annotations import export_annotations
from viewer.services.exchange.list_formats import list_export_formats
from viewer.services.passages.list_passages import list_links, list_passages
from viewer.services.records.cite_reading import cite_reading
from viewer.services.records.read_excerpt import read_excerpt
from viewer.text.kinds import Kind


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Archive]:
    path = tmp_path / "sample.db"
    shutil.copyfile(shipped_archive(), path)
    with Archive.open(path) as archive:
        yield archive


def _table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def _linking(path: Path) -> list[dict[str, Any]]:
    items = json.loads(path.read_text("utf-8"))["items"]
    return [item for item in items if item["motivation"] == "linking"]


def test_every_format_takes_every_link(sample: Archive, tmp_path: Path) -> None:
    links = len(list_links(sample, [each.id for each in list_passages(sample)]))
    assert links > 5
    for form in list_export_formats():
        report = export_annotations(sample, form.name, tmp_path / form.name)
        assert (report.links, report.problems) == (links, ())
        assert str(report.what) == f"27 passages and {links} links"
    assert sum(len(row["links"].splitlines()) for row in _table(tmp_path / "csv")) == 2 * links
    assert len(_linking(tmp_path / "webannotation")) == links
    assert f"; {links} links; " in (tmp_path / "markdown").read_text("utf-8")


def test_a_link_with_one_end_in_the_export_is_taken_with_its_other_end(
    sample: Archive, tmp_path: Path
) -> None:
    tag = ["event/atomic bomb"]
    report = export_annotations(sample, "csv", tmp_path / "csv", tags=tag)
    (row,) = _table(tmp_path / "csv")
    assert (report.passages, report.links) == (1, 1)
    assert row["links"].startswith("omits ← [")
    assert "“The Soviet Red Army crushed" in row["links"]
    assert (
        "(Izvestia, September 4, 1945, in translation) not in this table: As quoted"
        in (row["links"])
    )
    export_annotations(sample, "webannotation", tmp_path / "json", tags=tag)
    (link,) = _linking(tmp_path / "json")
    texts = [end["dcterms:isPartOf"]["dc:publisher"] for end in link["target"]]
    assert texts == ["Izvestia", "The Stars and Stripes"]
    export_annotations(sample, "markdown", tmp_path / "md", tags=tag)
    document = (tmp_path / "md").read_text("utf-8")
    assert "- a passage that is not in this document omits this: “The Soviet Red" in document
    assert "1 passage; 1 link; " in document


def test_a_link_to_a_quotation_that_is_not_in_its_text_is_left_out_and_named(
    sample: Archive, tmp_path: Path
) -> None:
    passages = {each.id: each for each in list_passages(sample)}
    link = list_links(sample, list(passages))[0]
    connection = sqlite3.connect(sample.path)
    with connection:
        connection.execute(
            "UPDATE annotation SET quote = 'made up' WHERE id = ?", (link.target_id,)
        )
    connection.close()
    report = export_annotations(sample, "csv", tmp_path / "csv")
    assert report.passages == len(passages) - 1
    assert any(f"Passage {link.target_id} was left out" in str(each) for each in report.problems)
    assert any(
        f"link between passages {link.origin_id} and {link.target_id} was left out" in str(each)
        for each in report.problems
    )
    assert passages[link.target_id].uid not in (tmp_path / "csv").read_text("utf-8")


def test_an_export_without_links_does_not_speak_of_them(sample: Archive, tmp_path: Path) -> None:
    report = export_annotations(sample, "markdown", tmp_path / "md", tags=["event/withdrawal"])
    assert str(report.what) == "1 passage"
    assert "link" not in (tmp_path / "md").read_text("utf-8").casefold()


def test_no_abstract_is_quoted_under_its_newspaper(sample: Archive, tmp_path: Path) -> None:
    export_annotations(sample, "markdown", tmp_path / "md")
    document = (tmp_path / "md").read_text("utf-8")
    for passage in list_passages(sample):
        quoted = f"> {passage.quote}[^" in document
        assert quoted == (passage.kind is not Kind.ABSTRACT), passage.quote


def test_the_citation_that_is_copied_says_what_words_they_are(sample: Archive) -> None:
    citations: dict[Kind, str] = {}
    for number in range(1, 16):
        reading = read_excerpt(sample, ExcerptId(number))
        citations[reading.kind] = cite_reading(reading)
    assert citations[Kind.ABSTRACT].startswith("Abstract, not the newspaper's own words: ")
    assert ", in translation from Russian, as quoted in " in citations[Kind.TRANSLATION]
    assert "bstract" not in citations[Kind.EXTRACT]
    assert "translation" not in citations[Kind.EXTRACT]


def test_only_three_kinds_are_the_newspapers_own_words() -> None:
    own = {kind for kind in Kind if kind.is_own_words}
    assert own == {Kind.TRANSCRIPTION, Kind.OCR, Kind.EXTRACT}
