"""Building an archive from a folder of TOML and text files, as the shipped one is.

`resources/sample/README.md` describes the files. Ids are UUIDv5 of the keys in the files and the
time is the folder's own, so the same folder always gives the same archive, text for text.
"""

from __future__ import annotations

import sqlite3
import tomllib
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from viewer.annotation.codebook import split_path
from viewer.annotation.selectors import describe
from viewer.base.errors import InputError
from viewer.base.ids import VersionId
from viewer.base.messages import Message
from viewer.catalogue.models import (
    Annotation,
    Article,
    Body,
    Event,
    EventReport,
    Excerpt,
    FormerTitle,
    Link,
    Name,
    NameLabel,
    Publication,
    Source,
    Tag,
    Tagging,
    TagLabel,
    Version,
)
from viewer.services.archive.archive import Archive
from viewer.services.archive.new_file import new_file
from viewer.services.archive.write import Write
from viewer.text.article_facts import ARTICLE_FIELDS
from viewer.text.canonical import canonical, sha256_of_text
from viewer.text.dates import parse_date
from viewer.text.kinds import AnchorState
from viewer.text.spans import Span

Entry = dict[str, Any]


def build_from_folder(folder: Path, path: Path) -> Archive:
    """Make the archive at `path` from `folder`, folded into its one file, and open it.

    Raises `InputError` naming the file and entry that cannot be used; then no archive is left.
    """
    about = _table(folder, "archive.toml")
    try:
        title, built, namespace = about["title"], about["built"], uuid.UUID(about["namespace"])
    except (KeyError, ValueError) as error:
        raise InputError(
            "build.bad-archive-toml", path=folder / "archive.toml", reason=error
        ) from error
    uid, who = str(uuid.uuid5(namespace, "archive")), about.get("who", "")
    with new_file(path) as partial:
        try:
            with (
                Archive.create(partial, title, uid=uid, at=built) as archive,
                archive.writing(
                    Message.of("step.build", title=title), who=who, at=built, kind="build"
                ) as write,
            ):
                _Builder(folder, write, namespace).build()
                write.identify(str(uuid.uuid5(namespace, "step")))
        except KeyError as error:
            raise InputError("build.bad-entry", folder=folder, reason=error) from error
        _fold(partial)
    return Archive.open(path)


