"""Texts on their way into the index, counted as they pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from viewer.base.jobs import CancelToken, Progress
from viewer.search.engine import IndexText

#: Excerpts between two reports of progress.
STRIDE = 50


class CountedTexts:
    """Texts counted for `progress`, none of them twice. Iterating raises `Cancelled`."""

    def __init__(
        self, texts: Iterable[IndexText], count: int, progress: Progress, cancel: CancelToken
    ) -> None:
        self._texts = texts
        self._count = count
        self._progress = progress
        self._cancel = cancel
        self._ids: list[int] = []

    def __iter__(self) -> Iterator[IndexText]:
        for text in self._texts:
            if len(self._ids) % STRIDE == 0:
                self._cancel.check()
                self._progress(len(self._ids), self._count)
            self._ids.append(text.excerpt_id)
            yield text

    def finish(self) -> None:
        """Say that all are there. Raises `ValueError` where an excerpt came twice."""
        if len(set(self._ids)) < len(self._ids):
            raise ValueError("an excerpt comes twice in one batch")
        self._progress(len(self._ids), self._count)
