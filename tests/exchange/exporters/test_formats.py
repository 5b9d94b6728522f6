from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from viewer.base.errors import InputError
from viewer.exchange.exporters.formats import EXPORT_FORMATS, find_format
from viewer.exchange.exporters.rows import ExportInfo, ExportPassage


def test_every_format_writes_every_quote(
    passage: Callable[..., ExportPassage], info: ExportInfo
) -> None:
    for found in EXPORT_FORMATS:
        stream = io.BytesIO()
        assert found.write.load()(iter([passage(quote="Война 🚩")]), stream, info) == 1
        assert "Война 🚩" in stream.getvalue().decode("utf-8-sig"), found.name
        assert found.suffix.startswith(".")
        assert found.label


def test_formats_by_name() -> None:
    assert find_format(" CSV ").name == "csv"
    assert find_format("md") is find_format("markdown")
    assert find_format("jsonld") is find_format("w3c") is find_format("webannotation")
    with pytest.raises(InputError, match="csv, markdown and webannotation are"):
        find_format("docx")
