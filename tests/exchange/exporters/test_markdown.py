from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from viewer.exchange.exporters.markdown import write
from viewer.exchange.exporters.markdown_text import escape_line, escape_text
from viewer.exchange.exporters.rows import ExportInfo, ExportPassage

Make = Callable[..., ExportPassage]
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _rendered(source: str) -> str:
    """What a reader of the rendered text sees; anything but plain paragraphs fails."""
    paragraphs = []
    for token in PARSER.parse(source):
        assert token.type in (
            "blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline",
        ), token  # fmt: skip
        if token.type == "inline":
            for child in token.children or []:
                assert child.type in ("text", "hardbreak"), child
            paragraphs.append(
                "".join("\n" if c.type == "hardbreak" else c.content for c in token.children or [])
            )
    return "\n\n".join(paragraphs)


def _written(passages: list[ExportPassage], info: ExportInfo) -> str:
    stream = io.BytesIO()
    assert write(passages, stream, info) == len(passages)
    assert not stream.closed
    return stream.getvalue().decode("utf-8")


def test_a_section_for_each_newspaper(passage: Make, info: ExportInfo) -> None:
    text = _written(
        [
            passage(),
            passage(publication="Izvestia", state="moved", note="", tags=()),
            passage(publication="The Guardian", quote="Another."),
            passage(publication=""),
        ],
        info,
    )
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Passages from Manchuria, 1945",
        "## The Guardian",
        "## Izvestia",
        "## Newspaper not known",
        "## Texts",
    ]
    assert text.count("> Another.[^2]") == 1
    assert "4 passages; query: newspaper:guardian; exported 2026-02-03T04:05:06Z" in text
    assert "Tags: framing/liberation, actor/Soviet Union" in text
    assert "Note: What a\\\nnote!" in text
    assert "“Russia Joins War,” The Guardian (Manchester), August 14, 1945, p. 5." in text
    assert f"p. 5. Text: version 1, characters 10–{passage().end}." in text
    assert ", moved." in text


def test_the_quote_is_a_block_quotation(passage: Make, info: ExportInfo) -> None:
    one = passage(quote="# One\n\n- *two*\n    three\u00a0\n\n\n1. four")
    text = _written([one], info)
    quotation = "\n".join(line for line in text.splitlines() if line.startswith(">"))
    assert _rendered(quotation) == f"{one.quote}[^1]"


def test_no_passages(info: ExportInfo) -> None:
    assert "0 passages" in _written([], info)


@pytest.mark.parametrize(
    "line",
    [
        "1. x", "12) x", "- x", "+ x", "===", "---", "***", "# x", "> x", "```", "~~~", ":--",
        "<b>", "a|b", "&amp;", "[a](b)",
    ],
)  # fmt: skip
def test_markup_is_literal(line: str) -> None:
    assert _rendered(escape_line(line)) == line
    assert _rendered(f"text\\\n{escape_line(line)}") == f"text\n{line}"


_WORDS = st.text(
    alphabet="ab1 \n\t.)(-+=*_`~#>|<&;:!\\[]\"'Ж🚩\u0301\u00a0", max_size=40
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(_WORDS)
@example("\n\n")
@example(" a \n\n\n b\n")
@example("a\\\nb")
def test_texts_render_as_they_stand(text: str) -> None:
    escaped = escape_text(text)
    assert _rendered(escaped) == text
    quotation = "\n".join(f"> {line}".rstrip() for line in escaped.split("\n"))
    assert _rendered(quotation) == text
