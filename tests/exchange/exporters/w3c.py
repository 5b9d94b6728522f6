"""The demands of the standard on Web Annotations, and what a reader of JSON-LD makes of one."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, RefResolver
from pyld import jsonld

from viewer.exchange.exporters.web_annotation import CONTEXT

W3C = Path(__file__).parents[4] / "shared" / "standards" / "w3c-web-annotation"
OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
DCTERMS = "http://purl.org/dc/terms/"

#: The terms of the standard's context that we use, as its vocabulary defines them.
TERMS: dict[str, Any] = {
    "oa": OA,
    "as": AS,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": DCTERMS,
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{
        name: f"oa:{name}"
        for name in (
            "Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector",
            "TextPositionSelector", "exact", "prefix", "suffix",
        )
    },
    "AnnotationPage": "as:OrderedCollectionPage",
    "AnnotationCollection": "as:OrderedCollection",
    "Person": "foaf:Person",
    "Software": "as:Application",
    "Text": "dctypes:Text",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "tagging": "oa:tagging",
    "commenting": "oa:commenting",
    "classifying": "oa:classifying",
    "linking": "oa:linking",
    "highlighting": "oa:highlighting",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "creator": {"@id": "dcterms:creator", "@type": "@id"},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "modified": {"@id": "dcterms:modified", "@type": "xsd:dateTime"},
    "generator": {"@id": "as:generator", "@type": "@id"},
    "generated": {"@id": "dcterms:issued", "@type": "xsd:dateTime"},
    "name": "foaf:name",
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "label": "rdfs:label",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
}  # fmt: skip


def _load(url: str, options: object = None) -> dict[str, Any]:
    assert url == CONTEXT, f"{url} would be fetched"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": TERMS},
    }


def expand(document: object) -> list[dict[str, Any]]:
    """The document in full IRIs; keys that its contexts do not define are lost."""
    expanded: list[dict[str, Any]] = jsonld.expand(document, {"documentLoader": _load})
    return expanded


def _schema(path: Path) -> Any:
    """One of the working group's schemas, without the addresses that would be looked up."""

    def without_address(part: Any) -> Any:
        if isinstance(part, dict):
            return {
                key: without_address(value)
                for key, value in part.items()
                if key not in ("id", "$schema") or not isinstance(value, str)
            }
        return [without_address(one) for one in part] if isinstance(part, list) else part

    return without_address(json.loads(path.read_text("utf-8")))


def unmet(document: Any) -> list[str]:
    """The working group's MUSTs that a document does not meet, by name; skips without them."""
    return [name for name, demand, wanted in _demands() if demand.is_valid(document) != wanted]


@cache
def _demands() -> list[tuple[str, Draft4Validator, bool]]:
    """Name, validator, and whether a document is to satisfy it."""
    if not W3C.exists():
        pytest.skip("the W3C assertions are not here")
    known = {
        f"http://w3c/{folder}{path.name}": _schema(path)
        for path in (W3C / "definitions").glob("*.json")
        for folder in ("", "definitions/")
    }
    listed = json.loads((W3C / "annotations" / "annotationMusts.test").read_text("utf-8"))
    result = []
    for name in listed["assertions"]:
        schema = _schema(W3C / name)
        resolver = RefResolver("http://w3c/", schema, store=known)
        wanted = schema.get("expectedResult", "valid") == "valid"
        result.append((name, Draft4Validator(schema, resolver=resolver), wanted))
    assert len(result) > 50
    return result
