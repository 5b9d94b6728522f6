"""What an index was built from, noted in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
