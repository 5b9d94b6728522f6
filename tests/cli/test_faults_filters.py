"""Faults: only the window could narrow; the commands over hits took the whole archive."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.services.archive.archive import Archive
from viewer.services.exchange.import_texts import import_texts
from viewer.services.types import ImportOptions

Cli = Callable[..., Any]

ROWS = """headline,newspaper,date,language,kind,page,text
Advance,The Guardian,1945-08-14,en,,5,The army of Harbin 🚩; an army.
Наступление,Известия,1945-08-31,ru,,1,Армия вошла в Харбин; army.
Withdrawal,The New York Times,1945-10-18,en,ocr,4,An army leaves Harbin.
Weather,The Guardian,1945-09,en,,2,Rain; no army anywhere.
Undated,The Guardian,,en,,2,An army without a day.
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """The path of an archive of five texts in which `army` is tagged."""
    table = tmp_path / "rows.csv"
    table.write_text(ROWS, encoding="utf-8")
    path = tmp_path / "papers.db"
    with Archive.create(path, "Papers") as archive:
        import_texts(archive, [table], ImportOptions())
    return path


FILTERS = [
    ((), {"Advance", "Наступление", "Withdrawal", "Weather", "Undated"}),
    (("--newspaper", "guardian"), {"Advance", "Weather", "Undated"}),
    (("--newspaper", "ИЗВЕСТИЯ"), {"Наступление"}),
    (("--newspaper", "york", "--newspaper", "известия"), {"Withdrawal", "Наступление"}),
    (("--since", "1945-09"), {"Withdrawal", "Weather"}),
    (("--until", "1945-08"), {"Advance", "Наступление"}),
    (("--since", "1945-08", "--until", "1945-08"), {"Advance", "Наступление"}),
    (("--since", "31 August 1945", "--until", "1945"), {"Наступление", "Withdrawal", "Weather"}),
    (("--language", "Russian"), {"Наступление"}),
    (("--language", "ru", "--language", "en", "--kind", "OCR"), {"Withdrawal"}),
    (("--kind", "transl"), set()),
    (("--newspaper", "pravda"), set()),
    (("--newspaper", "guardian", "--language", "ru"), set()),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_every_command_over_hits_takes_the_same_filters(
    cli: Cli, papers: Path, filters: tuple[str, ...], expected: set[str]
) -> None:
    def headlines(*words: str) -> set[str]:
        answer = cli("search", papers, *words, *filters, "--json").document
        assert answer["total"] == len(answer["hits"])
        return {hit["headline"] for hit in answer["hits"]}

    assert headlines("army") == headlines("") == headlines() == expected
    would = cli("tag", papers, "--query", "army", "--tag", "x", *filters, "--dry-run", "--json")
    assert would.document["texts"] == len(expected)
    assert cli("journal", papers, "--json").document["steps"][0]["what"].startswith("Import")
    cli("tag", papers, "--query", "army", "--tag", "all")
    listed = cli("passages", papers, *filters, "--json").document["passages"]
    exported = cli("export", papers, "--format", "csv", "--to", "-", *filters).out
    rows = list(csv.DictReader(io.StringIO(exported.removeprefix("\ufeff"))))
    assert {row["headline"] for row in rows} == expected
    assert sorted(row["quote"] for row in rows) == sorted(each["quote"] for each in listed)
    did = cli("tag", papers, "--query", "army", "--tag", "x", *filters, "--json").document
    assert {**would.document, "step": did["step"]} == did
    assert did["tagged"] == sum(paper["passages"] for paper in did["papers"]) == len(listed)


def test_how_it_was_read_names_the_filters(cli: Cli, papers: Path) -> None:
    words = ("--newspaper", "guardian", "--since", "1945-08", "--until", "1945-08")
    read_as = cli("search", papers, "harbin", *words, "--json").document["read_as"]
    assert read_as == "harbin — only The Guardian, August 1945"


@pytest.mark.parametrize("field", [("newspaper", "pravda"), ("language", "fr"), ("kind", "poem")])
def test_what_is_unknown_is_said_as_in_a_query(
    cli: Cli, papers: Path, field: tuple[str, str]
) -> None:
    name, word = field
    said = cli("search", papers, f"{name}:{word}")
    assert said.err
    assert cli("search", papers, f"--{name}", word).err == said.err
    for words in (
        ("passages", papers),
        ("tag", papers, "--query", "army", "--tag", "x", "--dry-run"),
        ("export", papers, "--format", "csv", "--to", "-"),
    ):
        assert cli(*words, f"--{name}", word).err == said.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "1945-02-30"), "--since: “1945-02-30” is no date"),
        (("--until", "soon"), "--until: “soon” cannot be read as a date"),
        (("--since", "1945-09", "--until", "1945-08"), "is after --until"),
        (("--newspaper", " "), "--newspaper is empty"),
    ],
)
def test_what_cannot_be_a_filter_is_bad_usage(
    cli: Cli, papers: Path, words: tuple[str, ...], said: str
) -> None:
    for command in (
        ("search", papers, "army"),
        ("passages", papers),
        ("tag", papers, "--query", "army", "--tag", "x"),
        ("export", papers, "--format", "csv", "--to", "-"),
    ):
        ended = cli(*command, *words)
        assert (ended.code, ended.out) == (2, "")
        assert said in ended.err
    assert cli("passages", papers, "--json").document == {"passages": []}


