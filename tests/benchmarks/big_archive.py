"""An archive of 100,000 excerpts and as many passages, with a codebook of 500 tags: made once.

It is a true archive, written through the program's own door and journalled, so that `check` finds
it sound and its steps can be undone; the rows are only made without reading files. It lies with
its index in the folder of kept things and is made again when `FORM` changes. Whoever measures
writes to a copy.
"""

from __future__ import annotations

import shutil
import sys
import uuid
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from generated_texts import PUBLICATIONS, Excerpt, GeneratedTexts
from measuring import hand_over

from viewer.annotation.selectors import context_lengths, quote_at
from viewer.base.messages import verbatim
from viewer.catalogue.database import HEAD
from viewer.catalogue.models import (
    Annotation,
    Article,
    Body,
    Link,
    Publication,
    Source,
    Tag,
    Tagging,
    Version,
)
from viewer.catalogue.models import Excerpt as ExcerptRow
from viewer.services.archive.archive import Archive
from viewer.services.archive.write import Write
from viewer.services.search.search_archive import ArchiveSearch
from viewer.text.canonical import canonical, sha256_of_text
from viewer.text.spans import Span

#: Counts the changes of what is made here.
FORM = 1
EXCERPTS = 100_000
TAGS = 500
#: The tag that every third text carries.
COMMON_TAG = "subject 0/tag 0"
#: The key that tags with it.
TAG_KEY = "1"

_GROUPS = 20
_PORTION = 2_000
_WORDS_IN_QUOTE = 5
_TOWNS = 40

Rows = list[dict[str, Any]]


def archive_in(kept: Path, excerpts: int, seed: int) -> Path:
    """Where the archive of this size lies, whether or not it is made yet."""
    return kept / f"big-{FORM}-{HEAD}-{excerpts}-{seed}" / "big.db"


def copied(archive: Path, to: Path) -> Path:
    """A copy of the archive with its index in the folder `to`, to write to."""
    return Path(shutil.copytree(archive.parent, to)) / archive.name


