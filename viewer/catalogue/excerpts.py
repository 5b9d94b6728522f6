"""Source, Excerpt, Version, and the texts themselves."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from viewer.catalogue.base import Base, Instant, Key, Uid, Words, one_of
from viewer.catalogue.publications import Article
from viewer.text.kinds import Kind


class Source(Base):
    """Where a text came from."""

    __tablename__ = "source"

    id: Mapped[Key]
    uid: Mapped[Uid]
    file_name: Mapped[Words]
    #: Of the original bytes, in hex.
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    #: Python codec name that the bytes were read with.
    encoding: Mapped[Words]
    importer: Mapped[Words]
    #: Citation of the carrier.
    citation: Mapped[Words]
    imported_at: Mapped[Instant]


class Body(Base):
    """A canonical text, stored once for each distinct content and never changed or removed.

    Not journalled: the journal names it by its SHA-256, so that undoing an import can drop the
    version and redoing it can find the text again.
    """

    __tablename__ = "body"

    id: Mapped[Key]
    #: Of the canonical text in UTF-8, in hex.
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    text: Mapped[str] = mapped_column(Text)


class Excerpt(Base):
    """A text held of an article."""

    __tablename__ = "excerpt"
    __table_args__ = (CheckConstraint(one_of("kind", Kind), name="kind_is_known"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    #: BCP 47 tag of the text as held, empty where unknown.
    language: Mapped[Words]
    kind: Mapped[str] = mapped_column(default=Kind.TRANSCRIPTION.value)
    #: Where in the source the text stands ("third paragraph").
    place_in_source: Mapped[Words]
    note: Mapped[Words]
    #: `Version.number` of the current version.
    current_number: Mapped[int] = mapped_column(default=1)

    article: Mapped[Article] = relationship()
    source: Mapped[Source] = relationship()
    versions: Mapped[list[Version]] = relationship(
        back_populates="excerpt", order_by="Version.number"
    )


class Version(Base):
    """One immutable state of an excerpt's text."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("excerpt_id", "number"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    excerpt_id: Mapped[int] = mapped_column(ForeignKey("excerpt.id"))
    number: Mapped[int] = mapped_column(default=1)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    reason: Mapped[Words]
    created_at: Mapped[Instant]

    excerpt: Mapped[Excerpt] = relationship(back_populates="versions")
    body: Mapped[Body] = relationship()
