"""The seal of an index generation: proof that this user's program wrote exactly these files.

Whoosh's table of contents and postings hold pickles, and reading a pickle can run anything. So a
generation is opened only when a keyed BLAKE2b (RFC 7693) over its stamp and over the name,
length and content of each of its files is what was noted when it was written. The key is the
caller's, kept in the user's data folder and never beside the archive.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from viewer.base.jobs import CancelToken

#: Bytes that a key must have.
KEY_SIZE = 32
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class IndexStamp:
    """What an index was built from.

    `format` is this program's index format; `archive_uid` names the archive, `step` and
    `step_uid` the last journal step that the index holds, `excerpts` how many excerpts, and
    `languages` the language codes of its texts.
    """

    format: int
    archive_uid: str
    step: int
    step_uid: str
    excerpts: int
    languages: tuple[str, ...] = ()

    @classmethod
    def read(cls, noted: Mapping[str, object]) -> IndexStamp:
        """The stamp from its JSON form. Raises `ValueError` for anything else."""
        match noted:
            case {
                "format": int(number), "archive_uid": str(uid), "step": int(step),
                "step_uid": str(step_uid), "excerpts": int(excerpts), "languages": list(codes),
            } if all(isinstance(code, str) for code in codes):  # fmt: skip
                return cls(number, uid, step, step_uid, excerpts, tuple(codes))
        raise ValueError("not the stamp of an index")


def sealed(generation: Path, stamp: IndexStamp, key: bytes, cancel: CancelToken) -> str:
    """The seal, in hex, of a generation's files as they are now, and of its stamp."""
    if len(key) != KEY_SIZE:
        raise ValueError(f"a key has {KEY_SIZE} bytes, not {len(key)}")
    files = {}
    for path in sorted(generation.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise OSError(f"{path.name} is neither a file nor a folder")
        if path.is_file():
            name = path.relative_to(generation).as_posix()
            files[name] = _digest(path, key, cancel)
    sealed_text = json.dumps(
        {"generation": generation.name, "stamp": asdict(stamp), "files": files}, sort_keys=True
    )
    return hashlib.blake2b(sealed_text.encode(), key=key, person=b"viewer seal").hexdigest()


def holds(generation: Path, stamp: IndexStamp, key: bytes, seal: str, cancel: CancelToken) -> bool:
    """Whether the generation is as it was sealed. False also when it cannot be read."""
    try:
        return hmac.compare_digest(sealed(generation, stamp, key, cancel), seal)
    except OSError:
        return False


def _digest(path: Path, key: bytes, cancel: CancelToken) -> list[int | str]:
    """A file's length in bytes and its keyed digest."""
    digest = hashlib.blake2b(key=key, person=b"viewer file")
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            cancel.check()
            digest.update(chunk)
            size += len(chunk)
    return [size, digest.hexdigest()]
