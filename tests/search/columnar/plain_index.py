"""An inverted index of dictionaries and lists: slow, and easy to believe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from viewer.search.analysis.analyser import forms_of
from viewer.search.columnar.storage.content import FieldContent, SegmentContent
from viewer.search.columnar.storage.segment import Field, Segment
from viewer.search.columnar.writing.inversion import Terms, inverted
from viewer.search.engine import IndexText
from viewer.search.index.fields import EXCERPT
from viewer.text.segmentation import word_strings

#: For each term, for each document that holds it, its positions.
Plain = dict[str, dict[int, list[int]]]


def plainly(documents: Iterable[Sequence[str]]) -> Plain:
    """Words of documents, one by one."""
    found: Plain = {}
    for number, words in enumerate(documents):
        for position, word in enumerate(words):
            found.setdefault(word, {}).setdefault(number, []).append(position)
    return {term: found[term] for term in sorted(found)}


def stems(text: IndexText, field: str = "text") -> list[str]:
    forms = forms_of(word_strings(getattr(text, field)), text.language)
    return [stem for exact, stem in forms if exact]


def exacts(text: IndexText, field: str = "text") -> list[str]:
    forms = forms_of(word_strings(getattr(text, field)), text.language)
    return [exact for exact, _ in forms if exact]


def field_content(documents: Sequence[Sequence[str]], *, positions: bool = True) -> FieldContent:
    """Words of documents, inverted by the program."""
    terms = Terms()
    numbers: dict[str, int] = {}
    for word in dict.fromkeys(word for each in documents for word in each):
        numbers[word] = terms.numbers([word])[0]
    words = [numbers[word] for each in documents for word in each]
    lengths = np.array([len(each) for each in documents], np.int64)
    return inverted(np.array(words, np.int32), lengths, terms, positions=positions)


def plain_content(content: FieldContent) -> Plain:
    """What a field's content says, in dictionaries."""
    found: Plain = {}
    at = 0
    for number, term in enumerate(content.terms):
        held = found[term.decode()] = {}
        for posting in range(int(content.starts[number]), int(content.starts[number + 1])):
            count = int(content.counts[posting])
            places = content.places
            listed = [-1] * count if places is None else places[at : at + count].tolist()
            held[int(content.docs[posting])] = listed
            at += count
    assert content.places is None or at == len(content.places)
    return found


def plain_field(field: Field | None) -> Plain:
    """What a field of a segment says, in dictionaries."""
    found: Plain = {}
    if field is None:
        return found
    for number, term in enumerate(field.dictionary):
        held = found[term.decode()] = {}
        places = iter(field.places(number).tolist() if field.has_positions else ())
        docs, counts = field.postings(number).docs, field.counts(number)
        for doc, count in zip(docs.tolist(), counts.tolist(), strict=True):
            held[doc] = [next(places, -1) for _ in range(count)]
        assert next(places, None) is None
    return found


def uncounted(plain: Plain) -> Plain:
    """The same without positions."""
    return {
        term: {doc: [-1] * len(places) for doc, places in held.items()}
        for term, held in plain.items()
    }


def segment_of(
    folder: Path,
    documents: Sequence[Sequence[str]],
    live: Sequence[bool] | None = None,
    ids: Sequence[int] | None = None,
    others: Mapping[str, Sequence[Sequence[str]]] | None = None,
) -> Segment:
    """A segment with the words of documents in `text` (and in `others`), all with positions."""
    fields = {"text": documents, **(others or {})}
    content = SegmentContent(
        documents=len(documents),
        fields={name: field_content(each) for name, each in fields.items() if any(each)},
        columns={EXCERPT: np.array(range(len(documents)) if ids is None else ids, np.int64)},
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{len(list(folder.iterdir()))}.segment"
    digest = content.write(path, durable=False)
    return Segment.open(path, digest, None if live is None else np.array(live, np.bool_))
