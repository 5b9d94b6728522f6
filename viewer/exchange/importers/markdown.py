"""Markdown (.md): the text as it reads when rendered, without markup; facts from front matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from viewer.base.errors import InputError
from viewer.exchange.importers.block_text import block_text
from viewer.exchange.importers.facts import check_facts, one_line, record_of
from viewer.exchange.importers.file_names import leading_date, readable_stem
from viewer.exchange.importers.front_matter import split_front_matter
from viewer.exchange.importers.records import Outcome, ReadOptions, Warned
from viewer.exchange.importers.source_file import (
    SourceFile,
    decode_source,
    refuse_blank,
    shown_name,
    shown_stem,
)
from viewer.text.canonical import canonical

#: Blocks within blocks. The parser drops without a word what lies deeper.
DEEPEST = 80
_HIDDEN_ELEMENTS = ("<script", "<style")


def read_markdown(file: SourceFile, asked: ReadOptions) -> Iterator[Outcome]:
    """One record of a Markdown file.

    The headline is the front matter's, else the first heading of level one, else the file's name
    made readable; the heading stays in the text. Raises `InputError` where the file is binary,
    blank or nested deeper than `DEEPEST`.
    """
    name = shown_name(file.path)
    decoded, warnings = decode_source(file, asked)
    given, source_text = split_front_matter(canonical(decoded.text))
    tokens = _parse(source_text, name)
    text = canonical(rendered_text(tokens))
    refuse_blank(text, name)
    stem = shown_stem(file.path)
    given["headline"] = given.get("headline") or first_heading(tokens) or readable_stem(stem)
    given["issue_date"] = given.get("issue_date") or leading_date(stem)
    facts, complaints = check_facts(given, name)
    source = file.record(decoded.encoding, "md", facts.citation)
    yield record_of(file.shown, text, facts, source, asked.language)
    yield from warnings
    yield from (Warned(file.shown, complaint) for complaint in complaints)


def first_heading(tokens: Sequence[Token]) -> str:
    """The words of the first heading of level one, on one line; empty if there is none."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            return one_line(_inline_text(inline.children or []))
    return ""


def rendered_text(tokens: Sequence[Token]) -> str:
    """Blocks parted by blank lines, items and table rows by line ends, cells by tabs.

    Numbers of numbered lists stay, since texts refer to them; bullets, rules, addresses of links
    and pictures (but not their descriptions) go.
    """
    rendering = _Rendering()
    for token in tokens:
        rendering.take(token)
    return "".join(rendering.pieces)


_GAP_AFTER = {
    "heading_close": "\n\n",
    "blockquote_close": "\n\n",
    "th_close": "\t",
    "td_close": "\t",
    "tr_close": "\n",
    "table_close": "\n\n",
}


class _Rendering:
    """The text so far, and the gap that the next words are put behind."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._gap = ""
        self._number = ""
        #: The next number of each list that is open, None for bullets.
        self._lists: list[int | None] = []

    def take(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._put(_inline_text(token.children or []))
            case "code_block" | "fence":
                self._put(token.content.rstrip("\n"))
                self._gap = "\n\n"
            case "html_block":
                self._put(block_text(token.content))
                self._gap = "\n\n"
            case "paragraph_close":
                self._gap = "\n" if token.hidden else "\n\n"
            case "list_item_open":
                self._open_item()
            case "ordered_list_open":
                self._lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_close" | "bullet_list_close":
                self._lists.pop()
                self._gap = "\n" if self._lists else "\n\n"
            case other:
                self._gap = _GAP_AFTER.get(other, self._gap)

    def _open_item(self) -> None:
        number = self._lists[-1]
        if number is not None:
            self._number = f"{number}. "
            self._lists[-1] = number + 1

    def _put(self, words: str) -> None:
        self.pieces.extend((self._gap if self.pieces else "", self._number, words))
        self._gap = self._number = ""


def _inline_text(tokens: Sequence[Token]) -> str:
    """The words of a paragraph; wrapped lines become one, as in every rendering."""
    pieces: list[str] = []
    hidden_until = ""
    for token in tokens:
        tag = token.content.casefold() if token.type == "html_inline" else ""
        if hidden_until:
            hidden_until = "" if tag.startswith(hidden_until) else hidden_until
        elif tag.startswith(_HIDDEN_ELEMENTS):
            hidden_until = f"</{tag.lstrip('<').split('>')[0].split()[0]}"
        elif tag.startswith("<br") or token.type == "hardbreak":
            pieces.append("\n")
        elif token.type == "softbreak":
            pieces.append(" ")
        elif token.type in ("text", "code_inline", "image"):
            pieces.append(token.content)
    return "".join(pieces)


def _parse(text: str, name: str) -> list[Token]:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        raise InputError("import.markdown-too-deep", name=name)
    return tokens
