from __future__ import annotations

import json
from pathlib import Path

import pytest

from viewer.exchange import citation

CASES = Path(__file__).parents[3] / "shared" / "cases" / "newspaper-citations.json"


def plain_citation(**known: str) -> str:
    """The footnote of a text of which this is known."""
    return citation.plain_citation(citation.Cited(**known))


NESTED = "The Atomic Plague: “I Write This as a Warning to the World”"


def test_full_newspaper_item() -> None:
    note = plain_citation(
        headline="THE RUSSIAN ADVANCES",
        byline="By Ed Hill",
        publication="The Guardian",
        place="Manchester",
        issue_date="1945-08-14",
        edition="Late",
        page="5",
        column="2",
    )
    assert note == (
        "Ed Hill, “THE RUSSIAN ADVANCES,” The Guardian (Manchester), August 14, 1945, "
        "Late edition, p. 5, col. 2."
    )


def test_what_is_not_known_is_said() -> None:
    assert plain_citation() == "Untitled item, n.d."
    assert plain_citation(publication="Izvestia", issue_date="1945-09?") == (
        "Untitled item, Izvestia, [September 1945?]."
    )


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("5", "p. 5"),
        ("p. 5", "p. 5"),
        ("pp. 1, 35", "pp. 1, 35"),
        ("1, 35", "pp. 1, 35"),
        ("1–2", "pp. 1–2"),
        ("1-2", "pp. 1-2"),
        ("A1", "p. A1"),
        ("Page A1", "p. A1"),
        ("front", "p. front"),
    ],
)
def test_pages(page: str, shown: str) -> None:
    assert plain_citation(headline="H", page=page).endswith(f" n.d., {shown}.")


def test_edition_gets_its_word_once() -> None:
    assert "fourth issue." in plain_citation(edition="fourth issue")
    assert "Final edition." in plain_citation(edition="Final edition")
    assert "Mediterranean edition." in plain_citation(edition="Mediterranean")


def test_original_title_and_place() -> None:
    note = plain_citation(publication="Izvestia", original_title="«Известия»", place="Moscow")
    assert "Izvestia [«Известия»] (Moscow), n.d." in note
    assert "Правда (Москва)" in plain_citation(
        publication="Правда", original_title="«Правда»", place="Москва"
    )
    assert "(" not in plain_citation(publication="The New York Times", place="New York, NY")
    assert "London, n.d." in plain_citation(place="London")


@pytest.mark.parametrize(
    ("kind", "end"),
    [
        ("extract", ", as quoted in eMongolia, 2020."),
        ("translation", ", in translation, as quoted in eMongolia, 2020."),
        ("abstract", ", after eMongolia, 2020."),
        ("transcription", "” n.d."),
        ("ocr", "” n.d."),
    ],
)
def test_secondary_carriers(kind: str, end: str) -> None:
    assert plain_citation(headline="H", kind=kind, source_citation="eMongolia, 2020.").endswith(end)


def test_translation_and_abstract_say_so_without_a_carrier() -> None:
    assert plain_citation(kind="translation").endswith(", in translation.")
    assert plain_citation(kind="abstract").startswith("Abstract, not the newspaper's own words: ")
    assert plain_citation(kind="extract") == plain_citation()


def test_address_stands_at_the_end() -> None:
    note = plain_citation(headline="H", url="https://example.org/a_b")
    assert note.endswith("n.d., https://example.org/a_b.")


def test_hard_values_stay_on_one_line(hard: str) -> None:
    note = plain_citation(headline=hard, publication=hard, page=hard)
    assert "\n" not in note
    assert "\r" not in note
    assert "🚩 and cafe\u0301 Война с\u00a0Японией" in note


@pytest.mark.skipif(not CASES.exists(), reason="the citation cases are not here")
@pytest.mark.parametrize("name", ["nyt1945", "burchett", "pravda"])
def test_agrees_with_citeproc(name: str) -> None:
    """Chicago's note, behind which ours puts the page. (The other case turns on a section.)"""
    cases = json.loads(CASES.read_text("utf-8"))
    item = next(item for item in cases["items"] if item["id"] == name)
    style = cases["expected"]["styles"]["chicago-notes-bibliography"]
    author = "".join(f"{one['given']} {one['family']}" for one in item.get("author", []))
    year, month, day = item["issued"]["date-parts"][0]
    known = {
        "headline": item["title"],
        "byline": author,
        "publication": item["container-title"],
        "place": item.get("publisher-place", ""),
        "issue_date": f"{year}-{month:02}-{day:02}",
    }
    expected = style["items"][name]["citation"]
    assert plain_citation(**known) == expected
    paged = plain_citation(**known, page=item["page"])
    several = "," in item["page"]
    assert paged == f"{expected[:-1]}, {'pp.' if several else 'p.'} {item['page']}."


@pytest.mark.parametrize(
    ("language", "original", "said"),
    [
        ("en", "ru", "in translation from Russian"),
        ("en-GB", "ru-RU", "in translation from Russian"),
        ("ru", "ru", "in translation"),  # the paper prints what it translated
        ("en-GB", "en-US", "in translation"),
        ("en", "", "in translation"),
    ],
)
def test_a_translation_names_the_language_it_is_from(
    language: str, original: str, said: str
) -> None:
    note = plain_citation(kind="translation", language=language, original_language=original)
    assert note == f"Untitled item, n.d., {said}."
    assert plain_citation(kind="ocr", language=language, original_language=original) == (
        "Untitled item, n.d."
    )


def test_a_carrier_that_ends_in_a_stop_ends_in_one() -> None:
    for source in ("eMongolia, 2020", "eMongolia, 2020."):
        assert plain_citation(kind="extract", source_citation=source) == (
            "Untitled item, n.d., as quoted in eMongolia, 2020."
        )
