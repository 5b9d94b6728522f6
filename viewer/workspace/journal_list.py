"""The journal as its user sees it: the newest steps, earlier ones as they are scrolled to."""

from __future__ import annotations

from psygnal import Signal

from viewer.base.errors import ViewerError
from viewer.services.archive.archive import Archive
from viewer.services.archive.follow_journal import follow_journal, open_journal
from viewer.services.types import JournalListing
from viewer.workspace.executor import Executor
from viewer.workspace.row_edits import RowEdit, row_edits

#: Steps of a page: more than a window has room for.
PAGE = 100


class JournalList:
    """`listing` is what was read last, None before anything was.

    Signals: `edited(RowEdit)` for each change of the rows, `followed(JournalListing)` after those.
    """

    edited = Signal(RowEdit)
    followed = Signal(JournalListing)

    def __init__(self, archive: Archive, executor: Executor) -> None:
        self._archive = archive
        self._executor = executor
        self.listing: JournalListing | None = None
        #: Steps more that were asked for and did not come yet.
        self._wanted = 0

    def read_more(self) -> None:
        """Read a page of earlier steps, if there are any."""
        if self.listing is not None and not self._wanted and not self.listing.is_whole:
            self._wanted = PAGE
            self.refresh()

    def refresh(self) -> None:
        """Bring the list up to date: something has changed, or nothing was read yet."""
        listing, more = self.listing, self._wanted

        def job(*_: object) -> JournalListing:
            if listing is None or not listing.steps:
                return open_journal(self._archive, PAGE)
            return follow_journal(self._archive, listing, more=more)

        self._executor.submit(job, self._show, self._give_up, key="journal")

    def _show(self, listing: JournalListing) -> None:
        before = () if self.listing is None else self.listing.steps
        self.listing, self._wanted = listing, 0
        for edit in row_edits(before, listing.steps):
            self.edited.emit(edit)
        self.followed.emit(listing)

    def _give_up(self, error: ViewerError) -> None:
        self._wanted = 0
        self._executor.tell(error)
