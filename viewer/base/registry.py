"""One list for each kind of thing that the program has several of: formats, columns, fields.

An entry describes itself and names its implementation without importing it, so that a list can be
shown (in a menu, in `--help`) at the cost of its own module only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Generic, Protocol, TypeVar, cast

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lazy(Generic[T]):
    """A function or constant of a module that is imported at the first `load`.

    The type checker cannot follow the name; `tests/test_registries.py` loads every entry.
    """

    module: str
    name: str

    def load(self) -> T:
        """The thing itself. A module that is not there is a bug and raises as such."""
        return cast(T, getattr(import_module(self.module), self.name))


class Named(Protocol):
    """What an entry must have: every name it may be asked for by, its own first, in lower case."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be asked for by."""
        ...


E = TypeVar("E", bound=Named)


class Registry(Generic[E]):
    """The entries of one kind, in the order in which they are shown.

    Nothing is derived from `entries` ahead of use, so a test may add one for its duration.
    """

    def __init__(self, *entries: E) -> None:
        self.entries = entries

    def __iter__(self) -> Iterator[E]:
        return iter(self.entries)

    def find(self, name: str) -> E | None:
        """The entry that has this name, in any case."""
        wanted = name.strip().casefold()
        return next((each for each in self.entries if wanted in each.names), None)

    def __getitem__(self, name: str) -> E:
        """The entry of this name, which is known to be there."""
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of every entry, those that come first before the others."""
        first = [each.names[0] for each in self.entries]
        others = (name for each in self.entries for name in each.names[1:])
        return (*first, *others)
