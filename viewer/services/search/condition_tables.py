"""The conditions of queries over whole archives, in memory: by tag, note, page and dateline.

Each table is a `CachedPart`: read ahead in the background, kept by the rows that changes touch. Ids
are kept in arrays of eight bytes; with 100,000 passages all tables take some 10 MB.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Mapped, Session

from viewer.catalogue.models import Annotation, Article, Excerpt, Tagging, Version
from viewer.catalogue.row_ids import RowIds
from viewer.services.archive.batched import batched
from viewer.services.archive.catalogue_cache import CachedPart
from viewer.text.folding import fold

#: Past so many changed rows arrays are made again and not cut.
_MOST_CUT = 64


@dataclass(frozen=True, slots=True)
class TaggedPassages:
    """The passages that carry one tag, ascending, and the excerpt of each."""

    annotations: array[int]
    excerpts: array[int]

    @classmethod
    def of(cls, excerpts: Mapping[int, int]) -> TaggedPassages:
        """From the excerpt of each passage."""
        ordered = sorted(excerpts)
        return cls(array("q", ordered), array("q", map(excerpts.__getitem__, ordered)))

    def changed(self, removed: Collection[int], added: Mapping[int, int]) -> TaggedPassages:
        """Without some passages, and with others."""
        if len(removed) + len(added) > _MOST_CUT:
            held = dict(zip(self.annotations, self.excerpts, strict=True))
            for annotation in removed:
                held.pop(annotation, None)
            return TaggedPassages.of(held | dict(added))
        annotations, excerpts = self.annotations[:], self.excerpts[:]
        for annotation in {*removed, *added}:
            at = bisect_left(annotations, annotation)
            if at < len(annotations) and annotations[at] == annotation:
                del annotations[at], excerpts[at]
        for annotation, excerpt in added.items():
            at = bisect_left(annotations, annotation)
            annotations.insert(at, annotation)
            excerpts.insert(at, excerpt)
        return TaggedPassages(annotations, excerpts)


#: By tag id.
TaggedTable = Mapping[int, TaggedPassages]


def tagged_excerpts(table: TaggedTable, tag_ids: Iterable[int]) -> array[int]:
    """The excerpts with a passage under any of these tags, some of them several times."""
    found = array("q")
    for tag_id in tag_ids:
        if tag_id in table:
            found += table[tag_id].excerpts
    return found


def _load_tagged(session: Session) -> TaggedTable:
    annotations: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))
    excerpts: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))
    rows = session.execute(
        select(Tagging.tag_id, Tagging.annotation_id, Version.excerpt_id)
        .join(Annotation, Annotation.id == Tagging.annotation_id)
        .join(Version, Version.id == Annotation.version_id)
        .order_by(Tagging.tag_id, Tagging.annotation_id)
        .execution_options(yield_per=5_000)
    )
    for tag_id, annotation, excerpt in rows:
        annotations[tag_id].append(annotation)
        excerpts[tag_id].append(excerpt)
    return {key: TaggedPassages(annotations[key], excerpts[key]) for key in annotations}


def _patch_tagged(table: TaggedTable, session: Session, rows: Mapping[str, RowIds]) -> TaggedTable:
    """A passage never leaves its excerpt, so that only its taggings have to be looked at."""
    changed = rows["tagging"]
    excerpts = {
        annotation: excerpt
        for some in batched(changed.ids(0))
        for annotation, excerpt in session.execute(
            select(Annotation.id, Version.excerpt_id)
            .join(Version, Version.id == Annotation.version_id)
            .where(Annotation.id.in_(some))
        )
    }
    removed: defaultdict[int, set[int]] = defaultdict(set)
    added: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for annotation, tag_id in _pairs(changed.deleted):
        removed[tag_id].add(annotation)
    for annotation, tag_id in _pairs(changed.inserted | changed.updated):
        added[tag_id][annotation] = excerpts[annotation]
    nothing = TaggedPassages.of({})
    after = dict(table)
    for tag_id in {*removed, *added}:
        held = after.get(tag_id, nothing)
        after[tag_id] = held.changed(removed[tag_id], added[tag_id])
    return after


def _pairs(keys: Iterable[object]) -> Iterator[tuple[int, int]]:
    for key in keys:
        assert isinstance(key, tuple)
        yield key


#: By annotation id: its excerpt, and its note as it is compared (see `fold`).
NoteTable = Mapping[int, tuple[int, str]]


def _load_notes(session: Session) -> NoteTable:
    return _notes(session, Annotation.note != "")


def _patch_notes(table: NoteTable, session: Session, rows: Mapping[str, RowIds]) -> NoteTable:
    touched = rows["annotation"].ids()
    after = {key: held for key, held in table.items() if key not in touched}
    for some in batched(touched):
        after |= _notes(session, Annotation.note != "", Annotation.id.in_(some))
    return after


def _notes(session: Session, *conditions: ColumnElement[bool]) -> dict[int, tuple[int, str]]:
    rows = session.execute(
        select(Annotation.id, Version.excerpt_id, Annotation.note)
        .join(Version, Version.id == Annotation.version_id)
        .where(*conditions)
    )
    return {key: (excerpt, fold(note)) for key, excerpt, note in rows}


@dataclass(frozen=True, slots=True)
class ExcerptValues:
    """One value for each excerpt that has any, such as the page: by excerpt, and by value."""

    #: Ascending, and for each the number of its value.
    excerpts: array[int]
    numbers: array[int]
    values: tuple[str, ...]
    #: For each value the excerpts that have it, ascending.
    holders: tuple[array[int], ...]

    def having(self, fits: Callable[[str], bool]) -> array[int]:
        """The excerpts with a value that `fits` is true of; it is asked of each value once."""
        found = array("q")
        for value, holders in zip(self.values, self.holders, strict=True):
            if fits(value):
                found += holders
        return found

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, str]]) -> ExcerptValues:
        """From excerpts, ascending, and their values."""
        excerpts, numbers, known = array("q"), array("l"), dict[str, int]()
        holders: list[array[int]] = []
        for excerpt, value in pairs:
            number = known.setdefault(value, len(known))
            if number == len(holders):
                holders.append(array("q"))
            excerpts.append(excerpt)
            numbers.append(number)
            holders[number].append(excerpt)
        return cls(excerpts, numbers, tuple(known), tuple(holders))

    def changed(self, touched: Collection[int], now: Mapping[int, str]) -> ExcerptValues:
        """With the values that some excerpts have now; without those that have none."""
        if len(touched) > _MOST_CUT:
            held = {
                excerpt: self.values[number]
                for excerpt, number in zip(self.excerpts, self.numbers, strict=True)
                if excerpt not in touched
            }
            return ExcerptValues.of(sorted((held | dict(now)).items()))
        excerpts, numbers = self.excerpts[:], self.numbers[:]
        known = {value: number for number, value in enumerate(self.values)}
        holders = list(self.holders)
        for excerpt in touched:
            at = bisect_left(excerpts, excerpt)
            if at < len(excerpts) and excerpts[at] == excerpt:
                number = numbers[at]
                holders[number] = _without(holders[number], excerpt)
                del excerpts[at], numbers[at]
            if excerpt in now:
                number = known.setdefault(now[excerpt], len(known))
                if number == len(holders):
                    holders.append(array("q"))
                holders[number] = _with(holders[number], excerpt)
                excerpts.insert(at, excerpt)
                numbers.insert(at, number)
        return ExcerptValues(excerpts, numbers, tuple(known), tuple(holders))


def _without(ids: array[int], one: int) -> array[int]:
    at = bisect_left(ids, one)
    return ids[:at] + ids[at + 1 :]


def _with(ids: array[int], one: int) -> array[int]:
    at = bisect_left(ids, one)
    return ids[:at] + array("q", [one]) + ids[at:]


def _values_of(name: str, column: Mapped[str]) -> CachedPart[ExcerptValues]:
    """The table of one column of articles, by the excerpts of each."""

    def rows(session: Session, *conditions: ColumnElement[bool]) -> Iterator[tuple[int, str]]:
        statement = (
            select(Excerpt.id, column)
            .join(Article, Article.id == Excerpt.article_id)
            .where(column != "", *conditions)
            .order_by(Excerpt.id)
        )
        return ((excerpt, value) for excerpt, value in session.execute(statement))

    def patched(
        table: ExcerptValues, session: Session, changed: Mapping[str, RowIds]
    ) -> ExcerptValues:
        touched = set(changed["excerpt"].ids()) if "excerpt" in changed else set()
        if "article" in changed:
            for some in batched(changed["article"].ids()):
                of_articles = select(Excerpt.id).where(Excerpt.article_id.in_(some))
                touched.update(session.scalars(of_articles))
        now: dict[int, str] = {}
        for some in batched(touched):
            now.update(rows(session, Excerpt.id.in_(some)))
        return table.changed(touched, now)

    tables = frozenset({"article", "excerpt"})
    return CachedPart(name, tables, lambda session: ExcerptValues.of(rows(session)), patched)


TAGGED = CachedPart[TaggedTable]("taggings", frozenset({"tagging"}), _load_tagged, _patch_tagged)
NOTES = CachedPart[NoteTable]("notes", frozenset({"annotation"}), _load_notes, _patch_notes)
PAGES = _values_of("pages", Article.page)
DATELINES = _values_of("datelines", Article.dateline)

#: All that is worth reading ahead.
CONDITION_TABLES: tuple[CachedPart[Any], ...] = (TAGGED, NOTES, PAGES, DATELINES)
