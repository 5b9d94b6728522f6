"""Forms of the index that are like a word that was typed: slips of the fingers, and words made
from the same name or noun that have another stem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from viewer.base.jobs import CancelToken
from viewer.search.analysis.analyser import query_stems
from viewer.search.index.lexicon import FieldLexicon
from viewer.text.scripts import script_of

#: Shorter words are near to too many others to guess at.
SHORTEST_GUESSED = 4

#: From this length on two slips are looked for, else one.
LONG = 6

#: What two words share at least: `mongol` of *mongolia* and *mongolian*.
SHORTEST_SHARED = 4

#: How many letters of a stem may be its ending.
_LONGEST_ENDING = 4

#: Forms looked at for one word: those of the commonest beginnings of four letters are a few
#: hundred.
_MOST_FORMS = 2_000

#: Endings of stems by script: those that make another word of a noun or name (*Mongol-ian*,
#: *Japan-ese*, *Маньчжур-ск-ий*), and those that the noun or name itself may have.
_MADE = {
    "latin": frozenset(
        {"an", "ian", "ean", "n", "es", "ish", "ia", "ic", "ist", "ism", "it", "iz"}
    ),
    "cyrillic": frozenset({"ск", "ьск", "йск", "ийск", "анск", "янск", "ец", "ан", "чан", "ист"}),
}
_BARE = {
    "latin": frozenset({"", "a", "ia", "ea", "e", "i", "y", "o", "ain", "and", "land"}),
    "cyrillic": frozenset({"", "и", "ь", "й", "я", "а"}),
}


def near_spellings(word: str, lexicon: FieldLexicon, most: int) -> list[str]:
    """The likeliest forms for a word that the index does not hold, best first.

    Fewer slips come first (two letters swapped are one), then the commoner form. Two slips do not
    change the first letter. What begins with the word is no slip.
    """
    from rapidfuzz.distance import OSA

    if len(word) < SHORTEST_GUESSED or not word.isalpha():
        return []
    ranked = []
    near = lexicon.near(word, 2 if len(word) >= LONG else 1)
    for number, texts in zip(near, lexicon.texts_of(near), strict=True):
        form = lexicon.forms[number]
        slips = OSA.distance(word, form)
        is_slip = form.isalpha() and not form.startswith(word)
        if is_slip and (slips < 2 or form[0] == word[0]):
            ranked.append((slips, form[0] != word[0], -texts, form))
    return [form for *_, form in sorted(ranked)[:most]]


def derived_forms(
    word: str, lexicon: FieldLexicon, languages: Collection[str], most: int, cancel: CancelToken
) -> list[str]:
    """Words made from the same name or noun that a search for `word` does not find, each in its
    commonest form, the commonest first. Raises `Cancelled`."""
    script = script_of(word)
    stems = query_stems(word, languages)
    if script not in _MADE or not stems or not word.isalpha():
        return []
    shared = min(map(len, stems)) - _LONGEST_ENDING
    beginning = word[: max(SHORTEST_SHARED, shared)]
    if len(beginning) < SHORTEST_SHARED:
        return []
    texts: Counter[str] = Counter()
    forms: dict[str, tuple[int, str]] = {}
    alike = lexicon.prefixed(beginning)[:_MOST_FORMS]
    for number, held in zip(alike, lexicon.texts_of(alike), strict=True):
        cancel.check()
        form = lexicon.forms[number]
        others = query_stems(form, languages)
        if others & stems or not _related(stems, others, script):
            continue
        key = min(others)
        texts[key] += held
        forms[key] = max(forms.get(key, (0, "")), (held, form))
    return [forms[key][1] for key, _ in texts.most_common(most)]


def _related(stems: Collection[str], others: Collection[str], script: str) -> bool:
    return any(_is_made_from_same(one, other, script) for one in stems for other in others)


def _is_made_from_same(one: str, other: str, script: str) -> bool:
    """Whether two stems are one beginning with endings of which one at least makes a word of it.

    A bare Latin beginning must be longer: *germ* is none of *german*.
    """
    made, bare = _MADE[script], _BARE[script]
    for first, second in _endings(one, other):
        known = (first in made and second in made | bare) or (second in made and first in bare)
        is_bare = script == "latin" and not (first and second)
        shared = len(one) - len(first)
        if known and shared >= SHORTEST_SHARED + is_bare:
            return True
    return False


def _endings(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The endings of two words after each beginning that they share, the longest first."""
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    for at in range(shared, SHORTEST_SHARED - 1, -1):
        yield one[at:], other[at:]
