"""Looking at files before they are imported: in which encodings they can be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from viewer.base.jobs import CancelToken
from viewer.exchange.importers.guesses import guessed_files
from viewer.services.types import EncodingCheck, ImportOptions

#: Of more files than these the names and readings are not kept.
MOST_LISTED = 500


def check_encodings(
    paths: Sequence[Path], options: ImportOptions, cancel: CancelToken | None = None
) -> EncodingCheck:
    """The files among `paths` whose encoding would be guessed. Raises `Cancelled`."""
    files = []
    count = 0
    for file in guessed_files(paths, options.format, options.language, cancel):
        count += 1
        if count <= MOST_LISTED:
            files.append(file)
    return EncodingCheck(tuple(files), count)
