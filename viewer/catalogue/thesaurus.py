"""Name, Event, Desk: the thesaurus (SKOS), dated happenings, saved arrangements of panes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from viewer.catalogue.base import Base, Instant, Key, Uid, Words

_IS_PREFERRED = text("role = 'preferred'")


class Name(Base):
    """An entry of the thesaurus, a `skos:Concept`: a person, place, body or term."""

    __tablename__ = "name"
    __table_args__ = (
        CheckConstraint("kind IN ('person', 'place', 'body', 'term')", name="kind_is_known"),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    kind: Mapped[str]
    note: Mapped[Words]

    labels: Mapped[list[NameLabel]] = relationship(order_by="NameLabel.id")


class NameLabel(Base):
    """A label of a name in one language, `skos:prefLabel` or `skos:altLabel`."""

    __tablename__ = "name_label"
    __table_args__ = (
        CheckConstraint("role IN ('preferred', 'alternate')", name="role_is_known"),
        Index(
            "uq_name_label_preferred",
            "name_id",
            "language",
            unique=True,
            sqlite_where=_IS_PREFERRED,
        ),
    )

    id: Mapped[Key]
    name_id: Mapped[int] = mapped_column(ForeignKey("name.id"), index=True)
    language: Mapped[str]
    text: Mapped[str]
    role: Mapped[str]
    #: What sort of other form it is ("older name", "transliteration", "as the document has it").
    note: Mapped[Words]


class Event(Base):
    """Something dated that happened, distinct from the date on which a paper printed it."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "date_from", "date_to"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    title: Mapped[str]
    description: Mapped[Words]
    place: Mapped[Words]
    #: As `Article.issue_date`.
    date: Mapped[Words]
    date_from: Mapped[str] = mapped_column(String(10), default="")
    date_to: Mapped[str] = mapped_column(String(10), default="")


class EventReport(Base):
    """That an excerpt reports an event."""

    __tablename__ = "event_report"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    excerpt_id: Mapped[int] = mapped_column(ForeignKey("excerpt.id"), primary_key=True, index=True)


class Desk(Base):
    """A saved arrangement of panes."""

    __tablename__ = "desk"

    id: Mapped[Key]
    uid: Mapped[Uid]
    name: Mapped[str] = mapped_column(unique=True)
    #: JSON: `{"panes": [{"excerpt": id, "top": code point}], "active": index}`.
    layout: Mapped[str] = mapped_column(Text, default="{}")
    modified_at: Mapped[Instant]
