"""What searches read of the catalogue again and again, kept while no change touches it.

A search asks for the codebook, the newspapers and the conditions of its query each time. Read from
the database, the texts under one large tag alone cost more than all the rest of the answer. So each
part is kept in memory, and brought up to date by what the journal says was changed since: one tag
set costs one row, and nothing else is read again.

A part is always that of the state which the caller's session sees. A session on an older state
(a long export, while somebody tags) is answered from the database.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from sqlalchemy.orm import Session

from viewer.base.ids import StepId
from viewer.base.jobs import CancelToken
from viewer.catalogue.row_ids import RowIds
from viewer.services.archive.archive import Archive, newest_step
from viewer.services.archive.changes_since import touched_rows

T = TypeVar("T")

#: Rows of one table that a part is patched with; past them it is read again.
MOST_PATCHED = 20_000

#: How often reading ahead begins again because the archive was changed meanwhile.
_TRIES = 3


@dataclass(frozen=True)
class CachedPart(Generic[T]):
    """Something that is read of the catalogue whole.

    `tables` are those whose rows it is made from. `patched(value, session, rows)` gives it after
    these rows of these tables were changed, as a new value, because others may be reading the old
    one; None where it had better be loaded again. The session sees the changed state.
    """

    name: str
    tables: frozenset[str]
    load: Callable[[Session], T]
    patched: Callable[[T, Session, Mapping[str, RowIds]], T | None] = lambda *_: None


class CatalogueCache:
    """Parts of one archive's catalogue. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        #: The step and its uid that all values are of; none yet.
        self._state: tuple[StepId, str] | None = None
        self._values: dict[CachedPart[Any], Any] = {}

    def of(self, session: Session) -> CatalogueReading:
        """The parts in the state that a session sees."""
        return CatalogueReading(session, self)

    def get(self, reading: CatalogueReading, part: CachedPart[T]) -> T:
        """See `CatalogueReading.get`."""
        with self._lock:
            if not self._catch_up(reading):
                return part.load(reading.session)
            if part not in self._values:
                self._values[part] = part.load(reading.session)
            return cast(T, self._values[part])

    def if_known(self, reading: CatalogueReading, part: CachedPart[T]) -> T | None:
        """See `CatalogueReading.if_known`."""
        with self._lock:
            return cast(T, self._values.get(part)) if self._catch_up(reading) else None

    def read_ahead(
        self, archive: Archive, parts: Iterable[CachedPart[Any]], cancel: CancelToken
    ) -> None:
        """Load parts that are not known. Nobody waits for it meanwhile. Raises `Cancelled`."""
        for part in parts:
            for _ in range(_TRIES):
                cancel.check()
                with archive.reading() as session:
                    reading = self.of(session)
                    if self.if_known(reading, part) is not None:
                        break
                    value = part.load(session)
                    with self._lock:
                        # Else it was changed since this session began, and is loaded once more.
                        if self._catch_up(reading):
                            self._values[part] = value
                            break

    def _catch_up(self, reading: CatalogueReading) -> bool:
        """Bring all values to the state that is read; False where that is an older one."""
        step, _uid = reading.state
        if self._state == reading.state:
            return True
        if self._state is not None and step <= self._state[0]:
            return False
        rows: Mapping[str, RowIds] = {}
        if self._state is not None:
            tables = sorted(frozenset[str]().union(*(part.tables for part in self._values)))
            rows = touched_rows(reading.session, self._state[0], tables, MOST_PATCHED)
        self._values = dict(self._after(reading.session, rows))
        self._state = reading.state
        return True

    def _after(
        self, session: Session, rows: Mapping[str, RowIds]
    ) -> Iterable[tuple[CachedPart[Any], Any]]:
        for part, value in self._values.items():
            of_part = {name: ids for name, ids in rows.items() if name in part.tables}
            if not of_part:
                yield part, value
            elif not any(ids.many for ids in of_part.values()):
                patched = part.patched(value, session, of_part)
                if patched is not None:
                    yield part, patched


class CatalogueReading:
    """The catalogue in the state that one session sees, its cached parts by it."""

    def __init__(self, session: Session, cache: CatalogueCache) -> None:
        self.session = session
        #: The newest step and its uid.
        self.state = newest_step(session)
        self._cache = cache

    def get(self, part: CachedPart[T]) -> T:
        """A small part, loaded now if it is not known."""
        return self._cache.get(self, part)

    def if_known(self, part: CachedPart[T]) -> T | None:
        """A large part, if it has been read ahead; loading it takes longer than an answer may."""
        return self._cache.if_known(self, part)
