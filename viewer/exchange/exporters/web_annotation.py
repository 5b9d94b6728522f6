"""Passages as W3C Web Annotations (JSON-LD, https://www.w3.org/TR/annotation-model/).

The file is one `AnnotationPage` of an `AnnotationCollection`. Each of its items carries the
context itself, so that it can be cut out and stands alone. The standard's vocabulary is kept to;
what it has no word for is said in Dublin Core and schema.org, whose prefixes its context declares.

The source of a target is a Version, which never changes, so no state is needed to find it again.
Its two selectors say the same place twice: readers take the quote first, the position (code
points, as the standard counts) to choose between equal ones. Colours of tags are not exported.
What kind of text a Version is, is its `dcterms:type`; where its words are not the newspaper's own,
its `dcterms:description` says so.

A link is an annotation of its own with the motivation `linking`, after those of the passages. Its
targets are both ends, described as those of the passages are, whether these are exported or not:
`dcterms:relation` names the annotation at an end, and as targets have no order, `schema:position`
is 1 for the end that the link is read from and 2 for the other. The kind of link is a body with the
purpose `classifying`, its note one with `commenting`.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from typing import IO, Any

from viewer.exchange.exporters.rows import ExportInfo, ExportLink, ExportPassage

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_NAMESPACE = uuid.UUID("5d6c2f5e-0f0e-4c55-9d0b-9d8f8c0f3a61")


def write(passages: Iterable[ExportPassage], stream: IO[bytes], info: ExportInfo) -> int:
    """Write a page of annotations, passages as they come and then links; how many passages."""
    collection = _identity(f"{info.archive_uid}\n{info.query}\n{info.tag}")
    head = {
        "@context": CONTEXT,
        "id": _identity(f"{collection}\n{info.exported_at}"),
        "type": "AnnotationPage",
        "generator": {"type": "Software", "name": f"Archive Viewer {info.program_version}".strip()},
        "generated": info.exported_at,
        "startIndex": 0,
    }
    opening = _json({key: value for key, value in head.items() if value != ""})
    stream.write(f'{opening[:-1]},\n"items": ['.encode())
    count = 0
    links: dict[str, dict[str, Any]] = {}
    for passage in passages:
        stream.write(f"{',' if count else ''}\n{_json(annotation(passage))}".encode())
        count += 1
        for link in passage.links:
            if link.uid not in links:  # else it was met at its other end
                links[link.uid] = linking(passage, link)
    for document in links.values():
        stream.write(f",\n{_json(document)}".encode())
    about = {
        "id": collection,
        "type": "AnnotationCollection",
        "label": _label(info),
        "total": count + len(links),
    }
    # The count is known only now; JSON leaves the order of keys free.
    stream.write(f'\n],\n"partOf": {_json(about)}}}\n'.encode())
    return count


def annotation(passage: ExportPassage) -> dict[str, Any]:
    """One annotation as a JSON-LD document of its own."""
    document: dict[str, Any] = {
        "@context": CONTEXT,
        "id": _urn(passage.annotation_uid),
        "type": "Annotation",
        "motivation": _motivation(passage),
    }
    if passage.creator:
        document["creator"] = {"type": "Person", "name": passage.creator}
    document |= _filled({"created": passage.created, "modified": passage.modified})
    bodies = [_textual(path, "tagging") for path in passage.tag_paths]
    if passage.note:
        bodies.append(_textual(passage.note, "commenting"))
    if bodies:
        document["body"] = bodies
    document["target"] = _target(passage)
    return document


def linking(passage: ExportPassage, link: ExportLink) -> dict[str, Any]:
    """A link of `passage` as an annotation of both its ends, a JSON-LD document of its own."""
    document: dict[str, Any] = {
        "@context": CONTEXT,
        "id": _urn(link.uid),
        "type": "Annotation",
        "motivation": "linking",
    }
    document |= _filled({"created": link.created})
    bodies = [_textual(link.kind, "classifying")]
    if link.note:
        bodies.append(_textual(link.note, "commenting"))
    ends = (passage, link.other) if link.outgoing else (link.other, passage)
    document["body"] = bodies
    document["target"] = [
        _target(end)
        | {"dcterms:relation": {"id": _urn(end.annotation_uid)}, "schema:position": position}
        for position, end in enumerate(ends, 1)
    ]
    return document


def _motivation(passage: ExportPassage) -> str:
    """The one reason that the standard asks for; the bodies' purposes have the others."""
    if passage.tags:
        return "tagging"
    return "commenting" if passage.note else "highlighting"


def _textual(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(passage: ExportPassage) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": passage.quote}
    quote |= _filled({"prefix": passage.prefix, "suffix": passage.suffix})
    position = {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}
    return {
        "type": "SpecificResource",
        "source": _urn(passage.version_uid),
        "selector": [quote, position],
        "dcterms:bibliographicCitation": passage.citation,
        "dcterms:isPartOf": _version(passage),
    }


def _version(passage: ExportPassage) -> dict[str, Any]:
    """What is known of the text that the passage is part of."""
    known: dict[str, Any] = {
        "id": _urn(passage.version_uid),
        "type": "Text",
        "format": "text/plain",
    }
    known |= _filled(
        {
            "language": passage.language,
            "dc:title": passage.headline,
            "dc:creator": passage.byline,
            "dc:publisher": passage.publication,
            "dc:date": passage.issue_date,
            "schema:pagination": passage.page,
            "schema:version": str(passage.version_number),
            "schema:sha256": passage.version_sha256,
            "dcterms:source": passage.source_citation,
            "dcterms:type": passage.kind,
            "dcterms:description": passage.text_kind.caution,
        }
    )
    if passage.excerpt_uid:
        known["dcterms:isVersionOf"] = {"id": _urn(passage.excerpt_uid)}
    return known


def _urn(uid: str) -> str:
    """The IRI of something of ours; a uid that is no UUID gets one that is always the same."""
    try:
        return uuid.UUID(uid).urn
    except ValueError:
        return _identity(uid)


def _identity(name: str) -> str:
    return uuid.uuid5(_NAMESPACE, name).urn


def _label(info: ExportInfo) -> str:
    limits = [f"query {info.query}"] if info.query else []
    limits += [f"tag {info.tag}"] if info.tag else []
    return ", ".join([f"Passages from {info.archive_title or 'an archive'}", *limits])


def _filled(values: dict[str, str]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
