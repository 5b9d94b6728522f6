"""The labels of all names, folded and in memory: which words of a query are a name.

Labels are compared by stems, which the database cannot do, so a dictionary is made of them once
and kept until a name changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from viewer.catalogue.models import NameLabel
from viewer.search.analysis.analyser import forms, stem_of
from viewer.search.analysis.stemmers import primary
from viewer.search.index.lexicon import FieldLexicon
from viewer.search.language.conditions import Label
from viewer.search.language.thesaurus import NamedRun, is_telling
from viewer.services.archive.catalogue_cache import CachedPart, CatalogueReading
from viewer.text.languages import language_name

#: The stems of a label in its language, joined.
_Key = str

#: Of so many names of one label (*Ivanov*) the labels are given.
_MOST_NAMES = 256


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """The ids of the names that stems are a label of, by language, and after its first stem how
    many stems a label may have, longest first. `words` has the exact forms of labels of one word,
    with how many labels each is."""

    names: Mapping[str, Mapping[_Key, tuple[int, ...]]]
    lengths: Mapping[str, Mapping[str, tuple[int, ...]]]
    words: FieldLexicon


class Names:
    """A `Thesaurus` (see `viewer.search.language.thesaurus`) over one state of the catalogue."""

    def __init__(self, catalogue: CatalogueReading) -> None:
        self._session = catalogue.session
        self._catalogue = catalogue

    @cached_property
    def _index(self) -> LabelIndex:
        return self._catalogue.get(LABELS)

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


LABELS = CachedPart[LabelIndex]("labels", frozenset({"name", "name_label"}), _indexed)
