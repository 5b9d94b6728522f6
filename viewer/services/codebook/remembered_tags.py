"""Every tag as passages carry it, read again only when the codebook has changed.

Whatever shows passages needs their tags' paths and colours, several times for each change; reading
and joining a codebook of 500 tags takes as long as all the rest of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from viewer.catalogue.models import JournalChange, JournalStep, Tag
from viewer.services.codebook.list_tags import tags_by_id
from viewer.services.types import PassageTag

#: The newest change of a tag, by the uid of its step (a number is given again where a step was
#: rolled back) and its number in the journal: every change of one is journalled.
_State = tuple[str, int]

_remembered: WeakKeyDictionary[Engine | Connection, tuple[_State, Mapping[int, PassageTag]]] = (
    WeakKeyDictionary()
)


def remembered_tags(session: Session) -> Mapping[int, PassageTag]:
    """What `tags_by_id` reads in the state that `session` sees; not to be changed."""
    newest = session.execute(
        select(JournalStep.uid, JournalChange.id)
        .join(JournalStep, JournalStep.id == JournalChange.step_id)
        .where(JournalChange.table_name == Tag.__tablename__)
        .order_by(JournalChange.step_id.desc(), JournalChange.id.desc())
        .limit(1)
    ).first()
    state: _State = (newest.uid, newest.id) if newest else ("", 0)
    engine = session.get_bind()
    known = _remembered.get(engine)
    if known is None or known[0] != state:
        known = _remembered[engine] = (state, tags_by_id(session))
    return known[1]
