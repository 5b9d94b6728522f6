"""Which stemmer a word gets: its text's language's where the scripts agree, else its script's."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache

import Stemmer

from viewer.search.analysis import mongolian

Stem = Callable[[str], str]

#: ISO 639 codes and the Snowball algorithm that serves them; both code lengths are met in records.
SNOWBALL = {
    "ar": "arabic", "ara": "arabic", "hy": "armenian", "hye": "armenian", "eu": "basque",
    "ca": "catalan", "cat": "catalan", "cs": "czech", "ces": "czech", "cze": "czech",
    "da": "danish", "dan": "danish", "nl": "dutch", "nld": "dutch", "dut": "dutch",
    "en": "english", "eng": "english", "et": "estonian", "est": "estonian",
    "fi": "finnish", "fin": "finnish", "fr": "french", "fra": "french", "fre": "french",
    "de": "german", "deu": "german", "ger": "german", "el": "greek", "ell": "greek",
    "hi": "hindi", "hu": "hungarian", "hun": "hungarian", "id": "indonesian",
    "ga": "irish", "it": "italian", "ita": "italian", "lt": "lithuanian", "lit": "lithuanian",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "nor": "norwegian",
    "pl": "polish", "pol": "polish", "pt": "portuguese", "por": "portuguese",
    "ro": "romanian", "ron": "romanian", "ru": "russian", "rus": "russian",
    "es": "spanish", "spa": "spanish", "sv": "swedish", "swe": "swedish",
    "tr": "turkish", "tur": "turkish",
}  # fmt: skip

MONGOLIAN = frozenset({"mn", "mon", "khk"})

#: Languages written in Cyrillic; those without a stemmer here keep their words as they are.
CYRILLIC = frozenset(
    {"ru", "rus", "mn", "mon", "khk", "uk", "ukr", "be", "bel", "bg", "bul", "mk", "sr", "srp"}
    | {"kk", "kaz", "ky", "kir", "tg", "tt", "tat", "bua", "xal"}
)

#: Languages of Snowball's list that are written in neither Latin nor Cyrillic letters.
_OTHER_SCRIPTS = frozenset({"ar", "ara", "hy", "hye", "el", "ell", "hi"})

_BY_SCRIPT = {"latin": "english", "cyrillic": "russian"}
_AVAILABLE = frozenset(Stemmer.algorithms())
_own = threading.local()


@lru_cache
def primary(language: str) -> str:
    """The first subtag of a language tag, in lower case: `en-GB` → `en`."""
    return language.replace("_", "-").partition("-")[0].strip().lower()


def stem(exact: str, script: str, language: str) -> str:
    """The stem of an exact form (`analyser.exact_form`) in a text of `language`.

    A word in another script than its text's (a Latin name in a Russian report) and a text of
    unknown language go by script: Latin as English, Cyrillic as Russian, others unchanged.
    """
    code = primary(language)
    if not code or script != script_of_language(code):
        return _snowball(_BY_SCRIPT.get(script, ""), exact)
    if code in MONGOLIAN:
        return mongolian.stem(exact)
    return _snowball(SNOWBALL.get(code, ""), exact)


def respelt(exact: str, script: str, language: str) -> str:
    """An exact form with the letters that its language has, where others stood in for them."""
    if script == "cyrillic" and primary(language) in MONGOLIAN:
        return mongolian.respelt(exact)
    return exact


def script_of_language(code: str) -> str:
    """The script that a language is written in here: `latin`, `cyrillic` or `other`."""
    if code in CYRILLIC:
        return "cyrillic"
    return "other" if code in _OTHER_SCRIPTS else "latin"


def _snowball(algorithm: str, exact: str) -> str:
    """Stem with this thread's own stemmer: PyStemmer's objects must not be shared by threads."""
    if algorithm not in _AVAILABLE:
        return exact
    stemmers: dict[str, Stem] | None = getattr(_own, "stemmers", None)
    if stemmers is None:
        stemmers = _own.stemmers = {}
    found = stemmers.get(algorithm)
    if found is None:
        found = stemmers[algorithm] = Stemmer.Stemmer(algorithm, maxCacheSize=0).stemWord
    return found(exact)
