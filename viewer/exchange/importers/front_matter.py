"""The block of `key: value` lines that may open a Markdown file, between two lines of `---`.

What is read is the part of YAML that people write there: plain and quoted values, lists
(`[a, b]` or lines of `- a`), blocks (`key: |`), comments. Anything else makes the block part of
the text, so that a text that merely begins with a rule is not lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from viewer.exchange.importers.metadata import field_of

#: A longer block is no front matter. Lines.
LONGEST = 200
_KEY = re.compile(r"([^\W\d_][\w -]{0,60}?)[ \t]*:(?:[ \t]+(.*))?")
_BLOCK_MARKS = frozenset({"|", ">", "|-", ">-", "|+", ">+"})


@dataclass(slots=True)
class _Entry:
    key: str
    lines: list[str] = field(default_factory=list)
    is_block: bool = False

    @property
    def value(self) -> str:
        return ("\n" if self.is_block else ", ").join(filter(None, self.lines))


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The values by field of `METADATA_FIELDS`, and the text behind the block.

    `text` is canonical. Entries under other names stand in the `note` as lines of `key: value`.
    Without front matter the values are empty and the text is whole.
    """
    head, fence, _ = text.partition("\n")
    if not fence or head.rstrip() != "---":
        return {}, text
    lines = text.split("\n", LONGEST + 1)[1 : LONGEST + 1]
    last = next((i for i, line in enumerate(lines) if line.rstrip() in ("---", "...")), None)
    if last is None:
        return {}, text
    entries = _entries(lines[:last])
    if not any(field_of(entry.key) for entry in entries):
        return {}, text
    behind = text.split("\n", last + 2)
    return _by_field(entries), behind[last + 2] if len(behind) > last + 2 else ""


def _entries(lines: list[str]) -> list[_Entry]:
    """The entries of a block; none at all where a line fits nothing."""
    entries: list[_Entry] = []
    for line in lines:
        content = line.strip()
        found = _KEY.fullmatch(line.rstrip())
        if entries and (line[:1] in (" ", "\t") or (content.startswith("- ") and not found)):
            entry = entries[-1]
            entry.lines.append(content if entry.is_block else _plain(content.removeprefix("- ")))
        elif found:
            value = (found[2] or "").strip()
            is_block = value in _BLOCK_MARKS
            entries.append(_Entry(found[1], [] if is_block else _values(value), is_block))
        elif content and not content.startswith("#"):
            return []
    return entries


def _values(value: str) -> list[str]:
    """The value as a list, which `[a, b]` writes out."""
    if value.startswith("[") and value.endswith("]"):
        return [_plain(part) for part in value[1:-1].split(",")]
    return [_plain(value)]


def _plain(value: str) -> str:
    """A value without its quotation marks, or without the comment behind it."""
    value = value.strip()
    for mark, escaped in (('"', '\\"'), ("'", "''")):
        if len(value) > 1 and value[0] == value[-1] == mark:
            return value[1:-1].replace(escaped, mark)
    return re.split(r"(?:^|[ \t])#", value, maxsplit=1)[0].rstrip()


def _by_field(entries: list[_Entry]) -> dict[str, str]:
    values: dict[str, str] = {}
    notes: list[str] = []
    for entry in entries:
        name = field_of(entry.key)
        if name == "note":
            notes.append(entry.value)
        elif name and name not in ("text", "path") and not values.get(name):
            values[name] = entry.value
        elif entry.value:
            notes.append(f"{entry.key}: {entry.value}")
    return values | {"note": "\n".join(notes)}
