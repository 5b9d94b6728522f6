"""The formats that passages can be exported in, for a menu."""

from __future__ import annotations

from viewer.exchange.exporters.formats import FORMATS
from viewer.services.types import ExportFormatInfo


def list_export_formats() -> tuple[ExportFormatInfo, ...]:
    """Each format once, in the order of the registry."""
    distinct = {each.name: each for each in FORMATS.values()}
    return tuple(
        ExportFormatInfo(each.name, each.label, each.suffix, each.use) for each in distinct.values()
    )
