"""Saved web pages (.html, .htm): the main text and what the page says of itself.

Trafilatura tells the main text from menus and notices, but hands it out normalised (composed
letters, plain spaces). So it only chooses: the words are taken from our own walk over the page.
Scripts, styles and frames are never run, shown or fetched.
"""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from typing import Any

from lxml.html import HtmlElement

from viewer.base.errors import InputError
from viewer.exchange.importers.block_text import Block, blocks, parse_page
from viewer.exchange.importers.facts import check_facts, record_of
from viewer.exchange.importers.file_names import leading_date, readable_stem
from viewer.exchange.importers.page_facts import page_facts
from viewer.exchange.importers.records import Asked, Outcome, Warned
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
#: How much of what was sifted our own blocks must make up. A share of its letters.
COVERED = 0.9
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
#: Browsers read these names as the wider code page, since pages mean it.
_WIDER = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "iso8859-9": "windows-1254"}
_NOT_LETTERS = re.compile(r"[\W_]+")


def read_html(file: SourceFile, asked: Asked) -> Iterator[Outcome]:
    """One record of a page: its main text, else all of its text.

    Raises `InputError` where the file is binary, holds no text, or is nested too deeply.
    """
    name = shown_name(file.path)
    decoded = decode_page(file.data, asked)
    refuse_blank(decoded.text, name)
    tree = parse_page(decoded.text)
    if tree is None:
        raise InputError(f"“{name}” holds no page that can be read; is it an HTML file?")
    given, all_blocks = page_facts(tree), list(blocks(tree))
    is_sifted = len(decoded.text) <= LONGEST_SIFTED
    found = _sift(tree, name) if is_sifted else None
    text = canonical(_main_text(all_blocks, found.text if found else ""))
    refuse_blank(text, name)
    _complete(given, found, shown_stem(file.path))
    facts, complaints = check_facts(given)
    yield record_of(file.shown, text, facts, file.record(decoded.encoding, "html"), asked.language)
    yield from guess_warning(file, decoded)
    if not is_sifted:
        complaints = (*complaints, "is so long that menus and notices came in with its main text.")
    for complaint in complaints:
        yield Warned(file.shown, f"“{name}” {complaint}")


def decode_page(data: bytes, asked: Asked) -> Decoded:
    """The page's source: UTF-8 strictly first, then what the page declares, then a guess.

    Raises `InputError` where it looks binary, or is not in the encoding that was asked for.
    """
    declared = _declared_encoding(data)
    if asked.encoding or not declared or _is_utf8(data):
        return decode(data, asked.encoding, asked.language)
    try:
        return decode(data, declared)
    except InputError:
        return decode(data, "", asked.language)


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


def _main_text(all_blocks: Sequence[Block], sifted: str) -> str:
    """The page's text from the first to the last block that `sifted` holds, menus apart.

    What was sifted out between the two (lists and subheadings, often) is the report's own.
    Blocks and sifted lines are compared by letters and digits. All blocks are taken where
    nothing was sifted, and the sifted text itself where the blocks do not make up most of it.
    """
    lines = {_letters(line) for line in sifted.split("\n")} - {""}
    if not lines:
        return "\n\n".join(block.text for block in all_blocks)
    found = [
        place
        for place, block in enumerate(all_blocks)
        if not block.is_aside and _holds(lines, block.text)
    ]
    covered = sum(len(_letters(all_blocks[place].text)) for place in found)
    if covered < COVERED * sum(map(len, lines)):
        return sifted
    reach = all_blocks[found[0] : found[-1] + 1]
    return "\n\n".join(block.text for block in reach if not block.is_aside)


def _holds(lines: Set[str], block: str) -> bool:
    """Whether a block is among `lines`, as a whole or line by line."""
    parts = {_letters(line) for line in block.split("\n")} - {""}
    return _letters(block) in lines or (bool(parts) and parts <= lines)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFC", text)).casefold()


def _complete(given: dict[str, str], found: Any, stem: str) -> None:
    """Fill what the page does not state in so many words from what was found, then the name."""
    if found is not None:
        given["headline"] = found.title or given["headline"]
        given["publication"] = given["publication"] or found.sitename or ""
        given["byline"] = found.author or given["byline"]
        given["issue_date"] = given["issue_date"] or found.date or ""
        given["url"] = given["url"] or found.url or ""
    given["headline"] = given["headline"] or readable_stem(stem)
    given["issue_date"] = given["issue_date"] or leading_date(stem)