def _fold(path: Path) -> None:
    """Leave one compact file in SQLite's plain mode: nothing beside it is needed to read it."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("VACUUM")
    connection.close()


def _table(folder: Path, name: str) -> Entry:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError("build.missing-file", folder=folder, name=name) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("file.unreadable", path=folder / name, reason=error) from error


class _Builder:
    """One build under way. `_keys` maps each entry's key to its row."""

    def __init__(self, folder: Path, write: Write, namespace: uuid.UUID) -> None:
        self._folder = folder
        self._write = write
        self._session: Session = write.session
        self._namespace = namespace
        self._keys: dict[str, Any] = {}
        self._texts: dict[str, tuple[Version, str]] = {}
        self._bodies: dict[str, Body] = {}

    def build(self) -> None:
        self._each("publications.toml", "publication", self._publication)
        self._each("sources.toml", "source", self._source)
        self._each("articles.toml", "article", self._article)
        self._each("codebook.toml", "tag", self._tag)
        self._each("names.toml", "name", self._name)
        self._each("events.toml", "event", self._event)
        self._each("annotations.toml", "annotation", self._annotation)
        self._each("annotations.toml", "link", self._link)

    def _each(self, file: str, kind: str, make: Any) -> None:
        for entry in _table(self._folder, file).get(kind, []):
            make(entry)
            self._session.flush()

    def _uid(self, kind: str, key: str) -> str:
        return str(uuid.uuid5(self._namespace, f"{kind}:{key}"))

    def _add(self, kind: str, key: str, row: Any) -> None:
        row.uid = self._uid(kind, key)
        self._session.add(row)
        self._keys[f"{kind}:{key}"] = row

    def _publication(self, entry: Entry) -> None:
        names = ("title", "original_title", "place", "country", "language", "colour", "dark_colour")
        row = Publication(
            **_texts(entry, *names, "kind", "note"),
            former_titles=[
                FormerTitle(title=former["title"], until=str(former.get("until", "")))
                for former in entry.get("former_titles", [])
            ],
        )
        self._add("publication", entry["key"], row)

    def _source(self, entry: Entry) -> None:
        row = Source(
            **_texts(entry, "file_name", "sha256", "encoding", "citation"),
            importer="archive-viewer new --from",
            imported_at=self._write.at,
        )
        self._add("source", entry["key"], row)

    def _article(self, entry: Entry) -> None:
        row = Article(
            publication_id=self._keys[f"publication:{entry['publication']}"].id,
            **_texts(entry, *ARTICLE_FIELDS, "note")
            | _dates(entry.get("issue_date", ""), "issue_date"),
        )
        self._add("article", entry["key"], row)
        self._session.flush()
        for excerpt in entry.get("excerpt", []):
            self._excerpt(row, excerpt)

    def _excerpt(self, article: Article, entry: Entry) -> None:
        text = _text(self._folder / entry["text"])
        sha = sha256_of_text(text)
        body = self._bodies.setdefault(sha, Body(sha256=sha, text=text))
        row = Excerpt(
            article_id=article.id,
            source_id=self._keys[f"source:{entry['source']}"].id,
            **_texts(entry, "language", "kind", "place_in_source", "note"),
        )
        self._add("excerpt", entry["key"], row)
        version = Version(
            uid=self._uid("version", f"{entry['key']}:1"),
            excerpt=row,
            number=1,
            body=body,
            reason="import",
            created_at=self._write.at,
        )
        self._session.add(version)
        self._texts[entry["key"]] = (version, text)

    def _tag(self, entry: Entry) -> None:
        names = split_path(entry["path"])
        parent = self._keys.get(f"tag:{'/'.join(names[:-1])}")
        row = Tag(
            parent_id=parent.id if parent else None,
            name=names[-1],
            position=sum(key.startswith("tag:") for key in self._keys),
            **_texts(entry, "colour", "definition", "shortcut"),
            labels=[
                TagLabel(language=language, name=name)
                for language, name in entry.get("labels", {}).items()
            ],
        )
        self._add("tag", "/".join(names), row)

    def _name(self, entry: Entry) -> None:
        row = Name(
            **_texts(entry, "kind", "note"),
            labels=[
                NameLabel(**_texts(label, "language", "text", "role", "note"))
                for label in entry["label"]
            ],
        )
        self._add("name", entry["key"], row)

    def _event(self, entry: Entry) -> None:
        row = Event(
            **_texts(entry, "title", "description", "place"),
            **_dates(entry["date"], "date"),
        )
        self._add("event", entry["key"], row)
        self._session.flush()
        for key in entry.get("reports", []):
            excerpt = self._keys[f"excerpt:{key}"]
            self._session.add(EventReport(event_id=row.id, excerpt_id=excerpt.id))

    def _annotation(self, entry: Entry) -> None:
        version, text = self._texts[entry["excerpt"]]
        span = _place_of(entry, text)
        quote = describe(text, span)
        row = Annotation(
            version_id=VersionId(version.id),
            start=span.start,
            end=span.end,
            quote=quote.exact,
            prefix=quote.prefix,
            suffix=quote.suffix,
            note=entry.get("note", ""),
            state=AnchorState.EXACT.value,
            creator=self._write.who,
            created_at=self._write.at,
            modified_at=self._write.at,
        )
        self._add("annotation", entry["key"], row)
        self._session.flush()
        for path in entry.get("tags", []):
            tag = self._keys[f"tag:{path}"]
            self._session.add(Tagging(annotation_id=row.id, tag_id=tag.id))

    def _link(self, entry: Entry) -> None:
        row = Link(
            origin_id=self._keys[f"annotation:{entry['origin']}"].id,
            target_id=self._keys[f"annotation:{entry['target']}"].id,
            kind=entry["kind"],
            note=entry.get("note", ""),
            created_at=self._write.at,
        )
        self._add("link", entry["key"], row)


def _text(path: Path) -> str:
    try:
        return canonical(path.read_bytes().decode("utf-8")).rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("file.unreadable", path=path, reason=error) from error


def _texts(entry: Entry, *names: str) -> dict[str, str]:
    return {name: str(entry.get(name, "")) for name in names}


def _dates(text: str, name: str) -> dict[str, str]:
    if not text:
        return {name: "", "date_from": "", "date_to": ""}
    date = parse_date(text)
    return {name: date.text, "date_from": date.first, "date_to": date.last}


def _place_of(entry: Entry, text: str) -> Span:
    start = -1
    for _ in range(entry.get("occurrence", 1)):
        start = text.find(entry["quote"], start + 1)
        if start < 0:
            raise InputError("build.quote-not-found", key=entry["key"], excerpt=entry["excerpt"])
    return Span(start, start + len(entry["quote"]))
