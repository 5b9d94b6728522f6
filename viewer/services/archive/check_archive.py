"""Looking an archive over: is the file whole, and is every quotation the text at its span?"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from viewer.annotation.selectors import describe
from viewer.base.jobs import CancelToken, Progress, no_progress
from viewer.base.messages import Message
from viewer.catalogue.models import (
    Annotation,
    Article,
    Body,
    Excerpt,
    JournalStep,
    Source,
    Version,
)
from viewer.services.archive.archive import Archive
from viewer.services.archive.batched import batched
from viewer.services.types import CheckReport
from viewer.text.canonical import sha256_of_text
from viewer.text.kinds import AnchorState
from viewer.text.spans import Span


def check_archive(
    archive: Archive,
    *,
    repair: bool = False,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> CheckReport:
    """Check the file, the references, every text's SHA-256 and every quotation.

    With `repair`, a passage whose quotation is not the text at its span is moved to the place of
    its quotation where there is just one (state `moved`), else sent to review (`ambiguous`,
    `orphan`), all in one undoable step.
    Damage to the file itself or to a text is only reported: nothing here could mend it.
    """
    token = cancel or CancelToken()
    with archive.reading() as session:
        problems = [*_file_problems(session), *_text_problems(session, progress, token)]
        checked = {
            model.__tablename__.replace("_", " "): session.execute(
                select(func.count()).select_from(model)
            ).scalar_one()
            for model in (Article, Excerpt, Version, Source, Annotation, JournalStep)
        }
        misquoted = _misquoted(session, token)
    problems += [Message.of("check.misquoted", passage=key) for key in misquoted if not repair]
    repaired: list[Message] = []
    if repair and misquoted:
        repaired = _send_to_review(archive, misquoted)
    return CheckReport(checked, tuple(problems), tuple(repaired))


def _file_problems(session: Session) -> list[Message]:
    found = [
        Message.of("check.damaged", said=said)
        for (said,) in session.execute(text("PRAGMA integrity_check"))
        if said != "ok"
    ]
    found += [
        Message.of("check.dangling", table=row[0], other=row[2])
        for row in session.execute(text("PRAGMA foreign_key_check"))
    ]
    headless = session.execute(
        select(func.count(Excerpt.id)).where(
            ~select(Version.id)
            .where(Version.excerpt_id == Excerpt.id, Version.number == Excerpt.current_number)
            .exists()
        )
    ).scalar_one()
    if headless:
        found.append(Message.of("check.without-text", count=headless))
    return found


def _text_problems(session: Session, progress: Progress, cancel: CancelToken) -> list[Message]:
    total = session.execute(select(func.count(Body.id))).scalar_one()
    found: list[Message] = []
    rows = session.execute(select(Body.id, Body.sha256, Body.text).execution_options(yield_per=500))
    for number, (key, sha, body) in enumerate(rows):
        if number % 500 == 0:
            cancel.check()
            progress(number, total)
        if sha256_of_text(body) != sha:
            found.append(Message.of("check.text-changed", text=key))
        elif "\r" in body:
            found.append(Message.of("check.not-canonical", text=key))
    return found


def _misquoted(session: Session, cancel: CancelToken) -> list[int]:
    """Ids of passages in a placed state whose quote is not the text at their span."""
    length = Annotation.end - Annotation.start
    rows = session.execute(
        select(Annotation.id)
        .join(Version, Version.id == Annotation.version_id)
        .join(Body, Body.id == Version.body_id)
        .where(
            Annotation.state.in_((AnchorState.EXACT, AnchorState.MOVED)),
            func.substr(Body.text, Annotation.start + 1, length) != Annotation.quote,
        )
        .order_by(Annotation.id)
    )
    cancel.check()
    return list(rows.scalars())


def _annotations(session: Session, ids: list[int]) -> Iterator[Annotation]:
    for portion in batched(ids):
        yield from session.scalars(select(Annotation).where(Annotation.id.in_(portion)))


def _send_to_review(archive: Archive, misquoted: list[int]) -> list[Message]:
    done: list[Message] = []
    with archive.writing(Message.of("step.send-to-review", count=len(misquoted))) as write:
        for annotation in _annotations(write.session, misquoted):
            body = annotation.version.body.text
            places = body.count(annotation.quote)
            if places == 1:
                start = body.index(annotation.quote)
                span = Span(start, start + len(annotation.quote))
                quote = describe(body, span)
                annotation.start, annotation.end = span.start, span.end
                annotation.prefix, annotation.suffix = quote.prefix, quote.suffix
                annotation.state = "moved"
                done.append(Message.of("check.moved", passage=annotation.id))
            else:
                state = AnchorState.AMBIGUOUS if places else AnchorState.ORPHAN
                annotation.state = state.value
                done.append(Message.of("check.sent", passage=annotation.id, state=annotation.state))
            annotation.modified_at = write.at
    return done
