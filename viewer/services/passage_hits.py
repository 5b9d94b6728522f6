"""The passages that a query's conditions on passages let a text through for.

`tag:liberation` finds texts; what is shown of each is the words that carry the tag.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from viewer.base.ids import AnnotationId
from viewer.catalogue.models import Annotation, Excerpt, Version
from viewer.services.batched import batched
from viewer.services.find_tags import tag_tree
from viewer.services.passage_conditions import has_condition, tag_condition
from viewer.text.folding import fold
from viewer.text.kinds import AnchorState
from viewer.text.spans import Span

#: Passages of one text that are looked at: enough for a snippet and for the place to open at.
_MOST = 50
_HAS_A_PLACE = (AnchorState.EXACT, AnchorState.MOVED, AnchorState.FUZZY)


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage in the current text of an excerpt, and the condition that asks for it."""

    annotation_id: AnnotationId
    span: Span
    condition: str


def passage_hits(
    session: Session, conditions: Collection[tuple[str, str]], excerpt_ids: Collection[int]
) -> dict[int, list[PassageHit]]:
    """By excerpt: the first passages that `tag:`, `note:` and `has:` ask for, by their place.

    `conditions` are fields with their values (see `ReadQuery.conditions`).
    """
    found: dict[int, list[PassageHit]] = defaultdict(list)
    for field, text in sorted(conditions):
        condition = _condition(session, field, text)
        if condition is not None:
            wanted = fold(text) if field == "note" else ""
            for some in batched(excerpt_ids):
                _read(session, condition, some, f"{field}:{text}", wanted, found)
    for passages in found.values():
        passages.sort(key=lambda passage: (passage.span.start, -passage.span.end))
    return found


def _condition(session: Session, field: str, text: str) -> ColumnElement[bool] | None:
    """Which annotations the condition asks for; None for one that asks for none."""
    if field == "tag":
        tree = tag_tree(session)
        return tag_condition(tree.with_descendants(tree.called(text)))
    if field == "note":
        return Annotation.note != ""
    return has_condition(text) if field == "has" else None


def _read(
    session: Session,
    condition: ColumnElement[bool],
    excerpt_ids: Collection[int],
    shown: str,
    wanted: str,
    found: dict[int, list[PassageHit]],
) -> None:
    number = func.row_number().over(
        partition_by=Version.excerpt_id, order_by=(Annotation.start, Annotation.id)
    )
    rows = (
        select(
            Annotation.id,
            Annotation.start,
            Annotation.end,
            Annotation.note,
            Version.excerpt_id,
            number.label("number"),
        )
        .join(Version, Version.id == Annotation.version_id)
        .join(
            Excerpt,
            (Excerpt.id == Version.excerpt_id) & (Excerpt.current_number == Version.number),
        )
        .where(
            condition,
            Version.excerpt_id.in_(excerpt_ids),
            or_(*(Annotation.state == state.value for state in _HAS_A_PLACE)),
        )
        .subquery()
    )
    statement = select(rows).order_by(rows.c.start)
    if not wanted:  # what a note says is compared here, case and ё as everywhere
        statement = statement.where(rows.c.number <= _MOST)
    for row in session.execute(statement):
        passages = found[row.excerpt_id]
        if len(passages) < _MOST and (not wanted or wanted in fold(row.note)):
            span = Span(row.start, row.end)
            passages.append(PassageHit(AnnotationId(row.id), span, shown))
