"""Canonical text: the one form in which a text is stored, counted in and quoted from.

An import decodes once, drops one leading byte order mark and makes every line end a LF. Nothing
else is changed, then or later: no Unicode normalisation, no trimming, no other spaces.
"""

from __future__ import annotations

import hashlib

_BYTE_ORDER_MARK = "\ufeff"


def canonical(text: str) -> str:
    """Drop one leading U+FEFF and turn CRLF and lone CR into LF.

    Applying it again changes nothing, except where a text begins with several marks: each
    application drops one.
    """
    return text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")


def sha256_of_text(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, as 64 lower-case hex digits.

    A lone surrogate (which no decoder of ours lets through) is hashed as it stands, so that every
    `str` has a sum.
    """
    return sha256_of_bytes(text.encode("utf-8", "surrogatepass"))


def sha256_of_bytes(data: bytes) -> str:
    """SHA-256 of the bytes as they are, as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()
