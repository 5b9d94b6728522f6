"""What an importer hands out: a text with its facts, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from viewer.base.jobs import CancelToken
from viewer.base.messages import Message
from viewer.text.article_facts import ArticleFacts


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Where a text came from.

    `sha256` is of the original bytes of the file `file_name`, in hex. Rows of a table that hold
    their text themselves all have the table as their source and so share its `sha256`; they
    differ in the record's `place_in_source`. `encoding` is a Python codec name, `importer` one
    of `txt`, `md`, `html`, `csv`.
    """

    file_name: str
    sha256: str
    encoding: str
    importer: str
    citation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFacts(ArticleFacts):
    """What is known of a text and its article.

    `language` is a BCP 47 tag, `kind` one of `KINDS`. `place` is where the newspaper is printed.
    """

    publication: str = ""
    place: str = ""
    language: str = ""
    kind: str = ""
    note: str = ""
    place_in_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRecord(TextFacts):
    """A text that came in; its kind and, where it can be told, its language are known.

    `text` is canonical and never blank. `path` says to a person where the text stands: a file, or a
    row of a table (`list.csv, row 17`, the header being row 1).
    """

    path: str
    text: str
    source: SourceRecord


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or a row that did not come in; `reason` is worded with a way out."""

    path: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Warned:
    """Something about a text that did come in; `warning` names the file or row."""

    path: str
    warning: Message


Outcome = TextRecord | Skipped | Warned


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user asked of an import.

    `encoding` overrides the guess for every file, `encodings` for single ones; `guessed_as` is
    taken where it would come to a guess. `language` is for texts that do not name theirs. `cancel`
    is looked at before each row of a table.
    """

    encoding: str = ""
    language: str = ""
    encodings: Mapping[Path, str] = field(default_factory=dict)
    guessed_as: str = ""
    cancel: CancelToken = field(default_factory=CancelToken)

    def for_file(self, path: Path) -> ReadOptions:
        """The same with the encoding that was chosen for this file, if one was."""
        chosen = self.encodings.get(path, "")
        return replace(self, encoding=chosen) if chosen else self
