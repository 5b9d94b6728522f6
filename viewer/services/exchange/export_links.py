"""The links of the passages of an export: those that touch any of them, with their other ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy import Row, select

from viewer.base.ids import AnnotationId
from viewer.base.jobs import CancelToken
from viewer.base.messages import Message
from viewer.catalogue.models import Link
from viewer.exchange.exporters.rows import ExportLink, ExportPassage
from viewer.services.archive.archive import Archive
from viewer.services.archive.batched import batched
from viewer.services.exchange.export_rows import checked_rows
from viewer.services.passages.list_passages import list_passages

_LinkRow = Row[int, str, str, str, str, int, int]
_Rows = Mapping[AnnotationId, ExportPassage]


def with_links(
    archive: Archive, rows: _Rows, cancel: CancelToken
) -> tuple[list[ExportPassage], tuple[Message, ...]]:
    """The rows with their links, and what to say of each link left out.

    A link with one end among `rows` is taken, and its other end described as the rows are; one is
    left out where the quotation of that end is not what its text says.
    """
    links = _links_touching(archive, rows)
    ends = {AnnotationId(end) for link in links for end in (link.origin_id, link.target_id)}
    outside = list_passages(archive, annotation_ids=ends - rows.keys())
    known = {**checked_rows(archive, outside, cancel), **rows}
    linked: dict[int, list[ExportLink]] = defaultdict(list)
    problems = []
    for link in links:
        if link.origin_id in known and link.target_id in known:
            for here, there in ((link.origin_id, link.target_id), (link.target_id, link.origin_id)):
                if here in rows:
                    linked[here].append(_link(link, here, there, known, rows))
        else:
            problems.append(
                Message.of("export.link-left-out", origin=link.origin_id, target=link.target_id)
            )
    complete = [replace(row, links=tuple(linked[key])) for key, row in rows.items()]
    return complete, tuple(problems)


def _links_touching(archive: Archive, annotation_ids: Collection[AnnotationId]) -> list[_LinkRow]:
    """The links with at least one end among these passages, each once, in order of id."""
    columns = (
        Link.id, Link.uid, Link.kind, Link.note, Link.created_at, Link.origin_id, Link.target_id,
    )  # fmt: skip
    found: dict[int, _LinkRow] = {}
    with archive.reading() as session:
        for wanted in batched(annotation_ids):
            touching = Link.origin_id.in_(wanted) | Link.target_id.in_(wanted)
            for row in session.execute(select(*columns).where(touching)):
                found[row.id] = row
    return [found[key] for key in sorted(found)]


def _link(link: _LinkRow, here: int, there: int, known: _Rows, rows: _Rows) -> ExportLink:
    return ExportLink(
        uid=link.uid,
        kind=link.kind,
        outgoing=here == link.origin_id,
        other=known[AnnotationId(there)],
        is_exported=there in rows,
        note=link.note,
        created=link.created_at,
    )
