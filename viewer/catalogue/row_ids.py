"""Which rows a change touched, by key: what the recorder collects and subscribers are told.

The memory is bounded: of a table that more than `MOST_ROWS` rows of were touched it is only said
that there were many, because whoever shows so many rows reads its page again anyhow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

#: Rows of one table that are told one by one.
MOST_ROWS: Final = 2000

#: A row's primary key: its id, or the columns of a composite key in the table's order
#: (`tagging`: annotation id, tag id; `event_report`: event id, excerpt id).
RowKey = int | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RowIds:
    """The rows of one table that a change inserted, updated and deleted, each in one of the three.

    A row that was inserted and updated in the same change counts as inserted, one that was inserted
    and deleted is not mentioned. Where `many` is set the keys are unknown, and the three are empty.
    """

    inserted: frozenset[RowKey] = frozenset()
    updated: frozenset[RowKey] = frozenset()
    deleted: frozenset[RowKey] = frozenset()
    many: bool = False

    @property
    def all(self) -> frozenset[RowKey]:
        """Every key that the change touched. Raises `ValueError` where there are too many."""
        if self.many:
            raise ValueError("too many rows were changed to name them; ask `many` first")
        return self.inserted | self.updated | self.deleted

    def ids(self, column: int = 0) -> frozenset[int]:
        """The distinct values of one column of the keys, such as the tags of `tagging` (1).

        For a table with one id these are the ids. Raises `ValueError` like `all`.
        """
        return frozenset(key[column] if isinstance(key, tuple) else key for key in self.all)


#: Said of a table that too many rows changed of, or that is not known any better.
MANY: Final = RowIds(many=True)


class TouchedRows:
    """The rows that one change has touched so far, as what remains of them in the end."""

    def __init__(self, most: int | None = None) -> None:
        """Past `most` rows of a table (or `MOST_ROWS`) they are no longer told one by one."""
        self._most = MOST_ROWS if most is None else most
        #: By table and key the action that remains; None for a table with too many rows.
        self._actions: defaultdict[str, dict[RowKey, str] | None] = defaultdict(dict)

    def add(self, table: str, action: str, keys: Iterable[RowKey]) -> None:
        """Note that `action` (`insert`, `update` or `delete`) was then done to these rows."""
        actions = self._actions[table]
        if actions is None:
            return
        for key in keys:
            _note(actions, key, action)
            if len(actions) > self._most:
                self._actions[table] = None
                return

    def by_table(self) -> Mapping[str, RowIds]:
        """What remains, by table; a table whose changes cancel out is not mentioned."""
        found = {table: _row_ids(actions) for table, actions in self._actions.items()}
        return {table: ids for table, ids in found.items() if ids.many or ids.all}


def _note(actions: dict[RowKey, str], key: RowKey, action: str) -> None:
    before = actions.get(key)
    if before == "insert" and action == "delete":
        del actions[key]
    elif before == "delete" and action == "insert":
        actions[key] = "update"
    elif before != "insert":
        actions[key] = action


def _row_ids(actions: dict[RowKey, str] | None) -> RowIds:
    if actions is None:
        return MANY

    def of(action: str) -> frozenset[RowKey]:
        return frozenset(key for key, done in actions.items() if done == action)

    return RowIds(of("insert"), of("update"), of("delete"))
