"""Which Whoosh is installed: three distributions own the folder `whoosh/`, one of them is ours."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata

from viewer.base.errors import ViewerError

WANTED = "Whoosh-Reloaded"
RIVALS = ("Whoosh", "whoosh3")


class WrongWhooshError(ViewerError):
    """Another distribution has written over the folder `whoosh/`. `found` names all present."""

    def __init__(self, found: tuple[str, ...]) -> None:
        self.found = found
        which = "search.wrong-whoosh" if found else "search.no-whoosh"
        super().__init__(which, wanted=WANTED, found=found)


def assert_one_whoosh(version: Callable[[str], str] = metadata.version) -> None:
    """Raise `WrongWhooshError` unless Whoosh-Reloaded, and none of its rivals, is installed."""
    found = []
    for name in (WANTED, *RIVALS):
        try:
            version(name)
        except metadata.PackageNotFoundError:
            continue
        found.append(name)
    if found != [WANTED]:
        raise WrongWhooshError(tuple(found))
