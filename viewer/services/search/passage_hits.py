"""The passages that a query's conditions on passages let a text through for.

`tag:liberation` finds texts; what is shown of each is the words that carry the tag.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from viewer.base.ids import AnnotationId
from viewer.catalogue.models import Annotation, Excerpt, Version
from viewer.services.archive.batched import batched
from viewer.services.archive.cached_parts import TAG_TREE
from viewer.services.archive.catalogue_cache import CatalogueReading
from viewer.services.search.passage_conditions import has_condition, tag_condition
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
    catalogue: CatalogueReading,
    conditions: Collection[tuple[str, str]],
    excerpt_ids: Collection[int],
) -> dict[int, list[PassageHit]]:
    """By excerpt: the first passages that `tag:`, `note:` and `has:` ask for, by their place.

    `conditions` are fields with their values (see `ReadQuery.conditions`).
    """
    found: dict[int, list[PassageHit]] = defaultdict(list)
    for field, text in sorted(conditions):
        statement = _statement(field, text if field == "has" else "")
        if statement is None:
            continue
        tree = catalogue.get(TAG_TREE)
        tags = tree.with_descendants(tree.called(text)) if field == "tag" else set()
        # What a note says is compared here, case and ё as everywhere.
        wanted = fold(text) if field == "note" else ""
        for some in batched(excerpt_ids):
            for row in catalogue.session.execute(statement, {"ids": some, "tags": list(tags)}):
                passages = found[row.excerpt_id]
                if len(passages) < _MOST and (not wanted or wanted in fold(row.note)):
                    span = Span(row.start, row.end)
                    passages.append(PassageHit(AnnotationId(row.id), span, f"{field}:{text}"))
    for passages in found.values():
        passages.sort(key=lambda passage: (passage.span.start, -passage.span.end))
    return found


@lru_cache(maxsize=16)
def _statement(field: str, value: str) -> Select[*tuple[Any, ...]] | None:
    """The passages of the excerpts `ids` that the condition asks for, in the current texts, by
    their place; None for one that asks for none. Making it takes longer than asking it.

    Of `tag:` they are those under any of `tags`, of `note:` all with a note.
    """
    if field not in {"tag", "note", "has"}:
        return None
    condition = has_condition("note" if field == "note" else value)
    if field == "tag":
        condition = tag_condition(bindparam("tags", expanding=True))
    if condition is None:
        return None
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
            Version.excerpt_id.in_(bindparam("ids", expanding=True)),
            or_(*(Annotation.state == state.value for state in _HAS_A_PLACE)),
        )
        .subquery()
    )
    statement = select(rows).order_by(rows.c.start)
    return statement if field == "note" else statement.where(rows.c.number <= _MOST)
