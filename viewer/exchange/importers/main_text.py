"""Which paragraphs of a page are its text: those that Trafilatura found, and what belongs to them.

Trafilatura tells the main text from menus and notices, but hands it out normalised (composed
letters, plain spaces, no blank lines) and leaves out short paragraphs, subheadings and lists. So
it only chooses: the words are taken from our own walk over the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from viewer.exchange.importers.block_text import Block

#: How much of what was sifted our own blocks must make up. A share of its letters.
COVERED = 0.9
#: Shorter blocks can be anywhere by chance; they must be a whole line of what was sifted, or come
#: in it right behind the block before. Letters.
_TELLING = 16
#: How many blocks between the page's headline and the text are looked at: byline, date, summary.
_MOST_BETWEEN = 6
#: All that a notice says.
_NOTICES = frozenset({"advertisement", "advertising", "реклама", "сурталчилгаа"})
#: How far ahead a block is looked for in what was sifted. Letters.
_AHEAD = 20_000
_NOT_LETTERS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and digits of a text for comparing, composed and case folded."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFC", text)).casefold()


def main_blocks(all_blocks: Sequence[Block], sifted: str, headline: str) -> list[Block] | None:
    """The blocks of the page's text, menus and notices apart.

    From the first to the last block that `sifted` holds, and on to both sides as far as blocks
    stand in the same element or in one like it; from the `headline` on where it stands a little
    above. What was sifted out in between (lists and subheadings, often) is the report's own. All
    blocks where nothing was sifted. None where the blocks do not make up most of what was sifted:
    the page has it elsewhere than in its text.
    """
    lines = [line for line in map(letters, sifted.split("\n")) if line]
    if not lines:
        return [block for block in all_blocks if not block.is_aside] or list(all_blocks)
    found = _found(all_blocks, lines)
    covered = sum(len(letters(all_blocks[place].text)) for place in found)
    if covered < COVERED * sum(map(len, set(lines))):
        return None
    first, last = found[0], found[-1]
    while first and _goes_with(all_blocks[first - 1], all_blocks[first]):
        first -= 1
    while last + 1 < len(all_blocks) and _goes_with(all_blocks[last + 1], all_blocks[last]):
        last += 1
    first = _headline_above(all_blocks, first, letters(headline))
    certain = set(found)
    return [
        block
        for place, block in enumerate(all_blocks[first : last + 1], first)
        if (place in certain or not (block.is_aside or block.is_suspect))
        and letters(block.text) not in _NOTICES
    ]


def _headline_above(all_blocks: Sequence[Block], first: int, headline: str) -> int:
    """The place of the headline, if it stands a little above `first`; else `first`."""
    for place in range(first - 1, max(first - 2 - _MOST_BETWEEN, -1), -1):
        heading = letters(all_blocks[place].text)
        if heading and heading == headline:
            return place
    return first


def _goes_with(block: Block, known: Block) -> bool:
    """Whether a block belongs to the text because the `known` one next to it does."""
    if block.is_aside or block.is_suspect:
        return False
    here, there = block.section, known.section
    return here.number == there.number or here.kin == there.kin


def _found(all_blocks: Sequence[Block], lines: Sequence[str]) -> list[int]:
    """The places of the blocks that the sifted `lines` hold, as a whole or line by line."""
    whole, starts = "".join(lines), dict[str, int]()
    at = 0
    for line in lines:
        starts.setdefault(line, at)
        at += len(line)
    found = []
    behind = 0

    def is_held(text: str) -> bool:
        nonlocal behind
        start = starts.get(text, -1)
        if start < 0:
            far = _AHEAD if len(text) >= _TELLING else 0
            start = whole.find(text, max(behind - far, 0), behind + len(text) + far)
        if start >= 0:
            behind = max(behind, start + len(text))
        return start >= 0

    for place, block in enumerate(all_blocks):
        parts = [part for part in map(letters, block.text.split("\n")) if part]
        if block.is_aside or not parts:
            continue
        if is_held("".join(parts)) or (len(parts) > 1 and all(map(is_held, parts))):
            found.append(place)
    return found
