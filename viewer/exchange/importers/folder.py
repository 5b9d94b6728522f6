"""The files under some paths, in sorted order, each once, and none that a table lists."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.base.file_names import shown_path
from viewer.base.messages import Message
from viewer.exchange.importers.csv_manifest import Outline, outline
from viewer.exchange.importers.formats import ImportFormat, format_of
from viewer.exchange.importers.records import ReadOptions, Skipped
from viewer.exchange.importers.source_file import os_trouble, shown_name

#: Folders with this ending are indexes of archives.
INDEX_SUFFIX = ".index"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. `texts` is how many it seems to hold: a table's rows, else 1."""

    path: Path
    texts: int


def walk(
    paths: Sequence[Path], forced: ImportFormat | None, asked: ReadOptions
) -> Iterator[Found | Skipped]:
    """Every file that `paths` name or hold, folders entered to any depth.

    Hidden entries of folders and indexes of archives are passed over. Links are followed, and no
    folder is entered twice, so a link to a folder above ends there. A file that a table lists,
    the table being named too or lying above or beside it, is left to the table. A folder that
    cannot be listed, or that holds nothing, is a `Skipped`. `forced` is the format of every file.
    Raises `Cancelled` when asked to stop.
    """
    yield from _Walk(forced, asked).go(paths)


class _Walk:
    """What was seen on the way. Real paths are looked up only where something can come twice."""

    def __init__(self, forced: ImportFormat | None, asked: ReadOptions) -> None:
        self._forced = forced
        self._asked = asked
        self._outlines: dict[Path, Outline] = {}
        self._listed: set[str] = set()
        self._entered: set[tuple[int, int]] = set()
        #: Files found and folders accounted for, so that an empty one can be told.
        self._seen = 0
        self._taken: set[str] | None = None

    def go(self, paths: Sequence[Path]) -> Iterator[Found | Skipped]:
        self._taken = set() if len(paths) > 1 else None
        self._look_over(path for path in paths if path.is_file())
        for path in paths:
            before = self._seen
            yield from self._descend(path)
            if self._seen == before and path.is_dir():
                reason = Message.of("import.empty-folder", name=shown_name(path))
                yield Skipped(shown_path(path), reason)

    def _descend(self, top: Path) -> Iterator[Found | Skipped]:
        waiting = [top]
        while waiting:
            self._asked.cancel.check()
            path = waiting.pop()
            try:
                is_folder = path.is_dir()
                children = self._enter(path) if is_folder else ()
            except OSError as error:
                self._seen += 1
                yield Skipped(shown_path(path), os_trouble(path, error))
                continue
            if is_folder:
                waiting.extend(reversed(children))
                continue
            self._seen += 1
            if not self._is_taken(path):
                table = self._outlines.pop(path, None)
                yield Found(path, table.rows if table else 1)

    def _enter(self, folder: Path) -> Sequence[Path]:
        """The entries to look at, sorted by name; none where the folder was entered before."""
        facts = folder.stat()
        identity = (facts.st_dev, facts.st_ino)
        if identity in self._entered:
            self._seen += 1
            return ()
        self._entered.add(identity)
        children = sorted(child for child in folder.iterdir() if not _is_passed_over(child))
        self._look_over(child for child in children if self._is_table(child) and child.is_file())
        return children

    def _look_over(self, candidates: Iterator[Path]) -> None:
        for path in candidates:
            if self._is_table(path):
                self._asked.cancel.check()
                self._outlines[path] = outline(path, self._asked)
                self._listed |= self._outlines[path].listed

    def _is_table(self, path: Path) -> bool:
        format = self._forced or format_of(path)
        return format is not None and format.is_table

    def _is_taken(self, path: Path) -> bool:
        """Whether a table lists the file, or it was found before; from now on it was."""
        if not self._listed and self._taken is None:
            return False
        real = os.path.realpath(path)
        if real in self._listed or (self._taken is not None and real in self._taken):
            return True
        if self._taken is not None:
            self._taken.add(real)
        return False


def _is_passed_over(path: Path) -> bool:
    """Whether an entry of a folder is hidden, or an index."""
    is_index = path.suffix.casefold() == INDEX_SUFFIX
    return path.name.startswith(".") or (is_index and path.is_dir())
