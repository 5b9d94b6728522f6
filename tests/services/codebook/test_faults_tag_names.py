"""Faults: a tag's name meant other tags in an export, and *war* took in *warfare*."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.listed import list_tags
from viewer.base.errors import InputError, NotFoundError
from viewer.base.ids import TagId
from viewer.services.archive.archive import Archive
from viewer.services.codebook.change_codebook import delete_tag
from viewer.services.codebook.find_tags import find_tags, path_to_tag_with
from viewer.services.exchange.export_annotations import export_annotations
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ExcerptReading, SearchRequest
from viewer.text.spans import Span


def tagged(archive: Archive, *names: str) -> list[str]:
    passages = list_passages(archive, tag_ids=find_tags(archive, names))
    return sorted(path.path for passage in passages for path in passage.tags)


def tag_each(archive: Archive, reading: ExcerptReading, *paths: str) -> None:
    for number, path in enumerate(paths):
        tag_passage(archive, reading.version_id, Span(number, number + 1), [path])


def test_a_name_finds_the_tag_wherever_it_is_in_the_tree(
    archive: Archive, reading: ExcerptReading, search: ArchiveSearch, tmp_path: Path
) -> None:
    tag_each(archive, reading, "framing/liberation", "framing")
    for name in ("liberation", "Framing / Liberation", "LIBERATION"):
        assert tagged(archive, name) == ["framing/liberation"]
        report = export_annotations(archive, "csv", tmp_path / "x", tags=[name])
        assert report.passages == 1
    assert search.search(SearchRequest("tag:liberation")).total == 1


def test_a_tag_takes_in_those_below_it_and_no_name_that_begins_like_it(
    archive: Archive, reading: ExcerptReading
) -> None:
    tag_each(archive, reading, "war", "warfare", "war/front", "peace/war", "war and peace")
    assert tagged(archive, "war") == ["war", "war/front"]
    assert tagged(archive, "peace/war") == ["peace/war"]
    assert tagged(archive, "/war", "warfare") == ["war", "war/front", "warfare"]
    counts = {tag.path: tag.passages for tag in list_tags(archive)}
    assert (counts["war"], counts["warfare"]) == (2, 1)


def test_a_name_that_several_tags_bear_means_all_of_them(
    archive: Archive, reading: ExcerptReading
) -> None:
    tag_each(archive, reading, "actor/army", "theme/army/news", "other/salvation army")
    assert tagged(archive, "army") == ["actor/army", "theme/army/news"]
    assert path_to_tag_with(archive, "news") == "theme/army/news"
    assert path_to_tag_with(archive, "navy") == "navy"
    assert path_to_tag_with(archive, "/army") == "army"
    with pytest.raises(InputError, match="2 tags: actor/army and theme/army"):
        path_to_tag_with(archive, "army")


def test_a_name_in_another_language_is_a_name(archive: Archive, reading: ExcerptReading) -> None:
    tag_each(archive, reading, "framing/liberation")
    alter(archive, "INSERT INTO tag_label (tag_id, language, name) VALUES (2, 'ru', 'Освобождён')")
    assert tagged(archive, "освобожден") == ["framing/liberation"]
    with pytest.raises(NotFoundError, match="There is no tag “освоб” in the codebook"):
        find_tags(archive, ["освоб"])


def test_a_slash_in_a_stored_name_is_not_a_level(archive: Archive, reading: ExcerptReading) -> None:
    tag_each(archive, reading, "war", "other", "war/front")
    alter(archive, "UPDATE tag SET name = 'war/other' WHERE name = 'other'")
    assert tagged(archive, "war") == ["war", "war/front"]
    delete_tag(archive, TagId(1))
    assert [tag.path for tag in list_tags(archive)] == ["war/other"]


def test_a_circle_of_tags_ends(archive: Archive, reading: ExcerptReading) -> None:
    tag_each(archive, reading, "a/b/c", "d")
    alter(archive, "UPDATE tag SET parent_id = 3 WHERE id = 1")
    assert {tag.name: tag.passages for tag in list_tags(archive)} == {
        "a": 1,
        "b": 1,
        "c": 1,
        "d": 1,
    }
    assert len(tagged(archive, "b")) == 1


def alter(archive: Archive, statement: str) -> None:
    """Change the file as another program could."""
    connection = sqlite3.connect(archive.path)
    with connection:
        connection.execute(statement)
    connection.close()


_NAMES = ("war", "warfare", "War", "wár", "wa", "civil war", "война")
_PATHS = st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4).map("/".join)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    codebook=st.lists(_PATHS, min_size=1, max_size=8),
    asked=st.one_of(st.sampled_from(_NAMES), _PATHS),
)
def test_a_name_means_the_same_in_a_query_an_export_and_a_list(
    archive: Archive,
    reading: ExcerptReading,
    search: ArchiveSearch,
    tmp_path: Path,
    codebook: list[str],
    asked: str,
) -> None:
    for table in ("tagging", "annotation", "tag"):
        alter(archive, f"DELETE FROM {table}")
    tag_each(archive, reading, *codebook)
    below = _below(archive, asked)
    expected = [passage for passage in list_passages(archive) if below & _ids(passage)]
    assert search.search(SearchRequest(f'tag:"{asked}"')).total == (1 if expected else 0)
    if not below:
        with pytest.raises(NotFoundError):
            export_annotations(archive, "csv", tmp_path / "x", tags=[asked])
        return
    report = export_annotations(archive, "csv", tmp_path / "x", tags=[asked])
    listed = list_passages(archive, tag_ids=find_tags(archive, [asked]))
    assert report.passages == len(listed) == len(expected)


def _ids(passage) -> set[int]:
    return {tag.id for tag in passage.tags}


def _below(archive: Archive, asked: str) -> set[int]:
    """The rule once more, by walking up from every tag."""
    tags = {tag.id: tag for tag in list_tags(archive)}
    wanted = asked.casefold()
    named = (
        {key for key, tag in tags.items() if tag.path == asked}
        or {key for key, tag in tags.items() if tag.path.casefold() == wanted}
        or {key for key, tag in tags.items() if f"/{tag.path}".casefold().endswith(f"/{wanted}")}
    )
    below = set()
    for key in tags:
        at = key
        while at is not None:
            if at in named:
                below.add(key)
            at = tags[at].parent_id
    return below
