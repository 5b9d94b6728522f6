"""The text of an HTML page or fragment, block by block; nothing in it runs or is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from viewer.base.errors import InputError

#: Elements whose content no reader of the page sees as text.
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "iframe", "frame", "frameset", "object",
    "embed", "applet", "svg", "math", "canvas", "audio", "video", "map", "head", "title",
    "meta", "link", "select", "datalist", "textarea", "button",
})  # fmt: skip
#: Elements that begin and end a paragraph, and those that begin and end a line only.
_PARAGRAPHS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dl",
    "div", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "ul",
})  # fmt: skip
_LINES = frozenset({
    "br", "caption", "dd", "dt", "legend", "li", "option", "tr",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
#: What stands beside the text of a page.
_ASIDE = frozenset({"nav", "aside", "footer", "menu", "dialog"})
#: HTML's own white space: the no-break space is none of it.
_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, never blank. `is_aside` where it is a menu or the like: by the element that it
    stands in, or because most of it is links.
    """

    text: str
    is_aside: bool


def parse_page(source: str) -> html.HtmlElement | None:
    """The tree of a page; None where nothing in it is HTML.

    The parser loads nothing, knows no entities but HTML's, and stops at 256 levels, for which
    `InputError` is raised, since the text beyond would be missing.
    """
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError(
            "The page nests its elements too deeply to be read whole; save it as plain text "
            "(.txt) and import that."
        )
    return tree


def block_text(source: str) -> str:
    """The text of a fragment of HTML: its blocks parted by blank lines."""
    tree = parse_page(source) if source.strip() else None
    return "" if tree is None else "\n\n".join(block.text for block in blocks(tree))


def blocks(tree: html.HtmlElement) -> Iterator[Block]:
    """The paragraphs of a page in order, white space as a browser shows it.

    Lines within a paragraph (`br`, list items, table rows) end in LF, cells in a tab. White space
    in `pre` stays as it is. No-break spaces and combining marks stay.
    """
    flow = _Flow()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_start = event == "start"
        if tag in _PARAGRAPHS:
            yield from flow.finish()
        flow.step(tag, is_start)
        flow.add((element.text if is_start else element.tail) or "")
    yield from flow.finish()


class _Flow:
    """The paragraph that is being put together."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._unseen = 0
        self._verbatim = 0
        self._aside = 0
        self._links = 0
        #: Of the paragraph, code points in links less those outside.
        self._linked = 0

    def step(self, tag: str, is_start: bool) -> None:
        """Go through the start or the end of an element."""
        by = 1 if is_start else -1
        if tag in _UNSEEN:
            self._unseen += by
        elif tag == "pre":
            self._verbatim += by
        elif tag in _ASIDE:
            self._aside += by
        elif tag == "a":
            self._links += by
        elif tag == "br":
            self._pieces.append("\n" if is_start else "")
        elif tag in _LINES and not "".join(self._pieces[-1:]).endswith("\n"):
            self._pieces.append("\n")
        elif tag in _CELLS and not is_start:
            self._pieces.append("\t")

    def add(self, text: str) -> None:
        """Add the text of a node, unless it is in something that nobody sees."""
        if text and not self._unseen:
            self._pieces.append(text if self._verbatim else _SPACES.sub(" ", text))
            letters = len(text.strip())
            self._linked += letters if self._links else -letters

    def finish(self) -> Iterator[Block]:
        """The paragraph so far, if it is not blank, and begin another."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if self._verbatim:
            text = text.strip("\n")
        else:
            text = re.sub(r" {2,}", " ", text)
            text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
            text = re.sub(r"\n{3,}", "\n\n", text).strip(" \t\n")
        if text.strip():
            yield Block(text, is_aside=self._aside > 0 or self._linked > 0)
        self._linked = 0
