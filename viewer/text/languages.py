"""Languages by name: the English name of a code, and the code of a name that people write.

The names are CLDR's, through babel. It is imported where it is used: it costs 20 ms, and the names
of a language 50 ms, which neither the command line nor the window needs to start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel import Locale

NOT_STATED: Final = "not stated"

#: The languages in which any language may be named.
_NAMING: Final = ("en", "ru", "mn")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: What people write behind the name of a language: "русский язык", "монгол хэл".
_THE_WORD_LANGUAGE: Final = frozenset({"language", "язык", "хэл"})


@lru_cache(maxsize=512)
def language_name(tag: str) -> str:
    """The English name of a BCP 47 tag: `English`, `English (United Kingdom)`.

    "not stated" for none, and the tag itself where the language is not known.
    """
    if not tag.strip():
        return NOT_STATED
    first, *rest = tag.replace("_", "-").split("-")
    name = _names_in("en").get(_present_code(first))
    if not name:
        return tag
    english = _locale("en")
    details = [
        english.scripts.get(part.title()) or english.territories.get(part.upper()) or part
        for part in rest
    ]
    return f"{name} ({', '.join(details)})" if details else name


@lru_cache(maxsize=512)
def language_tag(value: str) -> str:
    """The BCP 47 tag for a language's code or name (`eng`, `en_GB`, `Russian`, `Deutsch`), or "".

    A name may be English, Russian, Mongolian or the language's own. A code of two letters must be
    a known one. One of three may be any, as there are thousands of them.
    """
    tag = value.strip().replace("_", "-")
    if not tag:
        return ""  # said before the names of all languages are read: they take half a second
    first, *rest = tag.split("-")
    code = _present_code(first)
    if _TAG.fullmatch(tag) and code in _names_in("en"):
        return "-".join([code, *rest])
    if found := _code_named(value):
        return found
    return "-".join([code, *rest]) if _TAG.fullmatch(tag) and len(first) == 3 else ""


def is_named(tag: str, wanted: str) -> bool:
    """Whether `wanted` names the language of `tag`: by code, or by a name as `language_tag` reads.

    A language without a region or script names all of them: `English` and `en` name `en-GB`.
    """
    asked = language_tag(wanted).casefold() or wanted.strip().casefold()
    held = language_tag(tag).casefold() or tag.casefold()
    return held == asked or held.startswith(asked + "-") or tag.casefold() == asked


def _code_named(name: str) -> str:
    wanted = _plain(name)
    for naming in _NAMING:
        if found := _codes_by_name(naming).get(wanted):
            return found
    return _codes_by_own_name().get(wanted, "")


def _plain(name: str) -> str:
    """For comparing: without case, ё as е, and without the word "language" behind the name."""
    words = name.casefold().replace("ё", "е").split()
    if len(words) > 1 and words[-1] in _THE_WORD_LANGUAGE:
        words.pop()
    return " ".join(words)


@cache
def _codes_by_name(naming: str) -> Mapping[str, str]:
    return _by_plain_name(_names_in(naming).items())


@cache
def _codes_by_own_name() -> Mapping[str, str]:
    """Only languages with a code of two letters: all of them would take more than a second."""
    return _by_plain_name(
        (code, name)
        for code in _names_in("en")
        if len(code) == 2 and (name := _own_name(code)) is not None
    )


def _by_plain_name(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    codes: dict[str, str] = {}
    for code, name in names:
        if "_" not in code:
            codes.setdefault(_plain(name), code)
    return codes


def _own_name(code: str) -> str | None:
    from babel import UnknownLocaleError

    try:
        return _names_in(code).get(code)
    except (UnknownLocaleError, ValueError):
        return None


def _present_code(code: str) -> str:
    """The code in use for an old or a longer one: `rus` is `ru`, `khk` is `mn`."""
    from babel.core import get_global

    code = code.casefold()
    return str(get_global("language_aliases").get(code, code)).replace("_", "-")


@cache
def _locale(code: str) -> Locale:
    from babel import Locale

    return Locale(code)


def _names_in(code: str) -> Mapping[str, str]:
    names: Mapping[str, str] = _locale(code).languages
    return names
