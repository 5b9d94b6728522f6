"""Taking annotations away: every quotation is compared with the stored text as it is written."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from viewer import __version__
from viewer.base.clock import now
from viewer.base.errors import InputError, NotFoundError
from viewer.base.ids import ExcerptId
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.base.messages import verbatim
from viewer.exchange.exporters.formats import find_format
from viewer.exchange.exporters.rows import ExportInfo, count_links
from viewer.services.archive.archive import Archive
from viewer.services.codebook.find_tags import find_tags
from viewer.services.exchange.export_links import with_links
from viewer.services.exchange.export_rows import checked_rows, left_out
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.passages_in_words import only_some
from viewer.services.records.list_publications import publications_by_id
from viewer.services.search.filters_in_words import filters_in_words, narrowed
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ExportReport, SearchRequest


def export_annotations(
    archive: Archive,
    format_name: str,
    to: Path,
    *,
    request: SearchRequest | None = None,
    tags: Sequence[str] = (),
    overwrite: bool = True,
    searcher: ArchiveSearch | None = None,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write passages to the file `to` in one of `EXPORT_FORMATS`.

    All passages; or those in the excerpts that the list of `request` counts (`searcher` answers
    it); or those with a tag that any of `tags` names, or one below it; or those that are both. The
    links of these passages come with them, also where the other end does not. A quotation that is
    not what its text says is left out, with its links, and named in the report. The file is
    written under another name and renamed when whole, so an older export is replaced by a whole one
    or not at all; without `overwrite` not at all. Raises `InputError` (unknown format, a file that
    is there or cannot be written), `NotFoundError` (no such tag, or no text holds all that is
    asked for while some hold a part) and `Cancelled`.
    """
    token = cancel or CancelToken()
    writer = find_format(format_name)
    _refuse_archive(archive, to)
    _refuse_existing(to, overwrite=overwrite)
    tag_ids = find_tags(archive, tags) if tags else None
    excerpts = None if request is None else _excerpts(searcher, request, token)
    passages = list_passages(archive, tag_ids=tag_ids, excerpt_ids=excerpts)
    checked = checked_rows(archive, passages, token, progress)
    rows, links_left_out = with_links(archive, checked, token)
    problems = (*left_out(passages, checked), *links_left_out)
    about = _about(archive, request, tags)
    _refuse_existing(to, overwrite=overwrite)
    with _whole_file(to) as stream:
        writer.write.load()(rows, stream, about)
    return ExportReport(str(to), writer.name, len(rows), problems, count_links(rows))


def _about(archive: Archive, request: SearchRequest | None, tags: Sequence[str]) -> ExportInfo:
    return ExportInfo(
        archive_title=archive.title,
        archive_uid=archive.uid,
        exported_at=now(),
        program_version=__version__,
        query=_limits(archive, request) if request else "",
        tag=", ".join(tags),
    )


def _refuse_archive(archive: Archive, to: Path) -> None:
    """A slip of the keyboard must not put an export in the place of what it is taken from."""
    real = os.path.realpath(archive.path)
    same = os.path.realpath(to) in (real, f"{real}-wal", f"{real}-shm")
    with contextlib.suppress(OSError):
        same = same or to.samefile(archive.path)
    if same:
        raise InputError("export.onto-archive", path=to)


def _refuse_existing(to: Path, *, overwrite: bool) -> None:
    """Leave what is there, unless it is a file that may be replaced: never a device or a pipe."""
    if to.exists() and not to.is_file() and not to.is_dir():
        raise InputError("export.not-a-file", path=to)
    if to.exists() and not overwrite:
        raise InputError("export.file-exists", path=to)


def _excerpts(
    searcher: ArchiveSearch | None, request: SearchRequest, cancel: CancelToken
) -> list[ExcerptId]:
    if searcher is None:  # everything would be exported in place of the hits
        raise TypeError("a request is given, but nothing that answers it")
    excerpts = searcher.matching_excerpts(request, cancel)
    if not excerpts and (some := searcher.count_some(request, cancel)):
        raise NotFoundError(only_some("exported", some))
    return excerpts


def _limits(archive: Archive, request: SearchRequest) -> str:
    with archive.reading() as session:
        publications = publications_by_id(session)
    if not request.query:
        return str(filters_in_words(request.filters, publications) or "")
    return str(narrowed(verbatim(request.query), request.filters, publications))


@contextlib.contextmanager
def _whole_file(path: Path) -> Iterator[IO[bytes]]:
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with partial.open("xb") as stream:
            yield stream
        partial.replace(path)
    except OSError as error:
        raise InputError("export.unwritable", path=path, reason=error.strerror or error) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
