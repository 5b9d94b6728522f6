"""Which passages a query's conditions ask for, as conditions of the database.

They are asked of one passage after another (EXISTS) and never as a set of ids: for the passages
of one page of hits it then does not matter how many the archive holds.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import BindParameter, ColumnElement, exists, or_, true

from viewer.catalogue.models import Annotation, Link, Tagging


def has_condition(value: str) -> ColumnElement[bool] | None:
    """What `has:value` asks of a passage; None where it asks nothing of passages."""
    conditions: dict[str, ColumnElement[bool]] = {
        "note": Annotation.note != "",
        "tag": exists().where(Tagging.annotation_id == Annotation.id),
        "link": exists().where(
            or_(Link.origin_id == Annotation.id, Link.target_id == Annotation.id)
        ),
        "passage": true(),
    }
    return conditions.get(value.casefold().rstrip("s"))


def tag_condition(tag_ids: BindParameter[Collection[int]]) -> ColumnElement[bool]:
    """That a passage carries any of these tags, an expanding parameter."""
    return exists().where(Tagging.annotation_id == Annotation.id, Tagging.tag_id.in_(tag_ids))
