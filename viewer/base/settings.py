"""The user's settings: small, in one JSON file, never in an archive."""

from __future__ import annotations

import getpass
import json
import logging
import secrets
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)


@dataclass
class Settings:
    """What the program remembers between runs. Unknown keys in the file are ignored."""

    theme: str = "light"
    #: The name that journal steps and annotations carry.
    who: str = ""
    #: Base64 of the window's geometry.
    geometry: str = ""
    panes: int = 2
    #: "folded" or "shown" where the user decided about the side panel, else empty.
    right_side: str = ""
    #: "over" or "beside" where the user decided how it lies to the papers, else empty.
    side_place: str = ""
    #: The parts of the side panel that are open.
    side_parts: list[str] = field(default_factory=lambda: ["codebook", "passage"])
    #: Pixels as the user last drew them, 0 for never.
    side_width: int = 0
    hits_width: int = 0
    lists_height: int = 0
    hits_folded: bool = False
    lists_open: bool = False
    #: Per cent of the usual size of type in the panes.
    zoom: int = 100
    recent_tags: list[str] = field(default_factory=list)
    recent_archives: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read `path`; a missing or damaged file gives the defaults."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError) as error:
            logger.info("settings not read: %s", error)
            return cls()
        return cls._from_json(raw)

    @classmethod
    def _from_json(cls, raw: Any) -> Settings:
        plain = cls()
        if isinstance(raw, dict):
            for each in fields(cls):
                value = raw.get(each.name)
                # Not isinstance: true is no number of pixels.
                if type(value) is type(getattr(plain, each.name)):
                    setattr(plain, each.name, value)
        return plain

    def save(self, path: Path) -> None:
        """Write to `path`, whole or not at all."""
        partial = path.with_suffix(f".{secrets.token_hex(4)}.part")
        # A path that is no UTF-8 is kept as JSON's escapes, and read back as the same path.
        written = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        partial.write_text(written, encoding="utf-8", errors="backslashreplace")
        partial.replace(path)


def user_name() -> str:
    """The name of the person at the keyboard as the system knows it, or "reader"."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reader"