def make(archive: Path, excerpts: int, seed: int) -> None:
    """Make the archive and its index; a half made one never has the name."""
    partial = archive.parent.with_name(f"{archive.parent.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    with Archive.create(partial / archive.name, "Big") as made:
        _Maker(made, seed).make(excerpts)
        search = ArchiveSearch(made)
        search.refresh()
        search.close()
    partial.rename(archive.parent)


class _Maker:
    """One archive being made; ids are given in order, so that parts can name each other."""

    def __init__(self, archive: Archive, seed: int) -> None:
        self._archive = archive
        self._seed = seed
        self._random = np.random.default_rng([seed, 7])
        self._uids = np.random.default_rng([seed, 8])

    def make(self, excerpts: int) -> None:
        with self._archive.writing(verbatim("Make the codebook")) as write:
            write.insert_rows(Tag, self._tags())
            papers = [{"uid": self._uid(), "title": title} for title in PUBLICATIONS]
            write.insert_rows(Publication, papers)
        texts = iter(GeneratedTexts(excerpts, self._seed))
        while portion := list(islice(texts, _PORTION)):
            with self._archive.writing(verbatim(f"Import {len(portion)} excerpts")) as write:
                versions = self._import(write, portion)
            with self._archive.writing(verbatim("Tag passages")) as write:
                self._tag(write, versions)

    def _uid(self) -> str:
        return str(uuid.UUID(bytes=self._uids.bytes(16), version=4))

    def _tags(self) -> Rows:
        """The groups first, each the parent of its share of the others."""
        groups = [
            {
                "id": n + 1,
                "uid": self._uid(),
                "parent_id": None,
                "name": f"subject {n}",
                "position": n,
                "shortcut": "",
            }
            for n in range(_GROUPS)
        ]
        leaves = [
            {
                "id": _GROUPS + n + 1,
                "uid": self._uid(),
                "parent_id": n % _GROUPS + 1,
                "name": f"tag {n}",
                "position": n,
                "shortcut": "" if n else TAG_KEY,
            }
            for n in range(TAGS - _GROUPS)
        ]
        colours = self._random.integers(0x404040, 0xC0C0C0, TAGS).tolist()
        return [
            {**tag, "colour": f"#{colour:06X}"}
            for tag, colour in zip([*groups, *leaves], colours, strict=True)
        ]

    def _import(self, write: Write, portion: Sequence[Excerpt]) -> list[tuple[int, int, str]]:
        """Number, version and text of each excerpt of the portion."""
        texts = [canonical(excerpt.text) for excerpt in portion]
        bodies = write.insert_rows(
            Body, [{"sha256": sha256_of_text(text), "text": text} for text in texts]
        )
        (source,) = write.insert_rows(
            Source,
            [
                {
                    "uid": self._uid(),
                    "file_name": "big.csv",
                    "importer": "csv",
                    "imported_at": write.at,
                }
            ],
        )
        articles = write.insert_rows(Article, [self._article(excerpt) for excerpt in portion])
        excerpts = write.insert_rows(
            ExcerptRow,
            [
                {
                    "uid": self._uid(),
                    "article_id": article,
                    "source_id": source,
                    "language": excerpt.language,
                }
                for article, excerpt in zip(articles, portion, strict=True)
            ],
        )
        versions = write.insert_rows(
            Version,
            [
                {
                    "uid": self._uid(),
                    "excerpt_id": excerpt,
                    "body_id": body,
                    "reason": "import",
                    "created_at": write.at,
                }
                for excerpt, body in zip(excerpts, bodies, strict=True)
            ],
        )
        return [
            (excerpt.number, version, text)
            for excerpt, version, text in zip(portion, versions, texts, strict=True)
            if isinstance(version, int)
        ]

    def _article(self, excerpt: Excerpt) -> dict[str, Any]:
        return {
            "uid": self._uid(),
            "publication_id": PUBLICATIONS.index(excerpt.publication) + 1,
            "headline": excerpt.headline,
            "byline": f"Writer {excerpt.number % 50}",
            "dateline": f"Town {excerpt.number % _TOWNS}",
            "issue_date": excerpt.date,
            "date_from": excerpt.date,
            "date_to": excerpt.date,
            "page": str(excerpt.number % 8 + 1),
        }

    def _tag(self, write: Write, versions: Sequence[tuple[int, int, str]]) -> None:
        """One passage of the common tag in each third text, two of others in each after it."""
        annotations: Rows = []
        taggings: list[list[int]] = []
        for number, version, text in versions:
            for _ in range((0, 1, 2)[number % 3]):
                annotations.append(self._annotation(write, number, version, text))
                taggings.append(self._tags_of(number))
        ids = write.insert_rows(Annotation, annotations)
        write.insert_rows(
            Tagging,
            [
                {"annotation_id": annotation, "tag_id": tag}
                for annotation, tags in zip(ids, taggings, strict=True)
                for tag in tags
            ],
        )
        pairs = list(zip(ids[::100], ids[50::100], strict=False))
        write.insert_rows(
            Link,
            [
                {
                    "uid": self._uid(),
                    "origin_id": origin,
                    "target_id": target,
                    "kind": "supports",
                    "created_at": write.at,
                }
                for origin, target in pairs
            ],
        )

    def _annotation(self, write: Write, number: int, version: int, text: str) -> dict[str, Any]:
        spaces = [at for at, sign in enumerate(text) if sign == " "]
        first = int(self._random.integers(len(spaces) - _WORDS_IN_QUOTE))
        span = Span(spaces[first] + 1, spaces[first + _WORDS_IN_QUOTE])
        (length,) = context_lengths(text, [span])
        quote = quote_at(text, span, length)
        return {
            "uid": self._uid(),
            "version_id": version,
            "start": span.start,
            "end": span.end,
            "quote": quote.exact,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
            "note": f"Compare the report of paper {number % 7}." if number % 10 == 1 else "",
            "creator": write.who,
            "created_at": write.at,
            "modified_at": write.at,
        }

    def _tags_of(self, number: int) -> list[int]:
        """The common tag, or one of the others, a few of them much more often; some have two."""
        if number % 3 == 1:
            return [_GROUPS + 1]
        rare = _GROUPS + 2 + int((TAGS - _GROUPS - 2) * self._random.random() ** 3)
        return sorted({rare, number % _GROUPS + 1}) if number % 5 == 0 else [rare]


if __name__ == "__main__":
    path, excerpts, seed = sys.argv[1:]
    make(Path(path), int(excerpts), int(seed))
    hand_over({"megabytes": Path(path).stat().st_size / 1e6})
