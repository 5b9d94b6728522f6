"""What a web page says of itself in its head: date, author, site, address, language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from viewer.exchange.importers.metadata import METADATA_FIELDS

#: JSON-LD deeper than this is not looked into.
_DEEPEST = 20


def page_facts(tree: HtmlElement) -> dict[str, str]:
    """Values by field of `METADATA_FIELDS` that the page states in so many words, else empty."""
    meta = _metas(tree)
    stated = {field.name: _first(meta, field.meta) for field in METADATA_FIELDS if field.meta}
    heading = next((" ".join(h.text_content().split()) for h in tree.iter("h1")), "")
    title = next((" ".join(t.text_content().split()) for t in tree.iter("title")), "")
    canonical_link = tree.xpath("string(//link[@rel='canonical'][1]/@href)")
    return {
        **stated,
        "headline": stated["headline"] or heading or title,
        "byline": _without_address(stated["byline"]),
        "issue_date": stated["issue_date"] or json_ld(tree, "datePublished") or _marked_time(tree),
        "url": str(canonical_link).strip() or stated["url"],
        "language": str(tree.get("lang") or tree.get("xml:lang") or "").strip(),
    }


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first value of each `meta` element by its name, property or itemprop, in lower case."""
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            values.setdefault(name.casefold(), content)
    return values


def _first(values: dict[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if name in values), "")


def _without_address(author: str) -> str:
    """Facebook's `article:author` is an address, which is no name."""
    return "" if "://" in author else author


def _marked_time(tree: HtmlElement) -> str:
    """The date of a `time` element that is marked as that of publication."""
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            return str(element.get("datetime") or element.text_content()).strip()
    return ""


def json_ld(tree: HtmlElement, key: str) -> str:
    """The first text under `key` in the page's JSON-LD, empty where there is none."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().casefold() == "application/ld+json":
            try:
                content = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            found = next(_texts_under(key, content, _DEEPEST), "")
            if found:
                return found
    return ""


def _texts_under(key: str, content: Any, depth: int) -> Iterator[str]:
    if isinstance(content, dict):
        value = content.get(key)
        if isinstance(value, str) and value.strip():
            yield value.strip()
        content = list(content.values())
    if isinstance(content, list) and depth:
        for part in content:
            yield from _texts_under(key, part, depth - 1)
