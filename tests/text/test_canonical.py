"""Canonical text: line ends and one byte order mark, and nothing else."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viewer.text.canonical import canonical, sha256_of_bytes, sha256_of_text

SAMPLE = "\ufeffВойна 🚩 объявлена.\r\nThe cafe\u0301 at\u00a0Harbin\rburned.\n"


def test_changes_the_mark_and_the_line_ends_only() -> None:
    assert canonical(SAMPLE) == "Война 🚩 объявлена.\nThe cafe\u0301 at\u00a0Harbin\nburned.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("\r\n", "\n"),
        ("\r\r\n\n", "\n\n\n"),
        ("\n\r", "\n\n"),
        ("\ufeff\ufeffa", "\ufeffa"),
        ("a\ufeff", "a\ufeff"),
        (" a\u2028b\x0c\x85\u00ad ", " a\u2028b\x0c\x85\u00ad "),
        ("и\u0306", "и\u0306"),
    ],
)
def test_examples(text: str, expected: str) -> None:
    assert canonical(text) == expected


@given(st.text(alphabet="a\r\n\ufeff\u00a0é🚩"))
@example("\r\ufeff\n")
def test_again_changes_nothing_unless_another_mark_leads(text: str) -> None:
    once = canonical(text)
    if not once.startswith("\ufeff"):
        assert canonical(once) == once


@given(st.text())
def test_keeps_every_character_but_carriage_returns(text: str) -> None:
    kept = canonical(text).replace("\n", "")
    assert kept == text.removeprefix("\ufeff").replace("\r", "").replace("\n", "")
    assert "\r" not in canonical(text)


def test_sums_are_of_the_bytes() -> None:
    assert sha256_of_bytes(b"") == hashlib.sha256(b"").hexdigest()
    assert sha256_of_text(SAMPLE) == sha256_of_bytes(SAMPLE.encode())
    assert len(sha256_of_text("\ud800")) == 64
