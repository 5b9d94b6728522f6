"""Saved web pages (.html, .htm): the main text and what the page says of itself.

`hidden` takes out what the page does not show, `main_text` chooses the paragraphs, and
`repeated_facts` takes away the headline and byline above them. Scripts, styles and frames are never
run, shown or fetched.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from viewer.base.errors import InputError
from viewer.base.messages import Message
from viewer.exchange.importers.block_text import Block, block_text, blocks, parse_page
from viewer.exchange.importers.facts import check_facts, record_of
from viewer.exchange.importers.file_names import leading_date, readable_stem
from viewer.exchange.importers.hidden import drop_hidden
from viewer.exchange.importers.main_text import main_blocks
from viewer.exchange.importers.page_facts import json_ld, page_facts
from viewer.exchange.importers.records import Outcome, ReadOptions, Warned
from viewer.exchange.importers.repeated_facts import (
    facts_above,
    stated_times,
    without_repeats,
)
from viewer.exchange.importers.source_file import (
    SourceFile,
    guess_warning,
    refuse_blank,
    shown_name,
    shown_stem,
)
from viewer.text.canonical import canonical
from viewer.text.encoding import Decoded, decode

log = logging.getLogger(__name__)

#: In longer pages nothing is told apart: it would take minutes. Code points of source.
LONGEST_SIFTED = 4_000_000
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
#: Browsers read these names as the wider code page, since pages mean it.
_WIDER = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "iso8859-9": "windows-1254"}


def read_html(file: SourceFile, asked: ReadOptions) -> Iterator[Outcome]:
    """One record of a page: its main text, else all of its text.

    Raises `InputError` where the file is binary, holds no text, or is nested too deeply.
    """
    name = shown_name(file.path)
    decoded = decode_page(file.data, asked)
    refuse_blank(decoded.text, name)
    tree, all_blocks = _shown_page(decoded.text, name)
    given, times, stem = page_facts(tree), stated_times(tree), shown_stem(file.path)
    in_script = json_ld(tree, "articleBody")
    is_sifted = len(decoded.text) <= LONGEST_SIFTED
    found = _sift(tree, name) if is_sifted else None
    _complete(given, found)
    sifted = found.text if found else ""
    paragraphs = _paragraphs(all_blocks, sifted, given["headline"], in_script)
    facts_above(paragraphs, given)
    given["headline"] = given["headline"] or readable_stem(stem)
    given["issue_date"] = given["issue_date"] or leading_date(stem)
    facts, complaints = check_facts(given, name)
    text = canonical("\n\n".join(without_repeats(paragraphs, facts, times)))
    refuse_blank(text, name)
    yield record_of(file.shown, text, facts, file.record(decoded.encoding, "html"), asked.language)
    yield from guess_warning(file, decoded)
    if not is_sifted:
        complaints = (*complaints, Message.of("import.page-too-long", name=name))
    yield from (Warned(file.shown, complaint) for complaint in complaints)


def _shown_page(source: str, name: str) -> tuple[HtmlElement, list[Block]]:
    """The page without what it hides, and its paragraphs.

    Style sheets do not count where they hide everything: then a script was to show the page.
    """
    for by_rules in (True, False):
        tree = parse_page(source)
        if tree is None:
            raise InputError("import.no-page", name=name)
        drop_hidden(tree, by_rules=by_rules)
        all_blocks = list(blocks(tree))
        if any(not block.is_aside for block in all_blocks):
            break
    return tree, all_blocks


def _paragraphs(all_blocks: list[Block], sifted: str, headline: str, in_script: str) -> list[str]:
    """The page's text; where only its JSON-LD holds the article, that (`in_script`)."""
    chosen = main_blocks(all_blocks, sifted, headline)
    if chosen is not None:
        return [block.text for block in chosen]
    lines = block_text(in_script) if "</" in in_script else in_script
    return [line for line in (lines or sifted).split("\n") if line.strip()]


def decode_page(data: bytes, asked: ReadOptions) -> Decoded:
    """The page's source: UTF-8 strictly first, then what the page declares, then a guess.

    Raises `InputError` where it looks binary, or is not in the encoding that was asked for.
    """
    declared = _declared_encoding(data)
    if asked.encoding or not declared or _is_utf8(data):
        return decode(data, asked.encoding, asked.language, asked.guessed_as)
    try:
        return decode(data, declared)
    except InputError:
        return decode(data, "", asked.language, asked.guessed_as)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared_encoding(data: bytes) -> str:
    """The codec that the first `meta` element names, empty where there is none or no such codec."""
    found = _DECLARED.search(data[:4096])
    if not found or data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return ""
    # A `meta` element that can be read as ASCII is not in a file of two bytes a letter.
    return "" if name.startswith(("utf-16", "utf-32")) else _WIDER.get(name, name)


def _sift(tree: HtmlElement, name: str) -> Any:
    """Trafilatura's document for the page, None where it finds nothing. The tree is used up."""
    import trafilatura

    for package in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(package).setLevel(logging.CRITICAL + 1)
    try:
        return trafilatura.bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception:
        # The border to a parser that is not ours: on a page it stumbles over, we have our own.
        log.warning("no main text could be told apart in %s", name, exc_info=True)
        return None


def _complete(given: dict[str, str], found: Any) -> None:
    """Fill what the page does not state in so many words from what was found."""
    if found is not None:
        given["headline"] = found.title or given["headline"]
        given["publication"] = given["publication"] or found.sitename or ""
        given["byline"] = given["byline"] or found.author or ""
        given["issue_date"] = given["issue_date"] or found.date or ""
        given["url"] = given["url"] or found.url or ""
