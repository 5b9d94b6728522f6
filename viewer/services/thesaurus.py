"""The labels of all names, folded and in memory: which words of a query are a name.

Labels are compared by stems, which the database cannot do, so a dictionary is made of them once
for each state of the thesaurus: it is known by the newest journal step that touched a name.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from viewer.catalogue.models import JournalChange, NameLabel
from viewer.search.analysis import forms, stem_of
from viewer.search.conditions import Label
from viewer.search.lexicon import FieldLexicon
from viewer.search.stemmers import primary
from viewer.search.thesaurus import NamedRun, is_telling
from viewer.text.languages import language_name

#: The stems of a label in its language, joined.
_Key = str

#: Of so many names of one label (*Ivanov*) the labels are given.
_MOST_NAMES = 256

_TABLES = ("name", "name_label")


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """The ids of the names that stems are a label of, by language, and after its first stem how
    many stems a label may have, longest first. `words` has the exact forms of labels of one word,
    with how many labels each is."""

    names: Mapping[str, Mapping[_Key, tuple[int, ...]]]
    lengths: Mapping[str, Mapping[str, tuple[int, ...]]]
    words: FieldLexicon


class ThesaurusCache:
    """Makes the index of labels when it is first wanted, and anew when a name has changed.

    Safe between threads: one of them makes it, others wait for it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: tuple[int, LabelIndex] | None = None

    def labels(self, session: Session) -> LabelIndex:
        """The labels in the state of the catalogue that `session` sees."""
        step = _newest_step(session)
        with self._lock:
            if self._known is None or self._known[0] != step:
                self._known = step, _indexed(session)
            return self._known[1]


class Names:
    """A `Thesaurus` (see `viewer.search.thesaurus`) over one state of the catalogue."""

    def __init__(self, session: Session, cache: ThesaurusCache) -> None:
        self._session = session
        self._cache = cache

    @cached_property
    def _index(self) -> LabelIndex:
        return self._cache.labels(self._session)

    def runs(self, words: Sequence[str], owners: Sequence[int]) -> list[NamedRun]:
        """The longest runs of exact forms that are labels (see `Thesaurus.runs`)."""
        if not words:
            return []
        index = self._index
        stems = {language: [stem_of(word, language) for word in words] for language in index.names}
        found: list[tuple[int, int, set[int]]] = []
        at = 0
        while at < len(words):
            length, names = _longest(index, stems, owners, at)
            if names:
                found.append((at, at + length, names))
            at += max(length, 1)
        return [NamedRun(first, end, self.labels_of(names)) for first, end, names in found]

    def words(self) -> FieldLexicon:
        """The exact forms of labels of one word."""
        return self._index.words

    def called(self, text: str) -> tuple[Label, ...]:
        """The labels of the names that a text is a label of, by its stems; empty for none."""
        words = [exact for exact, _ in forms(text, "")]
        runs = self.runs(words, range(len(words)))
        whole = [run for run in runs if run.first == 0 and run.end == len(words)]
        return whole[0].labels if whole else ()

    def labels_of(self, names: Collection[int]) -> tuple[Label, ...]:
        """The labels of some names, preferred ones first, each once."""
        rows = self._session.execute(
            select(NameLabel.text, NameLabel.language)
            .where(NameLabel.name_id.in_(sorted(names)[:_MOST_NAMES]))
            .order_by(NameLabel.role != "preferred", NameLabel.name_id, NameLabel.id)
        )
        return tuple(dict.fromkeys(_label(text, language) for text, language in rows))


def _longest(
    index: LabelIndex, stems: Mapping[str, Sequence[str]], owners: Sequence[int], at: int
) -> tuple[int, set[int]]:
    """How many words from `at` on are a label, and of which names; 0 for none."""
    most, names = 0, set[int]()
    if at and owners[at - 1] == owners[at]:
        return most, names
    for language, every in stems.items():
        for length in index.lengths[language].get(every[at], ()):
            end = at + length
            cut = end > len(every) or (end < len(every) and owners[end] == owners[end - 1])
            if length < most or cut:
                continue
            found = index.names[language].get(" ".join(every[at:end]))
            if found:
                names = names.union(found) if length == most else set(found)
                most = length
                break
    return most, names


def _label(text: str, language: str) -> Label:
    return Label(text, language_name(primary(language)) if language else "")


def _newest_step(session: Session) -> int:
    newest = select(func.max(JournalChange.step_id)).where(JournalChange.table_name.in_(_TABLES))
    return session.execute(newest).scalar() or 0


def _indexed(session: Session) -> LabelIndex:
    names: dict[str, dict[_Key, tuple[int, ...]]] = defaultdict(dict)
    lengths: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    words: Counter[str] = Counter()
    rows = session.execute(select(NameLabel.name_id, NameLabel.text, NameLabel.language))
    for name, text, tag in rows:
        language = primary(tag)
        analysed = forms(text, language)
        if not is_telling([exact for exact, _ in analysed]):
            continue
        if len(analysed) == 1:
            words[analysed[0][0]] += 1
        stems = [stem for _, stem in analysed]
        key = " ".join(stems)
        held = names[language].get(key, ())
        if name not in held:
            names[language][key] = (*held, name)
        lengths[language][stems[0]].add(len(stems))
    longest_first = {
        language: {stem: tuple(sorted(every, reverse=True)) for stem, every in of.items()}
        for language, of in lengths.items()
    }
    sorted_words = sorted(words)
    counts = [words[word] for word in sorted_words]
    return LabelIndex(dict(names), longest_first, FieldLexicon(sorted_words, counts))
