"""A paper is found by any title that it bears or bore, and made once where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services.listed import list_publications
from viewer.base.messages import verbatim
from viewer.catalogue.models import FormerTitle, Publication
from viewer.services.archive.archive import Archive
from viewer.services.archive.write import Write
from viewer.services.records.publication_titles import PublicationTitles


@pytest.fixture
def archive(new_archive: Archive) -> Archive:
    with new_archive.writing(verbatim("Add papers")) as write:
        write.session.add_all(
            Publication(kind="newspaper", **each)
            for each in (
                {
                    "uid": "1",
                    "title": "Izvestia",
                    "original_title": "«Известия»",
                    "place": "Moscow",
                },
                {"uid": "2", "title": "The Guardian"},
                {"uid": "3", "title": "Manchester Evening News", "original_title": "Guardian"},
            )
        )
        write.session.flush()
        write.session.add(FormerTitle(publication_id=2, title="The Manchester Guardian"))
    return new_archive


@pytest.fixture
def write(archive: Archive) -> Iterator[Write]:
    with archive.writing(verbatim("Import")) as write:
        yield write


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Izvestia", 1),
        ("IZVESTIA", 1),
        ("  izvestia ", 1),
        ("Известия", 1),
        ("«ИЗВЕСТИЯ»", 1),
        ("“Izvestia”", 1),
        ("guardian", 2),  # of two that bear it the one that was there first
        ("The  Guardian", 2),
        ("Manchester Guardian", 2),
        ("the manchester guardian", 2),
        ("", None),
        (" \n", None),
    ],
)
def test_a_paper_is_found_by_any_of_its_titles(
    archive: Archive, write: Write, title: str, key: int | None
) -> None:
    assert PublicationTitles(write.session).find_or_make(title) == key
    assert write.session.query(Publication).count() == 3


def test_a_paper_that_is_not_there_is_made_once(archive: Archive) -> None:
    with archive.writing(verbatim("Import")) as write:
        titles = PublicationTitles(write.session)
        key = titles.find_or_make(" Cafe\u0301\u00a0 Press 🗞 ")
        assert titles.find_or_make("cafe\u0301 press 🗞") == key == 4
        assert titles.find_or_make("Ünen") == 5
        assert (titles.title(key), titles.title(2), titles.title(None)) == (
            "Cafe\u0301 Press 🗞",
            "The Guardian",
            "",
        )
    *_, cafe, unen = list_publications(archive)
    assert (cafe.title, cafe.kind) == ("Cafe\u0301 Press 🗞", "newspaper")
    assert cafe.colour != unen.colour
    assert cafe.dark_colour != cafe.colour


def test_a_place_is_noted_where_none_is_known_and_compared_where_one_is(write: Write) -> None:
    titles = PublicationTitles(write.session)
    assert titles.takes_place(1, "MOSCOW")
    assert not titles.takes_place(1, "Kuibyshev")
    assert titles.takes_place(2, "Manchester")
    assert not titles.takes_place(2, "London")
    assert not titles.takes_place(None, "London")
    assert write.session.get_one(Publication, 2).place == "Manchester"
