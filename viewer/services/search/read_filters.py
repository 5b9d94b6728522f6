"""Reading what narrows a search from words that mean what they mean in a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from viewer.base.ids import PublicationId
from viewer.base.messages import Message
from viewer.catalogue.models import Excerpt, FormerTitle, Publication
from viewer.services.archive.archive import Archive
from viewer.services.types import Filters
from viewer.text.folding import fold
from viewer.text.kinds import Kind
from viewer.text.languages import is_named

#: Lets no excerpt through: no publication has this id. (An empty set would let every one through.)
_NO_PUBLICATION = PublicationId(-1)


@dataclass(frozen=True, slots=True)
class FilterWords:
    """Filters as they are written; of each list, what fits any is let through.

    The dates are ISO days, both inclusive, empty for an open end.
    """

    newspapers: Sequence[str] = ()
    languages: Sequence[str] = ()
    kinds: Sequence[str] = ()
    date_from: str = ""
    date_to: str = ""


def read_filters(archive: Archive, words: FilterWords) -> tuple[Filters, tuple[Message, ...]]:
    """The filters that `words` mean, and a complaint for each word that means nothing here.

    As in a query, what is unknown lets nothing through rather than everything.
    """
    complaints: list[Message] = []
    publications: set[PublicationId] = set()
    languages: set[str] = set()
    kinds: set[str] = set()
    with archive.reading() as session:
        for text in words.newspapers:
            found = newspapers_called(session, text)
            publications |= found or {_NO_PUBLICATION}
            complaints += [] if found else [no_such_newspaper(text)]
        held = session.scalars(select(Excerpt.language).distinct()).all() if words.languages else []
        for text in words.languages:
            tags = {tag for tag in held if is_named(tag, text)}
            languages |= tags or {text}
            complaints += [] if tags else [no_such_language(text)]
        held = session.scalars(select(Excerpt.kind).distinct()).all() if words.kinds else []
        for text in words.kinds:
            fitting = {kind for kind in held if is_kind(kind, text)}
            kinds |= fitting or {text}
            complaints += [] if fitting else [no_such_kind(text)]
    filters = Filters(
        frozenset(publications),
        frozenset(languages),
        frozenset(kinds),
        words.date_from,
        words.date_to,
    )
    return filters, tuple(complaints)


def newspapers_called(session: Session, text: str) -> set[PublicationId]:
    """The publications in any of whose titles `text` is: today's, the original's or a former."""
    wanted = fold(text)
    return {PublicationId(key) for key, title in _titles(session) if wanted in fold(title)}


def is_kind(kind: str, text: str) -> bool:
    """Whether `text` names this kind of text, or begins its name."""
    return kind.startswith(text.casefold())


def no_such_newspaper(text: str) -> Message:
    """What to say of a newspaper that the archive does not hold."""
    return Message.of("query.no-such-newspaper", name=text)


def no_such_language(text: str) -> Message:
    """What to say of a language in which the archive holds nothing."""
    return Message.of("query.no-such-language", name=text)


def no_such_kind(text: str) -> Message:
    """What to say of a kind of which the archive holds nothing."""
    return Message.of("query.no-such-kind", name=text, known=[kind.value for kind in Kind])


def _titles(session: Session) -> Iterator[tuple[int, str]]:
    for key, title, original in session.execute(
        select(Publication.id, Publication.title, Publication.original_title)
    ):
        yield key, title
        yield key, original
    former = select(FormerTitle.publication_id, FormerTitle.title)
    yield from ((key, title) for key, title in session.execute(former))
