"""What a hit carries while it is dragged to a pane."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

#: The excerpt's id in ASCII.
EXCERPT_MIME = "application/x-archive-viewer-excerpt"


def dropped_excerpt(carried: QMimeData) -> int | None:
    """The id of a dragged excerpt; None for anything else."""
    if not carried.hasFormat(EXCERPT_MIME):
        return None
    digits = bytes(carried.data(EXCERPT_MIME).data())
    return int(digits) if digits.isdigit() else None
