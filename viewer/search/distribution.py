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
        listed = " and ".join(found) if found else "none of them"
        super().__init__(
            f"Search needs the package {WANTED} alone, but {listed} is installed. "
            f"Run: pip uninstall -y Whoosh whoosh3 {WANTED} && pip install {WANTED}==2.7.5"
        )


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
