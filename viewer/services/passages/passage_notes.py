"""The ids of a page of passages sorted by their notes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from viewer.services.passages.passage_order import SortValues
from viewer.services.passages.passage_sql import Condition, among, page_of, sort_values, sql
from viewer.services.passages.passage_walk import by_place
from viewer.services.types import PassageListRequest
from viewer.text.one_line import SORTED_BY, sort_key

#: All that parts words; SQLite trims spaces alone unless it is told.
_SPACES = "".join(each for each in map(chr, range(0x3001)) if each.isspace())


def by_note(
    session: Session,
    request: PassageListRequest,
    condition: Condition,
    after: SortValues | None,
    limit: int,
) -> list[int]:
    """Notes are few, so they are sorted here; passages without one are walked along."""
    # A note of white space alone sorts as none.
    without = condition & Condition(
        "annotation.note = '' OR trim(annotation.note, :spaces) = ''", {"spaces": _SPACES}
    )
    found: list[int] = []
    for noted in (True, False) if request.descending else (False, True):
        if after is not None and bool(after.note) is not noted:
            continue
        missing = limit - len(found)
        if missing <= 0:
            break
        if noted:
            found += _noted(session, request, condition, after, missing)
        else:
            found += by_place(session, without, after, missing)
        after = None
    return found


def _noted(
    session: Session,
    request: PassageListRequest,
    condition: Condition,
    after: SortValues | None,
    limit: int,
) -> list[int]:
    """Passages with equal notes are put in order only as far as the page reaches."""
    found: list[int] = []
    keys = _note_keys(session)
    by_note = sorted(((key, each) for each, key in keys.items() if key), reverse=request.descending)
    chunk: list[int] = []
    groups = [
        [each for _key, each in group] for _key, group in groupby(by_note, lambda row: row[0])
    ]
    for number, group in enumerate(groups, 1):
        if after is not None and _is_before(keys[group[0]], after.note, request):
            continue
        chunk += group
        if len(chunk) >= limit or number == len(groups):
            found += _gathered(session, request, chunk, condition, after, limit - len(found))
            after, chunk = None, []
        if len(found) >= limit:
            break
    return found


def _note_keys(session: Session) -> dict[int, str]:
    """What every passage with a note is sorted by."""
    # Two texts of ten thousand parts are read several times quicker than as many rows.
    ids, notes = session.execute(
        sql(
            "SELECT json_group_array(id), json_group_array(substr(note, 1, :most))",
            "FROM annotation WHERE note != ''",
        ),
        {"most": 4 * SORTED_BY},
    ).one()
    return dict(zip(json.loads(ids), map(sort_key, json.loads(notes)), strict=True))


def _is_before(key: str, other: str, request: PassageListRequest) -> bool:
    return key > other if request.descending else key < other


def _gathered(
    session: Session,
    request: PassageListRequest,
    ids: Sequence[int],
    condition: Condition,
    after: SortValues | None,
    limit: int,
) -> list[int]:
    values = sort_values(session, among(ids) & condition)
    return page_of(((each.key(request), each.id) for each in values), request, after, limit)
