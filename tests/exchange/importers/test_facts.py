from __future__ import annotations

import pytest

from viewer.exchange.importers.facts import check_facts
from viewer.exchange.importers.metadata import METADATA_FIELDS, field_of


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Title", "headline"),
        ("HEADLINE", "headline"),
        ("issue_date", "issue_date"),
        ("Issue-Date ", "issue_date"),
        ("Newspaper", "publication"),
        ("газета", "publication"),
        ("Author", "byline"),
        ("огноо", "issue_date"),
        ("colour", ""),
        ("", ""),
    ],
)
def test_names_of_fields(name: str, field: str) -> None:
    assert field_of(name) == field


def test_no_name_means_two_fields() -> None:
    names = METADATA_FIELDS.names
    assert len(names) == len(set(names))
    assert all(field_of(field.name) == field.name for field in METADATA_FIELDS)


@pytest.mark.parametrize(
    ("given", "edtf"),
    [
        ("14 August 1945", "1945-08-14"),
        ("1945-08", "1945-08"),
        ("1945-08-14T21:00:00+02:00", "1945-08-14"),
        ("1945-08-14 21:00", "1945-08-14"),
        ("", ""),
    ],
)
def test_dates(given: str, edtf: str) -> None:
    facts, complaints = check_facts({"issue_date": given}, "a.txt")
    assert facts.issue_date == edtf
    assert not complaints


def test_what_cannot_be_read_is_kept(hard: str) -> None:
    facts, complaints = check_facts(
        {
            "issue_date": "31 February 1945",
            "kind": "poem",
            "language": "???",
            "note": f"Seen\r\n{hard}",
            "page": " 5\r\n",
        },
        "Үг.txt",
    )
    assert (facts.issue_date, facts.kind, facts.language, facts.page) == ("", "", "", "5")
    assert facts.note.startswith("Seen\nFlag 🚩")
    assert facts.note.endswith(
        "Date as given: 31 February 1945\nKind as given: poem\nLanguage as given: ???"
    )
    assert [str(complaint).split("”, ")[0] for complaint in complaints] == [
        "“Үг.txt” gives the date “31 February 1945",
        "“Үг.txt” gives the kind “poem",
        "“Үг.txt” gives the language “???",
    ]


def test_kinds() -> None:
    assert check_facts({"kind": "OCR"}, "a.txt")[0].kind == "ocr"
    assert check_facts({"kind": "Summary"}, "a.txt")[0].kind == "abstract"
