"""Where the engines' texts come from: they are made here, or a real corpus given by its path."""

from __future__ import annotations

import csv
import itertools
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from generated_texts import Excerpt, GeneratedTexts, Issue

#: A corpus up to this size is held in memory while it is indexed, so that making it costs nothing.
MOST_HELD = 200_000

#: From so many excerpts of a real corpus the ranks of its words are counted.
_COUNTED = 5_000
_WORD = re.compile(r"[^\W\d_]{2,40}")


class Texts(Protocol):
    """A corpus that can be gone through again and again."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Excerpt]: ...

    def issues(self) -> Iterator[Issue]:
        """Where and when each excerpt was printed, in order."""
        ...

    def words_by_rank(self) -> list[str]:
        """Its words in lower case, most frequent first."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which texts: `excerpts` of the corpus at `path` (0: all), or made of `seed` without one."""

    excerpts: int
    seed: int
    path: str = ""

    def to_json(self) -> str:
        """As a word of a stage's command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Wanted:
        """What `to_json` gave."""
        return cls(**json.loads(text))

    def texts(self) -> Texts:
        """The corpus."""
        if self.path:
            return GivenTexts(Path(self.path), self.excerpts)
        return GeneratedTexts(self.excerpts, self.seed)


class GivenTexts:
    """A folder of `.txt` files, or a CSV manifest with a column `text`; of it the first `most`."""

    def __init__(self, path: Path, most: int) -> None:
        self._path = path
        self._most = most or None
        self._length: int | None = None

    def __len__(self) -> int:
        if self._length is None:
            self._length = sum(1 for _ in self)
        return self._length

    def __iter__(self) -> Iterator[Excerpt]:
        rows = _of_folder(self._path) if self._path.is_dir() else _of_manifest(self._path)
        for number, row in enumerate(itertools.islice(rows, self._most), 1):
            yield Excerpt(
                number,
                row.get("headline") or "",
                row.get("publication") or "",
                row.get("date") or "",
                row.get("language") or "",
                row["text"],
            )

    def issues(self) -> Iterator[Issue]:
        """As `Texts` has it."""
        for excerpt in self:
            yield Issue(excerpt.publication, excerpt.date, excerpt.language)

    def words_by_rank(self) -> list[str]:
        """As `Texts` has it, by the first few thousand texts."""
        counts: Counter[str] = Counter()
        for excerpt in itertools.islice(self, _COUNTED):
            counts.update(_WORD.findall(excerpt.text.lower()))
        return [word for word, _ in counts.most_common()]


def _of_folder(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.rglob("*.txt")):
        yield {"headline": path.stem, "text": path.read_text(encoding="utf-8", errors="replace")}


def _of_manifest(manifest: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(1 << 30)
    with manifest.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


class Supply:
    """Hands out texts once; then `megabytes` of text were handed out, in `seconds` of its own."""

    def __init__(self, texts: Texts) -> None:
        self._texts: Iterable[Excerpt] = list(texts) if len(texts) <= MOST_HELD else texts
        self.megabytes = 0.0
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Excerpt]:
        size = 0
        began = time.perf_counter()
        for excerpt in self._texts:
            size += len(excerpt.text.encode())
            self.seconds += time.perf_counter() - began
            yield excerpt
            began = time.perf_counter()
        self.seconds += time.perf_counter() - began
        self.megabytes = size / 1e6
