"""What a query asks of a thesaurus: which of its words are labels of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from viewer.search.analysis.stop_words import STOP_WORDS
from viewer.search.language.conditions import Label
from viewer.text.scripts import script_of

#: A word of so few letters is no name that could be told from other words.
SHORT = 2


@dataclass(frozen=True, slots=True)
class NamedRun:
    """Words `first` to `end` (half open) of a query that are a label, and the labels that the
    names so called have, the matched one too."""

    first: int
    end: int
    labels: tuple[Label, ...]


class Thesaurus(Protocol):
    """The labels of one state of a catalogue."""

    def runs(self, words: Sequence[str], owners: Sequence[int]) -> list[NamedRun]:
        """The longest runs of exact forms that are labels, in order, never overlapping.

        `owners` numbers, word by word, what was written: `Port-Arthur` is two words of one owner,
        which a run has both or neither of.
        """
        ...


def is_telling(exacts: Sequence[str]) -> bool:
    """Whether exact forms are worth looking for: not all of them common words ("us", of the United
    States, is one) or a letter or two of an alphabet."""
    return any(exact not in STOP_WORDS and not _is_short(exact) for exact in exacts)


def _is_short(exact: str) -> bool:
    return len(exact) <= SHORT and script_of(exact) in ("latin", "cyrillic")
