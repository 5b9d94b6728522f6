"""The formats that texts can be imported from and passages exported in, for a menu."""

from __future__ import annotations

from viewer.exchange.exporters.formats import EXPORT_FORMATS
from viewer.exchange.importers.formats import IMPORT_FORMATS
from viewer.services.types import ExportFormatInfo, ImportFormatInfo


def list_export_formats() -> tuple[ExportFormatInfo, ...]:
    """Each format once, in the order of the registry."""
    return tuple(
        ExportFormatInfo(each.name, each.label, each.suffix, each.use) for each in EXPORT_FORMATS
    )


def list_import_formats() -> tuple[ImportFormatInfo, ...]:
    """Each format once, in the order of the registry."""
    return tuple(
        ImportFormatInfo(each.names[0], each.label, each.suffixes) for each in IMPORT_FORMATS
    )
