"""Importing files: what the importers read becomes articles and excerpts, in one step.

The whole import is one transaction: cancelled, killed or out of disk, it leaves the archive as it
was. A text that the archive holds already (same canonical text, newspaper, date and headline) is
skipped and said so; a file that cannot be used is reported and stops nothing else.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from viewer.base.errors import InputError
from viewer.base.file_names import holds_stray_bytes, shown_path
from viewer.base.ids import ArticleId, ExcerptId
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.base.messages import Message
from viewer.catalogue.models import Article, Body, Excerpt, Source, Version
from viewer.exchange.importers.paths import count_paths, read_paths
from viewer.exchange.importers.records import Skipped, TextRecord, Warned
from viewer.services.archive.archive import Archive
from viewer.services.archive.write import Write
from viewer.services.records.publication_titles import PublicationTitles
from viewer.services.types import (
    ImportedInfo,
    ImportOptions,
    ImportReport,
    SkippedInfo,
    WarningInfo,
)
from viewer.text.article_facts import article_facts
from viewer.text.canonical import sha256_of_text
from viewer.text.dates import parse_date

_PORTION = 200


def import_texts(
    archive: Archive,
    paths: Sequence[Path],
    options: ImportOptions,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> ImportReport:
    """Import files and folders; see the module. `progress` counts files.

    Raises `InputError` for options that cannot be used, `Cancelled`, and what `Archive.writing`
    raises, each with nothing changed.
    """
    token = cancel or CancelToken()
    total = count_paths(paths, options.format, token)
    with archive.writing(Message.of("step.import", count=0)) as write:
        arrivals = _ImportBatch(write, _checked(options))
        for portion in _batched(_entries(paths, options, token, progress, total)):
            token.check()
            arrivals.take(portion)
        count = len(arrivals.imported)
        write.rename(Message.of("step.import", count=count))
        if options.dry_run:
            write.discard()
        progress(total, total)
    return ImportReport(
        imported=tuple(arrivals.imported),
        skipped=tuple(arrivals.skipped),
        warnings=tuple(arrivals.warnings),
        step=write.step_id if count and not options.dry_run else None,
        dry_run=options.dry_run,
    )


def _checked(options: ImportOptions) -> ImportOptions:
    if holds_stray_bytes(options.publication):
        raise InputError("import.newspaper-not-utf8", name=shown_path(options.publication))
    if not options.issue_date:
        return options
    return replace(options, issue_date=parse_date(options.issue_date).text)


def _entries(
    paths: Sequence[Path],
    options: ImportOptions,
    cancel: CancelToken,
    progress: Progress,
    total: int,
) -> Iterator[TextRecord | Skipped | Warned]:
    seen: set[str] = set()
    for entry in read_paths(
        paths,
        options.format,
        options.encoding,
        options.language,
        cancel,
        options.encodings,
        options.guessed_as,
    ):
        seen.add(entry.path)
        progress(min(len(seen), total), total)
        yield entry


def _batched(
    entries: Iterator[TextRecord | Skipped | Warned],
) -> Iterator[list[TextRecord | Skipped | Warned]]:
    portion: list[TextRecord | Skipped | Warned] = []
    for entry in entries:
        portion.append(entry)
        if len(portion) >= _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


class _ImportBatch:
    """What one import has taken in so far."""

    def __init__(self, write: Write, options: ImportOptions) -> None:
        self.imported: list[ImportedInfo] = []
        self.skipped: list[SkippedInfo] = []
        self.warnings: list[WarningInfo] = []
        self._write = write
        self._options = options
        self._titles = PublicationTitles(write.session)
        self._sources: dict[str, Source] = {}
        #: Where a text (SHA-256, newspaper, date, headline) is held already.
        self._known: dict[tuple[str, int | None, str, str], Message | str] = {}
        #: Where a text is held under whatever newspaper, date or headline.
        self._held: dict[str, Message | str] = {}

    def take(self, portion: Sequence[TextRecord | Skipped | Warned]) -> None:
        records: list[TextRecord] = []
        for entry in portion:
            if isinstance(entry, Skipped):
                self.skipped.append(SkippedInfo(entry.path, entry.reason))
            elif isinstance(entry, Warned):
                self.warnings.append(WarningInfo(entry.path, entry.warning))
            else:
                records.append(entry)
        session = self._write.session
        bodies = self._bodies(records)
        made = [(record, self._make(record, bodies)) for record in records]
        session.flush()
        for record, excerpt in made:
            if excerpt is not None:
                self.imported.append(self._imported(record, excerpt))
        self._write.forget_rows()

    def _bodies(self, records: Sequence[TextRecord]) -> dict[str, int]:
        """Ids of the portion's texts by SHA-256, stored where they are new."""
        session = self._write.session
        wanted = {sha256_of_text(record.text): record.text for record in records}
        found = _body_ids(session, list(wanted))
        session.add_all(
            Body(sha256=sha, text=text) for sha, text in wanted.items() if sha not in found
        )
        session.flush()
        self._note_holdings(session, list(found.values()))
        return _body_ids(session, list(wanted))

    def _note_holdings(self, session: Session, body_ids: Sequence[int]) -> None:
        """Remember which articles hold these texts already, to tell duplicates."""
        rows = session.execute(
            select(
                Body.sha256,
                Article.publication_id,
                Article.issue_date,
                Article.headline,
                Excerpt.id,
            )
            .join(Version, Version.body_id == Body.id)
            .join(Excerpt, Excerpt.id == Version.excerpt_id)
            .join(Article, Article.id == Excerpt.article_id)
            .where(Body.id.in_(body_ids))
        )
        for sha, publication, date, headline, excerpt in rows:
            held = Message.of("import.excerpt", excerpt=excerpt)
            self._known[sha, publication, date, headline] = held
            self._held.setdefault(sha, held)

    def _make(self, record: TextRecord, bodies: dict[str, int]) -> Excerpt | None:
        options = self._options
        sha = sha256_of_text(record.text)
        publication_id = self._titles.find_or_make(record.publication or options.publication)
        date = record.issue_date or options.issue_date
        same = self._known.get((sha, publication_id, date, record.headline))
        if same is not None:
            reason = Message.of("import.held-already", held=same)
            self.skipped.append(SkippedInfo(record.path, reason))
            return None
        self._known[sha, publication_id, date, record.headline] = record.path
        if sha in self._held:
            warning = Message.of("import.held-otherwise", held=self._held[sha])
            self.warnings.append(WarningInfo(record.path, warning))
        self._held.setdefault(sha, record.path)
        excerpt = Excerpt(
            uid=str(uuid.uuid4()),
            article=_article(record, publication_id, date, self._dateline(record, publication_id)),
            **self._source(record),
            language=record.language,
            kind=record.kind,
            place_in_source=record.place_in_source,
        )
        self._write.session.add(excerpt)
        self._write.session.add(
            Version(
                uid=str(uuid.uuid4()),
                excerpt=excerpt,
                number=1,
                body_id=bodies[sha],
                reason="import",
                created_at=self._write.at,
            )
        )
        return excerpt

    def _dateline(self, record: TextRecord, publication_id: int | None) -> str:
        """The dateline, with a place that is not the newspaper's own, so that it can be found."""
        place = record.place
        if not place or self._titles.takes_place(publication_id, place):
            return record.dateline
        if place.casefold() in record.dateline.casefold():
            return record.dateline
        return ", ".join(part for part in (place, record.dateline) if part)

    def _imported(self, record: TextRecord, excerpt: Excerpt) -> ImportedInfo:
        article = excerpt.article
        dry = self._options.dry_run
        return ImportedInfo(
            id=ExcerptId(0 if dry else excerpt.id),
            article_id=ArticleId(0 if dry else article.id),
            headline=article.headline,
            publication=self._titles.title(article.publication_id),
            date=article.issue_date,
            language=excerpt.language,
            path=record.path,
        )

    def _source(self, record: TextRecord) -> dict[str, Source | int]:
        """One source a file: rows of a manifest share theirs, new or written already."""
        source = record.source
        key = f"{source.sha256} {source.file_name} {source.citation}"
        row = self._sources.get(key)
        if row is not None and row.id is not None:
            return {"source_id": row.id}
        if row is None:
            row = self._sources[key] = Source(
                uid=str(uuid.uuid4()),
                file_name=source.file_name,
                sha256=source.sha256,
                encoding=source.encoding,
                importer=source.importer,
                citation=source.citation,
                imported_at=self._write.at,
            )
        return {"source": row}


def _body_ids(session: Session, shas: Sequence[str]) -> dict[str, int]:
    rows = session.execute(select(Body.sha256, Body.id).where(Body.sha256.in_(shas)))
    return dict(rows.all())


def _article(record: TextRecord, publication_id: int | None, date: str, dateline: str) -> Article:
    known = parse_date(date) if date else None
    facts = {**article_facts(record), "issue_date": date, "dateline": dateline}
    return Article(
        uid=str(uuid.uuid4()),
        publication_id=publication_id,
        **facts,
        date_from=known.first if known else "",
        date_to=known.last if known else "",
        note=record.note,
    )
