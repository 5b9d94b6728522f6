"""What a page holds and does not show: taken out of its tree before its text is read.

An element is hidden by an attribute (`hidden`, `aria-hidden`), by its own style, by a name that
is used for nothing else (`sr-only`), or by a simple rule of the page's style sheets: one whose
selector is a tag, classes and ids, without combinators. Style sheets elsewhere are never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

#: Elements that are never dropped: what seems to hide them is for a script to take away.
_WHOLE_PAGE = frozenset({"html", "head", "body"})
#: Their content is read by `page_facts`, and is no text anyway.
_NOT_TEXT = frozenset({"script", "style", "meta", "link", "title", "template"})
#: Names for text that only a screen reader is to read out.
_UNSEEN_NAMES = frozenset({
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only",
    "screenreader-only", "element-invisible", "u-visually-hidden", "a11y-hidden",
})  # fmt: skip
#: Style sheets are read up to this length, in code points, and this many rules of them.
_LONGEST_STYLE = 500_000
_MOST_RULES = 2_000
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(r"([A-Za-z][A-Za-z0-9]*)?((?:[.#][\w-]+)+)")
_NAME = re.compile(r"([.#])([\w-]+)")
_FOR_SCREENS = frozenset({"@media screen", "@media all", "@media only screen"})


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a rule says of whether the elements that it fits are shown."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    declared: str
    hides: bool
    order: int

    def fits(self, tag: str, classes: frozenset[str], name: str) -> bool:
        return (
            self.tag in ("", tag)
            and self.classes <= classes
            and (not self.ids or {name} == self.ids)
        )

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """The specificity, then the order: of several rules that fit, the heaviest counts."""
        return len(self.ids), len(self.classes), bool(self.tag), self.order


def drop_hidden(tree: HtmlElement, *, by_rules: bool = True) -> None:
    """Take out of `tree` what no reader of the page sees; text behind it stays.

    `by_rules` says whether the page's own style sheets count.
    """
    rules = _by_name(_rules(tree)) if by_rules else {}
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        for child in list(element):
            if not isinstance(child.tag, str) or child.tag in _NOT_TEXT:
                continue
            if child.tag not in _WHOLE_PAGE and _is_hidden(child, rules):
                child.drop_tree()
            else:
                waiting.append(child)


def _is_hidden(element: HtmlElement, rules: dict[str, list[_Rule]]) -> bool:
    attributes = element.attrib
    if "hidden" in attributes and attributes["hidden"].casefold() != "until-found":
        return True
    if attributes.get("aria-hidden", "").strip().casefold() == "true":
        return True
    classes = frozenset(attributes.get("class", "").split())
    if classes & _UNSEEN_NAMES:
        return True
    own = _stated(attributes.get("style", ""))
    stated = _by_sheets(element, classes, rules) | own if rules else own
    return any(stated.values())


def _by_sheets(
    element: HtmlElement, classes: frozenset[str], rules: dict[str, list[_Rule]]
) -> dict[str, bool]:
    """Whether the style sheets hide the element, by property."""
    name = element.get("id", "")
    fitting = [
        rule
        for key in (*(f".{each}" for each in classes), f"#{name}")
        for rule in rules.get(key, ())
        if rule.fits(element.tag, classes, name)
    ]
    return {rule.declared: rule.hides for rule in sorted(fitting, key=lambda rule: rule.weight)}


def _stated(declarations: str) -> dict[str, bool]:
    """Of the properties that can hide, those that are declared, and whether they do."""
    stated: dict[str, bool] = {}
    for declaration in declarations.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().casefold()
        value = value.casefold().removesuffix("!important").strip()
        value = value.removesuffix("!important").strip()
        if name == "display":
            stated[name] = value == "none"
        elif name == "visibility":
            stated[name] = value in ("hidden", "collapse")
        elif name in ("opacity", "font-size"):
            stated[name] = re.fullmatch(r"0+(\.0*)?(px|em|rem|pt|%)?", value) is not None
    return stated


def _by_name(rules: Iterator[_Rule]) -> dict[str, list[_Rule]]:
    """Rules under one of the names that an element must have for them to fit.

    Of rules for the same elements and property only the last one counts.
    """
    last = {(rule.tag, rule.classes, rule.ids, rule.declared): rule for rule in rules}
    by_name: dict[str, list[_Rule]] = {}
    for rule in last.values():
        key = f"#{min(rule.ids)}" if rule.ids else f".{min(rule.classes)}"
        by_name.setdefault(key, []).append(rule)
    return by_name


def _rules(tree: HtmlElement) -> Iterator[_Rule]:
    """The simple rules of the page's style sheets that say whether something is shown."""
    sheets = "\n".join(
        style.text or ""
        for style in tree.iter("style")
        if style.get("media", "screen").casefold() in ("", "screen", "all")
    )[:_LONGEST_STYLE]
    count = 0
    for selectors, declarations in _blocks(_COMMENT.sub("", sheets)):
        stated = _stated(declarations)
        # Scripts fade text in from no opacity; a rule of it is not taken to hide.
        stated = {name: stated[name] for name in ("display", "visibility") if name in stated}
        for selector in selectors.split(",") if stated else ():
            found = _SELECTOR.fullmatch(selector.strip())
            if not found:
                continue
            names = _NAME.findall(found[2])
            for name, hides in stated.items():
                count += 1
                yield _Rule(
                    tag=(found[1] or "").casefold(),
                    classes=frozenset(text for mark, text in names if mark == "."),
                    ids=frozenset(text for mark, text in names if mark == "#"),
                    declared=name,
                    hides=hides,
                    order=count,
                )
        if count >= _MOST_RULES:
            return


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules for a screen; what other at-rules hold is not."""
    heads: list[str] = []
    last = 0
    for brace in _BRACE.finditer(sheet):
        piece = sheet[last : brace.start()]
        last = brace.end()
        if brace[0] == "{":
            heads.append(
                " ".join(piece.rpartition(";")[2].split()).casefold() if "@" in piece else piece
            )
        elif heads:
            head = heads.pop()
            if all(outer in _FOR_SCREENS for outer in heads) and not head.startswith("@"):
                yield head, piece
