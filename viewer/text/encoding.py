"""From bytes to text: UTF-8 where it is UTF-8, else a ranked guess that the user can override.

Valid UTF-8 is never read as anything else. Where it is not valid, the bytes are read in each code
page that newspapers' texts come in, and each reading is judged by the pairs of characters in it:
letters that follow each other in Russian and Mongolian, accents in their place, printers' signs.
Only a sample is judged; the whole is decoded once.
"""

from __future__ import annotations

import codecs
import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from viewer.base.errors import InputError
from viewer.base.file_names import shown_path
from viewer.base.messages import Message
from viewer.text.plausibility import plausibility

#: The code pages tried where bytes are not UTF-8, the likelier ones first.
CODE_PAGES: Final = (
    "cp1251",
    "cp1252",
    "koi8-r",
    "cp866",
    "mac-cyrillic",
    "iso-8859-5",
    "mac-roman",
)

_SAMPLE: Final = 65_536
_CONVINCING: Final = 0.8
_MARKS: Mapping[bytes, tuple[str, str]] = {
    codecs.BOM_UTF8: ("utf-8-sig", "utf-8"),
    codecs.BOM_UTF32_LE: ("utf-32-le", "utf-32-le"),  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: ("utf-32-be", "utf-32-be"),
    codecs.BOM_UTF16_LE: ("utf-16-le", "utf-16-le"),
    codecs.BOM_UTF16_BE: ("utf-16-be", "utf-16-be"),
}
_SIGNATURES: Mapping[bytes, str] = {
    b"\x89PNG\r\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF89a": "gif",
    b"PK\x03\x04": "zip",
    b"\x1f\x8b\x08": "gzip",
    b"%PDF-": "pdf",
    b"SQLite format 3\x00": "sqlite",
    b"\xd0\xcf\x11\xe0": "office",
}
# Tab, line ends, vertical tab, form feed, DOS end of file and NEL do stand in texts.
_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A} | {0x7F}


