"""Answering the fields of a query that the catalogue knows: newspaper, date, tag, note and so on.

Tags, notes and metadata never wait for the index: each term becomes the set of excerpt ids that it
lets through. Comparison is without regard to case and accents of the keyboard kind (ё and е).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Hashable, Iterable

from sqlalchemy import or_, select

from viewer.base.errors import InputError
from viewer.base.ids import PublicationId
from viewer.base.messages import Message
from viewer.catalogue.models import (
    Annotation,
    Article,
    Event,
    EventReport,
    Excerpt,
    NameLabel,
    Tagging,
    Version,
)
from viewer.search.language.conditions import Excerpts, Labels, Refused, Resolution
from viewer.search.requests import Filters
from viewer.services.archive.cached_parts import PUBLICATIONS, TAG_TREE
from viewer.services.archive.catalogue_cache import CatalogueReading
from viewer.services.codebook.find_tags import no_such_tag
from viewer.services.search.condition_tables import DATELINES, NOTES, PAGES, TAGGED, tagged_excerpts
from viewer.services.search.passage_conditions import has_condition
from viewer.services.search.read_filters import (
    is_kind,
    newspapers_called,
    no_such_kind,
    no_such_language,
    no_such_newspaper,
)
from viewer.services.search.resolved_terms import ResolvedTermCache
from viewer.services.search.thesaurus import Names
from viewer.text.dates import date_range
from viewer.text.folding import fold, rough_glob
from viewer.text.languages import is_named

#: Every excerpt with a date: those that may have been printed on the first day there is or later.
_DATED = Filters(date_from="0001-01-01")


class TermResolver:
    """Resolves catalogue terms against one state of the catalogue.

    Each field that `viewer.search.language.field_names` gives to the catalogue is answered by the
    method of its name, so that the list there is the only one.
    A value that cannot be read is refused (and left out of the query); one that is readable but
    unknown here finds nothing, and its complaint says so.
    """

    def __init__(
        self,
        catalogue: CatalogueReading,
        languages: Collection[str],
        kinds: Collection[str],
        names: Names,
        state: Hashable,
        cache: ResolvedTermCache,
    ) -> None:
        """`languages` and `kinds` are those of the texts in the index; `state` names the state of
        catalogue and index in `cache`."""
        self._catalogue = catalogue
        self._session = catalogue.session
        self._state = state
        self._cache = cache
        self._names = names
        self._languages = languages
        self._kinds = kinds

    def __call__(self, field: str, text: str) -> Resolution:
        """The excerpts that `field:text` lets through, or why it cannot be answered."""
        key = (self._state, field, text)
        answer: Callable[[str], Resolution] = getattr(self, f"_{field}")
        return self._cache.get(key, lambda: answer(text))

    def _newspaper(self, text: str) -> Resolution:
        found = newspapers_called(self._session, text)
        if not found:
            return Excerpts(complaint=no_such_newspaper(text))
        return Excerpts(filters=(Filters(publications=frozenset(found)),))

    def _place(self, text: str) -> Resolution:
        wanted = fold(text)
        printed = frozenset(
            PublicationId(key)
            for key, info in self._catalogue.get(PUBLICATIONS).items()
            if wanted in fold(f"{info.place}\n{info.country}")
        )
        table = self._catalogue.if_known(DATELINES)
        if table is not None:
            datelined = table.having(lambda dateline: wanted in fold(dateline))
        else:
            datelined = _ids(
                excerpt
                for excerpt, dateline in self._session.execute(
                    select(Excerpt.id, Article.dateline)
                    .join(Article, Article.id == Excerpt.article_id)
                    .where(Article.dateline != "", Article.dateline.op("GLOB")(rough_glob(wanted)))
                )
                if wanted in fold(dateline)
            )
        return Excerpts(datelined, (Filters(publications=printed),) if printed else ())

    def _language(self, text: str) -> Resolution:
        tags = frozenset(tag for tag in self._languages if is_named(tag, text))
        if not tags:
            return Excerpts(complaint=no_such_language(text))
        return Excerpts(filters=(Filters(languages=tags),))

    def _kind(self, text: str) -> Resolution:
        kinds = frozenset(kind for kind in self._kinds if is_kind(kind, text))
        if not kinds:
            return Excerpts(complaint=no_such_kind(text))
        return Excerpts(filters=(Filters(kinds=kinds),))

    def _page(self, text: str) -> Resolution:
        wanted = fold(text)

        def fits(page: str) -> bool:
            return wanted in {part.strip() for part in fold(page).split(",")}

        table = self._catalogue.if_known(PAGES)
        if table is not None:
            return Excerpts(table.having(fits))
        rows = self._session.execute(
            select(Excerpt.id, Article.page)
            .join(Article, Article.id == Excerpt.article_id)
            .where(Article.page != "")
        )
        return Excerpts(_ids(excerpt for excerpt, page in rows if fits(page)))

    def _date(self, text: str) -> Resolution:
        try:
            first, last = date_range(text)
        except InputError as error:
            return Refused(error.message)
        return Excerpts(filters=(Filters(date_from=first, date_to=last),))

    def _tag(self, text: str) -> Resolution:
        tree = self._catalogue.get(TAG_TREE)
        named = tree.called(text)
        if not named:
            return Excerpts(complaint=no_such_tag(text))
        below = tree.with_descendants(named)
        table = self._catalogue.if_known(TAGGED)
        if table is not None:
            return Excerpts(tagged_excerpts(table, below))
        # From the tag to its texts: it may be one of few.
        carriers = (
            select(Version.excerpt_id)
            .join(Annotation, Annotation.version_id == Version.id)
            .join(Tagging, Tagging.annotation_id == Annotation.id)
            .where(Tagging.tag_id.in_(below))
        )
        return Excerpts(_ids(self._session.scalars(carriers)))

    def _note(self, text: str) -> Resolution:
        wanted = fold(text)
        table = self._catalogue.if_known(NOTES)
        if table is not None:
            return Excerpts(_ids(excerpt for excerpt, note in table.values() if wanted in note))
        rows = self._session.execute(
            select(Version.excerpt_id, Annotation.note)
            .join(Version, Version.id == Annotation.version_id)
            .where(Annotation.note != "", Annotation.note.op("GLOB")(rough_glob(wanted)))
        )
        return Excerpts(_ids(excerpt for excerpt, note in rows if wanted in fold(note)))

    def _event(self, text: str) -> Resolution:
        """Excerpts that report an event whose title, place or description has all the words."""
        words = fold(text).split()
        said = (Event.title, Event.place, Event.description, Event.date)
        likely = (or_(*(column.op("GLOB")(rough_glob(word)) for column in said)) for word in words)
        rows = self._session.execute(select(Event.id, *said).where(*likely))
        events = [
            key for key, *parts in rows if all(word in fold("\n".join(parts)) for word in words)
        ]
        if not events:
            return Excerpts(complaint=Message.of("query.no-such-event", text=text))
        reports = select(EventReport.excerpt_id).where(EventReport.event_id.in_(events))
        return Excerpts(_ids(self._session.scalars(reports)))

    def _has(self, text: str) -> Resolution:
        if text.casefold().rstrip("s") == "date":
            return Excerpts(filters=(_DATED,))
        condition = has_condition(text)
        if condition is not None:
            versions = select(Annotation.version_id).where(condition)
            texts = select(Version.excerpt_id).where(Version.id.in_(versions))
            return Excerpts(_ids(self._session.scalars(texts)))
        return Refused(Message.of("query.no-such-has", text=text))

    def _name(self, text: str) -> Resolution:
        if labels := self._names.called(text):
            return Labels(labels)
        # What no one could mean in plain words, such as a single letter, can be asked for here.
        wanted = fold(text)
        rows = self._session.execute(select(NameLabel.name_id, NameLabel.text)).all()
        named = {name for name, label in rows if fold(label) == wanted}
        if named:
            return Labels(self._names.labels_of(named))
        near = sorted({label for _, label in rows if wanted in fold(label)})[:3]
        if not near:
            return Excerpts(complaint=Message.of("query.no-such-name", name=text))
        likely = Message.of("series", parts=near)
        return Excerpts(complaint=Message.of("query.no-such-name-but", name=text, near=likely))


def _ids(ids: Iterable[int]) -> array[int]:
    return array("q", ids)
