"""The answers to conditions that were resolved last, for the reads that follow a search.

After a page of hits, its marks in every open text, its suggestions, its next page and the count of
an export ask the same conditions of the same state of the archive.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from viewer.search.language.conditions import Resolution

#: Each may hold the id of every text, eight bytes a text.
_MOST = 16


class ResolvedTermCache:
    """Keeps a few answers; the key names the state of the archive too. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[Hashable, Resolution] = OrderedDict()

    def get(self, key: Hashable, resolve: Callable[[], Resolution]) -> Resolution:
        """The answer of this key; `resolve` gives it where it is not known."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        answer = resolve()  # outside the lock: others need not wait for a long one
        with self._lock:
            self._known[key] = answer
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
        return answer
