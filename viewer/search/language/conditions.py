"""What the catalogue answers for the conditions of a query: values and ids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from viewer.base.messages import Message
from viewer.search.requests import Filters


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a name in the thesaurus. `language` is the language's name in English."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a name in all its languages: any of them is to be found in the words."""

    labels: Sequence[Label]


@dataclass(frozen=True, slots=True)
class Excerpts:
    """The excerpts that a condition lets through: those of `ids`, in any order, and those that
    any of `filters` lets through.

    `complaint` is to be said with the answer; None for none.
    """

    ids: Collection[int] = ()
    filters: tuple[Filters, ...] = ()
    complaint: Message | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The value could not be read. `complaint` says so; the condition is left out."""

    complaint: Message


Resolution = Excerpts | Labels | Refused

#: Gives the catalogue's answer for a field and a value, as they are written in the query.
Resolver = Callable[[str, str], Resolution]
