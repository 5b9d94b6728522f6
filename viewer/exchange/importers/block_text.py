"""The text of an HTML page or fragment, block by block; nothing in it runs or is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from viewer.base.errors import InputError

#: Elements whose content no reader of the page sees as text.
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "iframe", "frame", "frameset", "noframes",
    "object", "embed", "applet", "svg", "math", "canvas", "audio", "video", "map", "head", "title",
    "meta", "link", "select", "datalist", "textarea", "button", "label", "input", "output",
    "progress", "meter", "rp",
})  # fmt: skip
#: Elements that begin and end a paragraph, and those that begin and end a line only.
_PARAGRAPHS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dl",
    "div", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
    "summary", "table", "ul",
})  # fmt: skip
_LINES = frozenset({
    "br", "caption", "dd", "dt", "legend", "li", "option", "tr",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
#: Elements that hold paragraphs, as a `p` or a heading does not.
_SECTIONS = frozenset({
    "article", "aside", "body", "center", "details", "dialog", "div", "fieldset", "footer", "form",
    "header", "main", "nav", "search", "section", "td", "th",
})  # fmt: skip
#: What stands beside the text of a page: elements, and values of `role`.
_ASIDE = frozenset({"nav", "aside", "footer", "menu", "dialog", "search"})
_ASIDE_ROLES = frozenset({
    "navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu",
    "menubar", "toolbar", "banner",
})  # fmt: skip
#: Words of a class or an id that speak of something else than the text.
_SUSPECT = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert(?:s|ising|isement)?|banner|breadcrumbs?|comments?|cookies?|menu|"
    r"navbar|navigation|newsletter|pager|pagination|popup|promo|related|share|sharing|sidebar|"
    r"social|sponsored|subscribe)(?:$|[\s_-])",
    re.IGNORECASE,
)
_WHOLE_PAGE = frozenset({"html", "body", "main", "article", "form"})
#: HTML's own white space: the no-break space is none of it.
_SPACES = re.compile(r"[ \t\n\r\f]+")
_PARTING = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Section:
    """The element that holds a paragraph: `number` is its own in the page.

    `kin` is the same for elements beside it of the same tag and class.
    """

    number: int
    kin: tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, never blank.

    `is_aside` where it is a menu or the like: by the element that it stands in, or because most
    of it is links. `is_suspect` where only a class or an id says so. `tag` is that of the element
    which it is the text of.
    """

    text: str
    is_aside: bool
    is_suspect: bool
    tag: str
    section: Section


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
        raise InputError("import.page-too-deep")
    return tree


def block_text(source: str) -> str:
    """The text of a fragment of HTML: its blocks parted by blank lines."""
    tree = parse_page(source) if source.strip() else None
    return "" if tree is None else "\n\n".join(block.text for block in blocks(tree))


def blocks(tree: html.HtmlElement) -> Iterator[Block]:
    """The paragraphs of a page in order, white space as a browser shows it.

    Lines within a paragraph (`br`, list items, table rows) end in LF, cells in a tab; two `br`
    part paragraphs, and so does a cell that holds some. White space in `pre` stays as it is.
    No-break spaces and combining marks stay.
    """
    flow = _Flow()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_start = event == "start"
        if tag in _PARAGRAPHS or (tag in _CELLS and _lays_out(element)):
            yield from flow.finish()
        flow.step(element, tag, is_start)
        flow.add((element.text if is_start else element.tail) or "")
    yield from flow.finish()


def _lays_out(cell: html.HtmlElement) -> bool:
    """Whether a cell holds paragraphs: its table lays out a page, and is none of figures."""
    breaks = 0
    for element in cell.iterdescendants():
        breaks += element.tag == "br"
        if element.tag in _PARAGRAPHS or breaks > 1:
            return True
    return False


class _Flow:
    """The paragraph that is being put together."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._unseen = 0
        self._verbatim = 0
        self._aside = 0
        self._suspect = 0
        self._links = 0
        #: Of the paragraph, code points in links less those outside.
        self._linked = 0
        self._count = 0
        self._sections = [Section(0, (0, "", ""))]
        self._open: list[str] = [""]
        #: What holds the paragraph, from its first letter on.
        self._home: tuple[Section, str] | None = None

    def step(self, element: html.HtmlElement, tag: str, is_start: bool) -> None:
        """Go through the start or the end of an element."""
        by = 1 if is_start else -1
        if tag in _UNSEEN:
            self._unseen += by
        elif tag in _PARAGRAPHS or tag in _CELLS:
            self._step_paragraph(element, tag, by)
        elif tag == "a":
            self._links += by
        elif tag == "br":
            self._pieces.append("\n" if is_start else "")
        elif tag in _LINES and not "".join(self._pieces[-1:]).endswith("\n"):
            self._pieces.append("\n")
        if tag in _CELLS and not is_start and self._pieces:
            self._pieces.append("\t")

    def _step_paragraph(self, element: html.HtmlElement, tag: str, by: int) -> None:
        name = element.get("class", "")
        if tag == "pre":
            self._verbatim += by
        if tag in _ASIDE or element.get("role", "").strip().casefold() in _ASIDE_ROLES:
            self._aside += by
        if tag not in _WHOLE_PAGE and _SUSPECT.search(f"{name} {element.get('id', '')}"):
            self._suspect += by
        if by > 0:
            self._open.append(tag)
        else:
            self._open.pop()
        if tag in _SECTIONS and by > 0:
            self._count += 1
            kin = (self._sections[-1].number, tag, name)
            self._sections.append(Section(self._count, kin))
        elif tag in _SECTIONS:
            self._sections.pop()

    def add(self, text: str) -> None:
        """Add the text of a node, unless it is in something that nobody sees."""
        if text and not self._unseen:
            self._pieces.append(text if self._verbatim else _SPACES.sub(" ", text))
            letters = len(text.strip())
            self._linked += letters if self._links else -letters
            if letters and self._home is None:
                self._home = self._sections[-1], self._open[-1]

    def finish(self) -> Iterator[Block]:
        """The paragraph so far, if it is not blank, and begin another."""
        text = "".join(self._pieces)
        self._pieces.clear()
        parts = [text.strip("\n")]
        if not self._verbatim:
            text = re.sub(r" {2,}", " ", text)
            text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
            parts = _PARTING.split(text.strip(" \t\n"))
        section, tag = self._home or (self._sections[-1], self._open[-1])
        for part in parts:
            if part.strip():
                yield Block(
                    part,
                    is_aside=self._aside > 0 or self._linked > 0,
                    is_suspect=self._suspect > 0,
                    tag=tag,
                    section=section,
                )
        self._linked = 0
        self._home = None
