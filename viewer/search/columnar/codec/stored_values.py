"""The values that Whoosh stores with a document, as JSON: never pickled, so never run.

A date and time is the object `{"datetime": ISO 8601}`, bytes (in columns only) are `{"bytes":
hex}`; no value is an object otherwise, so nothing can be taken for another.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from viewer.search.columnar.storage.dictionary import packed
from viewer.search.columnar.storage.layout import Array, narrowest

#: The arrays of a segment's stored fields: a JSON object for each document, and where each ends.
STORED = ("stored/objects", "stored/object_ends")


def encoded(value: Any, *, binary: bool = False) -> bytes:
    """A value as JSON: str, int, float, bool, None, datetime and lists of them; bytes if `binary`.

    Raises `ValueError` for anything else. Lone surrogates are kept.
    """
    return _dumped(_marked(value, binary))


def encoded_fields(values: Mapping[str, Any]) -> bytes:
    """The stored fields of a document, by name. Raises `ValueError` as `encoded` does."""
    return _dumped({name: _marked(value, False) for name, value in values.items()})


def decoded(content: bytes) -> Any:
    """The value that was encoded."""
    return _unmarked(_loaded(content))


def decoded_fields(content: bytes) -> dict[str, Any]:
    """The stored fields that were encoded; empty for no bytes."""
    if not content:
        return {}
    return {name: _unmarked(value) for name, value in _loaded(content).items()}


def _dumped(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _loaded(content: bytes) -> Any:
    return json.loads(content.decode("utf-8", "surrogatepass"))


def _marked(value: Any, binary: bool) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list):
        return [_marked(each, binary) for each in value]
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if binary and isinstance(value, bytes):
        return {"bytes": value.hex()}
    raise ValueError(
        f"A {type(value).__name__} cannot be stored, only text, numbers, truth values, None, "
        "dates with times, and lists of them."
    )


_READ: dict[str, Callable[[str], Any]] = {
    "datetime": datetime.fromisoformat,
    "bytes": bytes.fromhex,
}


def _unmarked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unmarked(each) for each in value]
    if isinstance(value, dict):
        ((kind, text),) = value.items()
        return _READ[kind](text)
    return value


class Blobs:
    """Byte strings by number, from one array: all behind each other, and where each ends."""

    def __init__(self, content: Array, ends: Array) -> None:
        self._content = content.data
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) if number else 0
        return bytes(self._content[start : int(self._ends[number])])


def packed_blobs(blobs: Sequence[bytes]) -> tuple[Array, Array]:
    """Byte strings as `Blobs` takes them."""
    content, ends = packed(blobs)
    return content, ends.astype(narrowest(len(content)))
