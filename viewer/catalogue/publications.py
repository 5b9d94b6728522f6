"""Publication, Article: what was printed, where and when."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from viewer.catalogue.base import Base, Key, Uid, Words


class Publication(Base):
    """A newspaper, journal or site."""

    __tablename__ = "publication"

    id: Mapped[Key]
    uid: Mapped[Uid]
    title: Mapped[str] = mapped_column(unique=True)
    #: Title in its own script, where that differs («Известия»).
    original_title: Mapped[Words]
    place: Mapped[Words]
    country: Mapped[Words]
    #: BCP 47 tag of the language it is printed in.
    language: Mapped[Words]
    #: `#RRGGBB` on light and sepia paper.
    colour: Mapped[Words]
    #: `#RRGGBB` on dark paper.
    dark_colour: Mapped[Words]
    #: `newspaper`, `journal` or `site`.
    kind: Mapped[Words]
    note: Mapped[Words]

    former_titles: Mapped[list[FormerTitle]] = relationship(order_by="FormerTitle.id")


class FormerTitle(Base):
    """A title that a publication had before."""

    __tablename__ = "former_title"

    id: Mapped[Key]
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), index=True)
    title: Mapped[str]
    #: When it ended, as far as known; free text.
    until: Mapped[Words]


class Article(Base):
    """One item printed in one issue."""

    __tablename__ = "article"
    __table_args__ = (
        Index(None, "date_from", "date_to"),
        # The orders in which lists of passages are read page by page.
        Index(None, "issue_date"),
        Index(None, "publication_id", "issue_date"),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    publication_id: Mapped[int | None] = mapped_column(ForeignKey("publication.id"))
    headline: Mapped[Words]
    byline: Mapped[Words]
    dateline: Mapped[Words]
    #: As given: `1945-08-09`, `1945-08`, `1945`, with `?` where uncertain, empty where unknown.
    issue_date: Mapped[Words]
    #: First and last day that `issue_date` can mean (ISO), empty where unknown; derived.
    date_from: Mapped[str] = mapped_column(String(10), default="")
    date_to: Mapped[str] = mapped_column(String(10), default="")
    edition: Mapped[Words]
    page: Mapped[Words]
    column: Mapped[Words]
    url: Mapped[Words]
    note: Mapped[Words]

    publication: Mapped[Publication | None] = relationship()
