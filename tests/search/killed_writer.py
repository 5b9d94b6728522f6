"""A writer that is killed at a chosen moment: to be run in a process of its own."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.search.small_index import KEY, STAMP
from viewer.search.columnar.writing import changes, runs
from viewer.search.engine import IndexText
from viewer.search.index.index_folder import IndexFolder

#: What a writer asks of the system that shows in the folder.
_CALLS = ((os, "fsync"), (os, "replace"), (os, "unlink"), (os, "open"), (io, "open"))

#: What `write` sets: the bounds of runs and segments.
BOUNDS = (
    (runs, "RUN_TEXTS"),
    (runs, "MOST_DOCUMENTS"),
    (changes, "MOST_DOCUMENTS"),
    (changes, "FAN"),
)


@dataclass(frozen=True)
class Change:
    """What is written: a whole index, or a change of one. `step` goes into the stamp."""

    step: int
    texts: Sequence[IndexText]
    deleted: Sequence[int] | None = None
    run_texts: int = 4
    most_documents: int = 12
    fan: int = 3


def write(folder: Path, change: Change) -> None:
    """Write it, in small runs and segments."""
    most = change.most_documents
    for (module, name), bound in zip(
        BOUNDS, (change.run_texts, most, most, change.fan), strict=True
    ):
        setattr(module, name, bound)
    index, stamp = IndexFolder(folder, KEY), replace(STAMP, step=change.step)
    if change.deleted is None:
        index.build(change.texts, 0, stamp)
    else:
        index.update(change.texts, change.deleted, stamp)


def write_until(moment: int, folder: Path, change: Change) -> None:
    """Write it, and die before (or, if `moment` is odd, after) call `moment // 2` of the system."""
    left = [moment]

    def tell() -> None:
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

    def told(act: Callable[..., Any]) -> Callable[..., Any]:
        def acting(*arguments: Any, **options: Any) -> Any:
            tell()
            found = act(*arguments, **options)
            tell()
            return found

        return acting

    for module, name in _CALLS:
        setattr(module, name, told(getattr(module, name)))
    write(folder, change)
