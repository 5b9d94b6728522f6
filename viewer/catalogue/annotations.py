"""Tag, Annotation, Link: what a reader adds to the texts."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from viewer.catalogue.base import Base, Instant, Key, Uid, Words, one_of
from viewer.catalogue.excerpts import Version
from viewer.text.kinds import AnchorState, LinkKind
from viewer.text.one_line import sort_key


class Tag(Base):
    """A node of the codebook tree."""

    __tablename__ = "tag"
    __table_args__ = (
        UniqueConstraint("parent_id", "name"),
        # NULLs are distinct in a unique constraint, so roots need an index of their own.
        # (What another database needs to be told of it stands in the migrations: naming a dialect
        # here would load it at every start.)
        Index("uq_tag_root_name", "name", unique=True, sqlite_where=text("parent_id IS NULL")),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("tag.id"))
    name: Mapped[str]
    #: `#RRGGBB`
    colour: Mapped[Words]
    definition: Mapped[Words]
    #: One key that tags with it, or empty.
    shortcut: Mapped[str] = mapped_column(String(1), default="")
    #: Order among siblings.
    position: Mapped[int] = mapped_column(default=0)

    parent: Mapped[Tag | None] = relationship(remote_side="Tag.id")
    labels: Mapped[list[TagLabel]] = relationship(order_by="TagLabel.language")


class TagLabel(Base):
    """A tag's name in one language."""

    __tablename__ = "tag_label"
    __table_args__ = (UniqueConstraint("tag_id", "language"),)

    id: Mapped[Key]
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"))
    language: Mapped[str]
    name: Mapped[str]


def _sort_key(context: DefaultExecutionContext) -> str:
    """The sort key of the quotation that is inserted, by whatever kind of statement."""
    parameters = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return sort_key(parameters["quote"])


class Annotation(Base):
    """A passage of one Version, code points `[start, end)`, with its note and its state."""

    __tablename__ = "annotation"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="is_a_span"),
        CheckConstraint(one_of("state", AnchorState), name="state_is_known"),
        Index(None, "version_id", "start"),
        Index(None, "sort_key"),
        # Few passages have a note: a list sorted by notes reads those alone.
        Index("ix_annotation_noted", "id", sqlite_where=text("note != ''")),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    #: `sort_key(quote)`, so that a page of a list sorted by quotation comes from an index; derived.
    sort_key: Mapped[str] = mapped_column(Text, default=_sort_key, server_default="")
    prefix: Mapped[Words]
    suffix: Mapped[Words]
    note: Mapped[Words]
    state: Mapped[str] = mapped_column(default=AnchorState.EXACT.value)
    creator: Mapped[Words]
    created_at: Mapped[Instant]
    modified_at: Mapped[Instant]

    version: Mapped[Version] = relationship()
    taggings: Mapped[list[Tagging]] = relationship(
        back_populates="annotation", order_by="Tagging.tag_id"
    )


class Tagging(Base):
    """That an annotation carries a tag."""

    __tablename__ = "tagging"
    # Holds all that counting the passages of a tag needs.
    __table_args__ = (Index(None, "tag_id", "annotation_id"),)

    annotation_id: Mapped[int] = mapped_column(ForeignKey("annotation.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)

    annotation: Mapped[Annotation] = relationship(back_populates="taggings")
    tag: Mapped[Tag] = relationship()


class Link(Base):
    """A typed relation between two annotations."""

    __tablename__ = "link"
    __table_args__ = (
        CheckConstraint(one_of("kind", LinkKind), name="kind_is_known"),
        UniqueConstraint("origin_id", "target_id", "kind"),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    origin_id: Mapped[int] = mapped_column(ForeignKey("annotation.id"))
    target_id: Mapped[int] = mapped_column(ForeignKey("annotation.id"), index=True)
    kind: Mapped[str]
    note: Mapped[Words]
    created_at: Mapped[Instant]
