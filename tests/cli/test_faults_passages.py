"""Faults: what was tagged could be exported, but not listed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]

PASSAGE = {"id", "excerpt_id", "article_id", "publication", "date", "kind", "creator", "version"}
PASSAGE |= {"start", "end", "quote", "state", "tags", "note", "links"}


@pytest.fixture
def tagged(cli: Cli, filled: Path) -> Path:
    cli("tag", filled, "--query", "army", "--tag", "actor/army")
    cli("tag", filled, "--query", "сдалась", "--tag", "event/surrender")
    return filled


def listed(cli: Cli, path: Path, *words: object) -> list[dict[str, Any]]:
    said = cli("passages", path, *words, "--json")
    assert said.code == 0
    assert set(said.document) == {"passages"}
    passages: list[dict[str, Any]] = said.document["passages"]
    return passages


def test_each_has_the_agreed_shape_in_order_of_id(cli: Cli, tagged: Path) -> None:
    passages = listed(cli, tagged)
    assert [each["id"] for each in passages] == [1, 2, 3, 4]
    assert all(set(each) == PASSAGE for each in passages)
    first = passages[0]
    assert (first["publication"], first["date"]) == ("The Guardian", "1945-08-14")
    assert (first["quote"], first["kind"], first["version"]) == ("army", "transcription", 1)
    assert (first["state"], first["tags"], first["links"]) == ("exact", ["actor/army"], [])
    assert first["end"] - first["start"] == len("army")
    hits = cli("search", tagged, "army", "--json").document["hits"]
    assert (first["excerpt_id"], first["article_id"]) == (hits[0]["id"], hits[0]["article_id"])


def test_links_are_given_with_their_direction(cli: Cli, tagged: Path) -> None:
    connection = sqlite3.connect(tagged)
    with connection:
        connection.execute(
            "INSERT INTO link (uid, origin_id, target_id, kind, note, created_at)"
            " VALUES ('l', 1, 4, 'contradicts', 'why', '2026-01-01T00:00:00Z')"
        )
    connection.close()
    links = {each["id"]: each["links"] for each in listed(cli, tagged)}
    link = {"id": 1, "kind": "contradicts", "note": "why"}
    assert links[1] == [{**link, "other": 4, "direction": "out"}]
    assert links[4] == [{**link, "other": 1, "direction": "in"}]
    assert links[2] == links[3] == []
    assert listed(cli, tagged, "--limit", 1)[0]["links"] == links[1]


def test_narrowed_and_limited(cli: Cli, tagged: Path) -> None:
    assert len(listed(cli, tagged, "--query", "сдалась")) == 1
    assert len(listed(cli, tagged, "--tag", "ARMY")) == 3
    assert len(listed(cli, tagged, "--tag", "army", "--tag", "surrender")) == 4
    assert listed(cli, tagged, "--tag", "army", "--query", "сдалась") == []
    assert len(listed(cli, tagged, "--state", "exact")) == 4
    assert listed(cli, tagged, "--state", "orphan") == []
    assert [each["id"] for each in listed(cli, tagged, "--limit", 2)] == [1, 2]
    assert cli("passages", tagged, "--state", "lost").code == 2


def test_an_unknown_tag_is_an_empty_list_and_a_sentence(cli: Cli, tagged: Path) -> None:
    said = cli("passages", tagged, "--tag", "nowhere", "--json")
    assert (said.code, said.document) == (0, {"passages": []})
    assert said.err == "There is no tag “nowhere” in the codebook.\n"


def test_for_people(cli: Cli, tagged: Path) -> None:
    said = cli("passages", tagged, "--limit", 1)
    assert said.out == "1\tThe Guardian\t14 Aug 1945\ttranscription\tactor/army\tarmy\n"
    assert "1 of 4 passages" in said.err
    assert "no such passages" in cli("passages", tagged, "--state", "fuzzy").out
