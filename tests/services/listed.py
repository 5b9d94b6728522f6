"""What an archive holds now, read as the program's read models read it at first."""

from __future__ import annotations

from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import read_undo_state
from viewer.services.codebook.follow_codebook import read_codebook
from viewer.services.passages.passage_page import PassagePage, read_first_passages
from viewer.services.records.list_publications import read_publications
from viewer.services.types import PassageListRequest, PublicationInfo, TagInfo, UndoState


def list_tags(archive: Archive) -> list[TagInfo]:
    """The codebook."""
    with archive.reading() as session:
        return read_codebook(session)


def list_publications(archive: Archive) -> list[PublicationInfo]:
    """Every publication."""
    with archive.reading() as session:
        return read_publications(session)


def undo_state(archive: Archive) -> UndoState:
    """What undo and redo would take."""
    with archive.reading() as session:
        return read_undo_state(session)


def first_passages(archive: Archive, request: PassageListRequest, limit: int) -> PassagePage:
    """The beginning of a list."""
    with archive.reading() as session:
        return read_first_passages(archive, session, request, limit)
