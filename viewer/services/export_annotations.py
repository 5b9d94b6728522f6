"""Taking annotations away: every quotation is compared with the stored text as it is written."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from viewer import __version__
from viewer.base.clock import now
from viewer.base.errors import InputError, NotFoundError
from viewer.base.ids import TagId
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.exchange.exporters.formats import find_format
from viewer.exchange.exporters.rows import ExportInfo
from viewer.services.archive import Archive
from viewer.services.export_rows import export_rows
from viewer.services.list_passages import list_passages
from viewer.services.list_tags import tags_by_id
from viewer.services.search_archive import ArchiveSearch
from viewer.services.types import ExportReport


def export_annotations(
    archive: Archive,
    format_name: str,
    to: Path,
    *,
    query: str = "",
    tag: str = "",
    searcher: ArchiveSearch | None = None,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write passages to the file `to` as `csv`, `markdown` or `webannotation`.

    All passages; or those in excerpts that match `query` (`searcher` answers it); or those with
    the tag at path `tag`, the tags below it included. A quotation that is not what its text says
    is left out and named in the report. The file is written beside its name and renamed when
    whole, so an older export is replaced by a whole one or not at all. Raises `InputError`
    (unknown format, a file that cannot be written), `NotFoundError` (no such tag) and `Cancelled`.
    """
    token = cancel or CancelToken()
    writer = find_format(format_name)
    _refuse_archive(archive, to)
    tag_id = _tag_id(archive, tag) if tag else None
    excerpts = searcher.matching_excerpts(query, token) if query and searcher else None
    passages = list_passages(archive, tag_id=tag_id, excerpt_ids=excerpts)
    rows, problems = export_rows(archive, passages, progress, token)
    about = ExportInfo(
        archive_title=archive.title,
        archive_uid=archive.uid,
        exported_at=now(),
        program_version=__version__,
        query=query,
        tag=tag,
    )
    with _whole_file(to) as stream:
        writer.write(rows, stream, about)
    return ExportReport(str(to), writer.name, len(rows), problems)


def _refuse_archive(archive: Archive, to: Path) -> None:
    """A slip of the keyboard must not put an export in the place of what it is taken from."""
    real = os.path.realpath(archive.path)
    same = os.path.realpath(to) in (real, f"{real}-wal", f"{real}-shm")
    with contextlib.suppress(OSError):
        same = same or to.samefile(archive.path)
    if same:
        raise InputError(f"{to} is the archive itself. Choose another name for the export.")


def _tag_id(archive: Archive, path: str) -> TagId:
    wanted = "/".join(part.strip() for part in path.split("/")).casefold()
    with archive.reading() as session:
        for tag in tags_by_id(session).values():
            if tag.path.casefold() == wanted:
                return tag.id
    raise NotFoundError(f"There is no tag “{path}” in the codebook.")


@contextlib.contextmanager
def _whole_file(path: Path) -> Iterator[IO[bytes]]:
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with partial.open("xb") as stream:
            yield stream
        partial.replace(path)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror or error}. Choose another place."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