#: Codecs of Python's that make text of bytes and are no character encodings, by normal name.
_NO_CHARACTERS = frozenset({
    "charmap", "idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined",
    "unicode-escape", "unicode-internal", "utf-7",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """A reading of some bytes.

    `encoding` is a name that Python knows (`utf-8-sig` where a byte order mark stood). `text`
    does not hold the mark; otherwise it is as decoded, not yet canonical. `certain` is false for
    a guess, which may also hold U+FFFD for bytes that its code page lacks.
    """

    text: str
    encoding: str
    certain: bool


def decode(
    data: bytes, encoding: str = "", language: str = "", instead_of_guess: str = ""
) -> Decoded:
    """Read `data`, in `encoding` where one is given, else in the likeliest one.

    `language` (`en`, `ru`, `mn`, …) helps the guess where the source says it. `instead_of_guess`
    is taken where it would come to a guess, if every byte fits it. Raises `InputError` where the
    bytes do not look like text, where the encoding is unknown or does not fit them.
    """
    _refuse_signatures(data)
    if encoding:
        return _decode_as(data, encoding)
    sure = _decode_surely(data)
    if sure is not None:
        return sure
    if instead_of_guess:
        with contextlib.suppress(InputError):
            return _decode_as(data, instead_of_guess)
    return _read(data, _ranked_names(data, language)[0])


def text_encoding(name: str) -> str:
    """Python's name of a character encoding that a user named: `Windows-1251` is `cp1251`.

    Raises `InputError` for what is none. Python has codecs besides that run escapes or packing
    (`unicode_escape`, `zip`): a text read by them would not be what the file says.
    """
    try:
        codec = codecs.lookup(name.strip())
        is_text = getattr(codec, "_is_text_encoding", False)
    except (LookupError, ValueError):
        is_text = False
    if not is_text or codec.name.replace("_", "-") in _NO_CHARACTERS:
        raise InputError("encoding.unknown", name=shown_path(name), known=", ".join(CODE_PAGES))
    return codec.name


def ranked_guesses(data: bytes, language: str = "") -> Iterator[Decoded]:
    """Every reading worth offering to the user, the likeliest first; each is of the whole data.

    They come one by one, since a long text in each of them would fill the memory. Bytes
    that are valid UTF-8 or carry a byte order mark give that one reading. Raises
    `InputError` where they do not look like text.
    """
    _refuse_signatures(data)
    sure = _decode_surely(data)
    if sure is not None:
        yield sure
        return
    for name in _ranked_names(data, language):
        yield _read(data, name)


def _decode_surely(data: bytes) -> Decoded | None:
    """By byte order mark or as strict UTF-8; None where it takes a guess."""
    marked = _decode_by_mark(data)
    if marked is not None:
        return marked
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\x00" in text and (wide := _utf16_without_mark(data)):
        return _read(data, wide)
    _refuse_controls(Counter(_sample(data)))
    return Decoded(text, "utf-8", certain=True)


def _decode_by_mark(data: bytes) -> Decoded | None:
    for mark, (name, codec) in _MARKS.items():
        if not data.startswith(mark):
            continue
        body = data[len(mark) :]
        try:
            text, certain = body.decode(codec), True
        except UnicodeDecodeError:
            text, certain = body.decode(codec, "replace"), False
            if (text.count("\ufffd") - 1) * 100 > len(text):
                continue  # not what the mark says: a cut or scratched file has hardly any
        _refuse_controls(Counter(map(ord, _sample_text(text))))
        return Decoded(text, name, certain)
    return None


def _decode_as(data: bytes, encoding: str) -> Decoded:
    name = text_encoding(encoding)
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise InputError("encoding.wrong", name=name, byte=error.start + 1) from None
    _refuse_controls(Counter(map(ord, _sample_text(text))))
    return Decoded(text.removeprefix("\ufeff"), name, certain=True)


def _read(data: bytes, name: str) -> Decoded:
    return Decoded(data.decode(name, "replace").removeprefix("\ufeff"), name, certain=False)


def _ranked_names(data: bytes, language: str) -> list[str]:
    """Encodings for bytes that are not UTF-8, the likeliest first."""
    if wide := _utf16_without_mark(data):
        return [wide]
    sample = _sample(data)
    _refuse_controls(Counter(sample))
    scores = {name: _score(sample, name, language) for name in ("utf-8", *CODE_PAGES)}
    if max(scores.values()) < _CONVINCING:
        for name in _other_opinions(data[:_SAMPLE]):
            scores.setdefault(name, _score(sample, name, language))
    if scores["utf-8"] < 0.6:  # damaged UTF-8 is worth offering only where most of it reads well
        del scores["utf-8"]
    return sorted(scores, key=lambda name: -scores[name])


def _score(sample: bytes, name: str, language: str) -> float:
    return plausibility(sample.decode(name, "replace"), language, latin_page=name == "cp1252")


def _utf16_without_mark(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` where NULs stand as they do in such text without a mark, or ''."""
    sample = data[: _SAMPLE // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or max(even, odd) * 50 < len(sample) or min(even, odd) * 20 > max(even, odd):
        return ""
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(name, "replace")
    ordinary = sum(
        "\x20" <= letter <= "\u024f" or "\u0400" <= letter <= "\u04ff" or letter.isspace()
        for letter in text
    )
    return name if ordinary >= 0.95 * len(text) else ""


def _other_opinions(sample: bytes) -> Iterable[str]:
    # Imported where used: most archives never need it, and it costs start-up time.
    from charset_normalizer import from_bytes

    return [match.encoding.replace("_", "-") for match in list(from_bytes(sample))[:2]]


def _sample(data: bytes) -> bytes:
    """At most 64 KiB from the beginning, the middle and the end."""
    if len(data) <= _SAMPLE:
        return data
    third = _SAMPLE // 3
    middle = len(data) // 2
    return data[:third] + data[middle : middle + third] + data[-third:]


def _sample_text(text: str) -> str:
    third = _SAMPLE // 3
    middle = len(text) // 2
    return text if len(text) <= _SAMPLE else text[:third] + text[middle:][:third] + text[-third:]


def _refuse_signatures(data: bytes) -> None:
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError("encoding.other-format", what=Message(f"file-kind.{what}"))


def _refuse_controls(counts: Mapping[int, int]) -> None:
    """Texts hold hardly any control characters; `counts` is of bytes or of code points."""
    total = sum(counts.values())
    controls = sum(counts.get(code, 0) for code in _CONTROLS)
    if controls * 100 > total or counts.get(0, 0) * 1000 > total:
        raise InputError("encoding.binary")
