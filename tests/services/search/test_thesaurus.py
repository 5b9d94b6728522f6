"""Which words are a name: the longest label, over all languages, in the state there is now."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from viewer.base.messages import verbatim
from viewer.catalogue.models import Name, NameLabel
from viewer.services.archive.archive import Archive
from viewer.services.archive.catalogue_cache import CatalogueCache
from viewer.services.archive.undo_steps import undo
from viewer.services.search.thesaurus import Names


def add_name(archive: Archive, *labels: tuple[str, str, str]) -> None:
    """A name with labels of `(language, text, role)`."""
    with archive.writing(verbatim("Add a name")) as write:
        name = Name(uid=labels[0][1], kind="place")
        write.session.add(name)
        write.session.flush()
        write.session.add_all(
            NameLabel(name_id=name.id, language=language, text=text, role=role)
            for language, text, role in labels
        )


@pytest.fixture
def archive(new_archive: Archive) -> Archive:
    add_name(
        new_archive,
        ("ru", "Квантунская армия", "alternate"),
        ("en", "Kwantung Army", "preferred"),
        ("ru", "Квантунская группа войск", "preferred"),
    )
    add_name(new_archive, ("en", "Kwantung", "preferred"), ("ru", "Квантун", "preferred"))
    add_name(new_archive, ("en", "Port Arthur", "preferred"), ("ru", "Порт-Артур", "preferred"))
    return new_archive


@pytest.fixture
def cache() -> CatalogueCache:
    return CatalogueCache()


@pytest.fixture
def session(archive: Archive) -> Iterator[Session]:
    with archive.reading() as session:
        yield session


def texts(names: Names, query: str) -> list[str]:
    return [label.text for label in names.called(query)]


def test_the_longest_run_of_words_is_taken(session: Session, cache: CatalogueCache) -> None:
    names = Names(cache.of(session))
    words = ["the", "kwantung", "army", "left", "port", "arthur", "and", "kwantung"]
    runs = names.runs(words, range(len(words)))
    assert [(run.first, run.end) for run in runs] == [(1, 3), (4, 6), (7, 8)]
    assert {label.text for label in runs[2].labels} == {"Kwantung", "Квантун"}


def test_preferred_labels_come_first(session: Session, cache: CatalogueCache) -> None:
    assert texts(Names(cache.of(session)), "kwantung army") == [
        "Kwantung Army",
        "Квантунская группа войск",
        "Квантунская армия",
    ]


def test_a_label_is_found_in_any_of_its_forms_and_languages(
    session: Session, cache: CatalogueCache
) -> None:
    names = Names(cache.of(session))
    assert "Kwantung Army" in texts(names, "Квантунской армией")
    assert "Port Arthur" in texts(names, "порт-артура")
    assert texts(names, "kwantung army headquarters") == []  # not the whole of it
    assert texts(names, "nowhere") == []
    assert texts(names, "") == []


def test_a_run_neither_begins_nor_ends_inside_one_word_of_the_query(
    session: Session, cache: CatalogueCache
) -> None:
    names = Names(cache.of(session))
    words = ["port", "arthur", "harbour"]
    assert [(run.first, run.end) for run in names.runs(words, [0, 1, 2])] == [(0, 2)]
    assert names.runs(words, [0, 1, 1]) == []  # arthur-harbour, written as one word
    assert names.runs(["old", "port", "arthur"], [0, 0, 1]) == []


def test_the_labels_of_one_word_are_words_to_choose_from(
    session: Session, cache: CatalogueCache
) -> None:
    words = Names(cache.of(session)).words()
    assert words.forms == ["kwantung", "квантун"]
    assert words.texts_with("kwantung") == 1


@pytest.mark.parametrize("table", ["name", "name_label"])
def test_a_name_that_was_changed_is_read_anew(
    archive: Archive, cache: CatalogueCache, table: str
) -> None:
    def called(text: str) -> list[str]:
        with archive.reading() as session:
            return texts(Names(cache.of(session)), text)

    assert called("mukden") == []
    if table == "name":
        add_name(archive, ("en", "Mukden", "preferred"))
    else:
        with archive.writing(verbatim("Relabel")) as write:
            write.session.get_one(NameLabel, 4).text = "Mukden"
    assert "Mukden" in called("mukden")
    undo(archive)
    assert called("mukden") == []
    assert "Kwantung" in called("kwantung")


def test_an_older_state_is_answered_as_it_was(archive: Archive, cache: CatalogueCache) -> None:
    with archive.reading() as before:
        assert texts(Names(cache.of(before)), "mukden") == []
        add_name(archive, ("en", "Mukden", "preferred"))
        with archive.reading() as after:
            assert texts(Names(cache.of(after)), "mukden") == ["Mukden"]
        assert texts(Names(cache.of(before)), "mukden") == []