def test_what_holds_only_some_is_never_acted_on(cli: Cli, papers: Path, tmp_path: Path) -> None:
    cli("tag", papers, "--query", "army", "--tag", "all")
    to = ("--format", "csv", "--to", tmp_path / "out.csv")
    said = cli("export", papers, *to, "--query", "rain harbin")
    assert "no text holds all" in said.sentence
    assert "write OR" in said.sentence
    assert not (tmp_path / "out.csv").exists()
    said = cli("passages", papers, "--query", "rain harbin", "--json")
    assert (said.code, said.document) == (0, {"passages": []})
    assert "3 texts hold some" in said.err
    said = cli("tag", papers, "--query", "rain harbin", "--tag", "x")
    assert (said.code, "no text holds all" in said.out) == (0, True)
    said = cli("tag", papers, "--query", "rain harbin", "--tag", "x", "--json")
    assert (said.document["tagged"], "write OR" in said.err) == (0, True)
    did = cli("tag", papers, "--query", "rain OR harbin", "--tag", "x", "--json").document
    assert did["texts"] == 3


@pytest.mark.parametrize("query", ["-rain", "-rain army", "--json", "--", "-"])
def test_a_query_that_begins_with_a_dash_comes_after_two(
    cli: Cli, papers: Path, query: str
) -> None:
    said = cli("search", papers, "--json", "--", query)
    assert said.code == 0
    assert said.document["query"] == query
    refused = cli("search", papers, "-rain")
    assert refused.code == 2
    assert "comes after --" in refused.err
    assert cli("tag", papers, "--query", query, "--tag", "x", "--dry-run").code == 0


def test_an_export_replaces_nothing_unasked(cli: Cli, papers: Path, tmp_path: Path) -> None:
    to = tmp_path / "out.csv"
    to.write_text("mine", encoding="utf-8")
    said = cli("export", papers, "--format", "csv", "--to", to)
    assert "is there already" in said.sentence
    assert "--overwrite" in said.sentence
    assert to.read_text(encoding="utf-8") == "mine"
    assert cli("export", papers, "--format", "csv", "--to", to, "--overwrite").code == 0
    assert to.read_text(encoding="utf-8-sig").startswith("quote")


def test_an_export_takes_several_tags(cli: Cli, papers: Path) -> None:
    cli("tag", papers, "--query", "harbin", "--tag", "place/city/Harbin")
    cli("tag", papers, "--query", "rain", "--tag", "weather")
    cli("tag", papers, "--query", "army", "--tag", "place/army")

    def quotes(*words: str) -> list[str]:
        out = cli("export", papers, "--format", "csv", "--to", "-", *words).out
        return sorted(
            row["quote"] for row in csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
        )

    assert quotes("--tag", "harbin", "--tag", "weather") == ["Harbin", "Harbin", "Rain"]
    assert len(quotes("--tag", "place")) == len(quotes()) - 1
    assert quotes("--tag", "city/harbin", "--newspaper", "guardian") == ["Harbin"]


def test_tagging_takes_the_tag_that_a_name_means(cli: Cli, papers: Path) -> None:
    cli("tag", papers, "--query", "rain", "--tag", "theme/weather")
    cli("tag", papers, "--query", "harbin", "--tag", "place/weather")
    cli("tag", papers, "--query", "leaves", "--tag", "other")
    assert "theme/weather" in cli("tag", papers, "--query", "army", "--tag", "weather").sentence
    assert cli("tag", papers, "--query", "army", "--tag", "OTHER").out.endswith("tagged other.\n")
    said = cli("tag", papers, "--query", "army", "--tag", "place/weather", "--dry-run")
    assert said.out == "Would tag place/weather: 6 passages in 5 texts of The Guardian, " + (
        "The New York Times and Известия.\n"
    )


def test_every_document_is_one_object(cli: Cli, papers: Path) -> None:
    cli("tag", papers, "--query", "army", "--tag", "x")
    for words in (("undo",), ("redo",), ("journal", "--limit", 1)):
        document = cli(words[0], papers, *words[1:], "--json").document
        steps = document.get("steps", [document])
        assert set(steps[0]) == {"id", "at", "who", "what", "changes"}
        assert json.dumps(document)
