"""What can be imported: which format a file has by its name, and how formats are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.exchange.importers.formats import (
    IMPORT_FORMATS,
    format_of,
    known_suffixes,
)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("a.txt", "Plain text"),
        ("А.MD", "Markdown"),
        ("a.markdown", "Markdown"),
        ("a.htm", "HTML"),
        ("a.tsv", "Table (TSV)"),
        ("a.docx", ""),
        ("txt", ""),
    ],
)
def test_the_suffix_tells_the_format(name: str, label: str) -> None:
    found = format_of(Path("folder.txt", name))
    assert (found.label if found else "") == label


def test_formats_are_told_in_words() -> None:
    assert known_suffixes() == ".txt, .md, .html, .csv and .tsv"
    assert known_suffixes("or").endswith(".csv or .tsv")


def test_every_format_says_what_it_is() -> None:
    for each in IMPORT_FORMATS:
        assert each.label
        assert all(suffix.startswith(".") and suffix.islower() for suffix in each.suffixes)


def test_a_file_by_another_suffix_is_read_as_well(
    read: Callable[..., Any], put: Callable[..., Path], tmp_path: Path
) -> None:
    put("a.markdown", "---\ntitle: War\n---\n*Declared* 🚩")
    record = read(tmp_path).only
    assert (record.headline, record.text) == ("War", "Declared 🚩")
