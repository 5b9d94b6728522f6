"""Plain words reach the thesaurus of the archive, in every script."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.base.messages import verbatim
from viewer.base.paths import shipped_archive
from viewer.catalogue.models import Name, NameLabel
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import undo
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import SearchAnswer, SearchRequest


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    path = tmp_path / "sample.db"
    shutil.copyfile(shipped_archive(), path)
    with Archive.open(path, who="tester") as archive:
        yield archive


def ask(search: ArchiveSearch, query: str) -> SearchAnswer:
    return search.search(SearchRequest(query))


def add_name(archive: Archive, *labels: tuple[str, str]) -> None:
    with archive.writing(verbatim("Add a name")) as write:
        name = Name(uid=str(uuid.uuid4()), kind="place", note="")
        name.labels = [
            NameLabel(language=language, text=text, role="alternate", note="")
            for language, text in labels
        ]
        write.session.add(name)


def test_a_russian_name_finds_english_texts_and_says_why(search: ArchiveSearch) -> None:
    answer = ask(search, "Харбин")
    assert answer.total == ask(search, "harbin").total > 0
    assert all("Harbin — English label of Харбин" in map(str, hit.why) for hit in answer.hits)
    assert all(
        list(map(str, hit.names)) == ["Harbin — English label of Харбин"] for hit in answer.hits
    )
    assert str(answer.read_as).startswith("Харбин (also Harbin")
    assert all(hit.marks for hit in answer.hits)


@pytest.mark.parametrize("query", ["Квантунская армия", "Квантунской армии", "Квантунскую Армию"])
def test_an_inflected_name_of_two_words_is_found_by_its_stems(
    search: ArchiveSearch, query: str
) -> None:
    answer = ask(search, query)
    assert answer.total == ask(search, '"kwantung army"').total > 0
    assert f"Kwantung Army — English label of {query}" in map(str, answer.hits[0].why)


def test_single_words_in_quotation_marks_are_exact(search: ArchiveSearch) -> None:
    assert ask(search, '"Харбин"').total == 0


def test_a_new_name_is_known_at_once_and_an_undone_one_forgotten(
    archive: Archive, search: ArchiveSearch
) -> None:
    assert ask(search, "Ымград").total == 0
    add_name(archive, ("ru", "Ымград"), ("en", "Wangyehuan"))
    assert ask(search, "Ымград").total > 0
    undo(archive)
    assert ask(search, "Ымград").total == 0


def test_a_word_that_is_a_label_of_several_names_finds_them_all(
    archive: Archive, search: ArchiveSearch
) -> None:
    add_name(archive, ("ru", "Харбин"), ("en", "Linkou"))
    answer = ask(search, "Харбин")
    assert "Harbin" in str(answer.read_as)
    assert "Linkou" in str(answer.read_as)


def test_common_words_as_labels_do_not_blow_up_the_result(
    archive: Archive, search: ArchiveSearch
) -> None:
    add_name(archive, ("en", "The"), ("ru", "Ымград"), ("en", "Of"), ("en", "A"))
    assert ask(search, "Ымград").total == 0
    assert "also" not in str(ask(search, "the").read_as)


def test_the_field_for_names_takes_inflected_ones_and_single_letters(
    archive: Archive, search: ArchiveSearch
) -> None:
    total = ask(search, '"kwantung army"').total
    assert ask(search, 'name:"квантунской армии"').total == total > 0
    add_name(archive, ("en", "A"), ("ru", "Ымград"), ("en", "Linkou"))
    found = {hit.id for hit in ask(search, "name:a").hits}
    assert found >= {hit.id for hit in ask(search, '"linkou"').hits} != set()


def test_tagging_every_match_tags_the_other_labels(archive: Archive, search: ArchiveSearch) -> None:
    report = tag_matches(archive, search, SearchRequest("Харбин"), "places/harbin")
    assert report.tagged.passages > 0
