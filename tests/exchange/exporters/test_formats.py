from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from viewer.base.errors import InputError
from viewer.exchange.exporters import FORMATS, ExportInfo, ExportPassage, find_format


def test_every_format_writes_every_quote(
    passage: Callable[..., ExportPassage], info: ExportInfo
) -> None:
    for name, found in FORMATS.items():
        stream = io.BytesIO()
        assert found.write(iter([passage(quote="Война 🚩")]), stream, info) == 1
        assert "Война 🚩" in stream.getvalue().decode("utf-8-sig"), name
        assert found.suffix.startswith(".")
        assert found.label


def test_formats_by_name() -> None:
    assert find_format(" CSV ").name == "csv"
    assert find_format("md") is find_format("markdown")
    assert find_format("jsonld") is find_format("w3c") is find_format("webannotation")
    with pytest.raises(InputError, match="csv, markdown and webannotation are"):
        find_format("docx")
