"""File names as text that can be shown and stored.

A name whose bytes are no UTF-8 comes from the system with a lone surrogate for each such byte. The
file is opened by that name; but nothing can print or store it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def shown_path(path: Path | str) -> str:
    """`path` with U+FFFD for each byte that is no UTF-8."""
    return _SURROGATE.sub("\ufffd", str(path))


def holds_stray_bytes(text: str) -> bool:
    """Whether `text` came from bytes that are no UTF-8, so that it cannot be stored."""
    return _SURROGATE.search(text) is not None
