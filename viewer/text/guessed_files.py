"""A file whose encoding can only be guessed, and how it reads in each that it may be in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in one encoding: the first lines that this encoding makes a difference to."""

    encoding: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuessedFile:
    """A file whose encoding is a guess. `readings` begin with the guess; all bytes fit the others.

    `path` is as an import reaches it.
    """

    path: Path
    readings: tuple[Reading, ...]
