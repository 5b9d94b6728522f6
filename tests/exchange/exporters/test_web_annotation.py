from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.exporters.w3c import AS, DCTERMS, OA, expand, unmet
from viewer.exchange.exporters.rows import ExportInfo, ExportPassage
from viewer.exchange.exporters.web_annotation import CONTEXT, annotation, write

Make = Callable[..., ExportPassage]


def _written(passages: list[ExportPassage], info: ExportInfo) -> dict[str, Any]:
    stream = io.BytesIO()
    assert write(passages, stream, info) == len(passages)
    assert not stream.closed
    document: dict[str, Any] = json.loads(stream.getvalue())
    return document


def test_a_page_of_a_collection(passage: Make, info: ExportInfo) -> None:
    page = _written([passage(), passage(note="")], info)
    assert page["@context"] == CONTEXT
    assert page["type"] == "AnnotationPage"
    assert page["id"].startswith("urn:uuid:")
    assert page["generated"] == "2026-02-03T04:05:06Z"
    assert page["partOf"]["type"] == "AnnotationCollection"
    assert page["partOf"]["total"] == len(page["items"]) == 2
    assert page["partOf"]["label"] == "Passages from Manchuria, 1945, query newspaper:guardian"
    assert _written([], info)["items"] == []


def test_the_same_collection_has_the_same_id(passage: Make, info: ExportInfo) -> None:
    first, second = _written([passage()], info), _written([], info)
    assert first["partOf"]["id"] == second["partOf"]["id"] != first["id"]


def test_an_annotation(passage: Make) -> None:
    one = passage()
    document = annotation(one)
    assert document["id"] == f"urn:uuid:{one.annotation_uid}"
    assert document["motivation"] == "tagging"
    assert document["creator"] == {"type": "Person", "name": "Ada"}
    assert (document["created"], document["modified"]) == (one.created, one.modified)
    assert [(body["purpose"], body["value"]) for body in document["body"]] == [
        ("tagging", "framing/liberation"),
        ("tagging", "actor/Soviet Union"),
        ("commenting", "What a\nnote!"),
    ]
    target = document["target"]
    assert target["source"] == f"urn:uuid:{one.version_uid}"
    assert target["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": one.quote,
            "prefix": one.prefix,
            "suffix": one.suffix,
        },
        {"type": "TextPositionSelector", "start": one.start, "end": one.end},
    ]
    assert target["dcterms:bibliographicCitation"] == one.citation
    assert target["dcterms:isPartOf"]["schema:sha256"] == one.version_sha256


@pytest.mark.parametrize(
    ("values", "motivation"),
    [({}, "tagging"), ({"tags": ()}, "commenting"), ({"tags": (), "note": ""}, "highlighting")],
)
def test_motivations(passage: Make, values: dict[str, Any], motivation: str) -> None:
    document = annotation(passage(**values))
    assert document["motivation"] == motivation
    assert ("body" in document) == (motivation != "highlighting")


def test_what_is_not_known_is_left_out() -> None:
    document = annotation(
        ExportPassage(annotation_uid="a", version_uid="not a uuid", quote="x", start=0, end=1)
    )
    assert set(document) == {"@context", "id", "type", "motivation", "target"}
    assert document["target"]["source"].startswith("urn:uuid:")
    assert "" not in json.dumps(document).split('"')[1::2]


def test_expands_to_the_vocabulary_of_the_standard(passage: Make, info: ExportInfo) -> None:
    one = passage()
    (page,) = expand(_written([one], info))
    (member,) = page[f"{AS}items"][0]["@list"]
    assert [member] == expand(annotation(one))
    assert member["@type"] == [f"{OA}Annotation"]
    assert member[f"{OA}motivatedBy"] == [{"@id": f"{OA}tagging"}]
    (target,) = member[f"{OA}hasTarget"]
    assert target[f"{OA}hasSource"] == [{"@id": f"urn:uuid:{one.version_uid}"}]
    quote, position = target[f"{OA}hasSelector"]
    assert quote[f"{OA}exact"] == [{"@value": one.quote}]
    assert position[f"{OA}start"][0]["@value"] == one.start
    (version,) = target[f"{DCTERMS}isPartOf"]
    assert version["@id"] == f"urn:uuid:{one.version_uid}"
    assert version[f"{DCTERMS}isVersionOf"] == [{"@id": f"urn:uuid:{one.excerpt_uid}"}]


def test_no_key_is_lost_in_expansion(passage: Make, info: ExportInfo) -> None:
    """JSON-LD drops keys that the context does not define without a word."""
    one = passage(source_citation="Reader", kind="extract", byline="Hill")
    flat = json.dumps(expand(_written([one], info)), ensure_ascii=False)
    for value in (*one.tag_paths, one.citation, "Reader", "Hill", "ab" * 32, "text/plain", "Ada"):
        assert json.dumps(value, ensure_ascii=False) in flat


@pytest.mark.parametrize("values", [{}, {"tags": (), "note": ""}, {"prefix": "", "creator": ""}])
def test_meets_what_the_standard_demands(
    passage: Make, info: ExportInfo, values: dict[str, Any]
) -> None:
    for item in _written([passage(**values), passage()], info)["items"]:
        assert unmet(item) == []


def test_the_demands_can_fail(passage: Make) -> None:
    document = annotation(passage())
    del document["target"]["selector"][0]["exact"]
    assert any("textQuoteSelector" in name for name in unmet(document))


_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(_TEXT, _TEXT), max_size=3))
def test_quotes_and_notes_come_back(
    passage: Make, info: ExportInfo, texts: list[tuple[str, str]]
) -> None:
    passages = [passage(quote=quote, note=note, tags=()) for quote, note in texts]
    items = _written(passages, info)["items"]
    assert [item["target"]["selector"][0]["exact"] for item in items] == [q for q, _ in texts]
    notes = [item["body"][0]["value"] if "body" in item else "" for item in items]
    assert notes == [note for _, note in texts]
