"""The list of passages as its user sees it: of a tag or all, filtered, sorted, read as needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from psygnal import Signal

from viewer.base.errors import ViewerError
from viewer.base.ids import AnnotationId, StepId, TagId
from viewer.services.archive.archive import Archive
from viewer.services.passages.follow_passages import follow_passages, open_passages
from viewer.services.passages.passage_page import listed_ids
from viewer.services.types import PassageColumn, PassageListing, PassageListRequest
from viewer.workspace.executor import Executor
from viewer.workspace.row_edits import RowEdit, row_edits

#: Passages of a page: more than a window has room for.
PAGE = 100

_ALL = PassageListRequest()
#: Before anything was read.
NOTHING_LISTED = PassageListing(_ALL, "", 0, 0, (), None, StepId(-1))


class PassagesList:
    """`listing` is what was read last, `request` what was asked for last.

    Only what is asked for is read: the beginning of a list, then page after page (`read_more`), and
    after a change of the archive the passages that it touched. One read is under way at a time; a
    newer one takes its place and does what it was to do.

    Signals: `tag_chosen()` when the passages of a tag or all were asked for;
    `opened(PassageListing)` for another list; `edited(RowEdit)` for each change of the rows of the
    same one, and `followed(PassageListing)` after those, also when only the total changed.
    """

    tag_chosen = Signal()
    opened = Signal(PassageListing)
    edited = Signal(RowEdit)
    followed = Signal(PassageListing)

    def __init__(self, archive: Archive, executor: Executor) -> None:
        self._archive = archive
        self._executor = executor
        self.listing = NOTHING_LISTED
        self.request = _ALL
        #: Passages more that were asked for and did not come yet.
        self._wanted = 0

    @property
    def tag_id(self) -> TagId | None:
        """The tag whose passages are asked for, None for all."""
        return self.request.tag_id

    def show_tag(self, tag_id: TagId | None) -> None:
        """List the passages of a tag, or all, in the order of now and with no filter."""
        self.tag_chosen.emit()
        self._ask(replace(self.request, tag_id=tag_id, words=""))

    def filter(self, words: str) -> None:
        """List those alone that hold every one of these words."""
        if words.split() != self.request.words.split():
            self._ask(replace(self.request, words=words))

    def sort(self, column: PassageColumn | None, *, descending: bool = False) -> None:
        """List them by a column; without one by issue date, newspaper and place in the text."""
        request = replace(self.request, column=column, descending=descending)
        if request != self.request:
            self._ask(request)

    def read_more(self) -> None:
        """Read a page more, if there is more."""
        if not self._wanted and not self.listing.is_whole:
            self._wanted = PAGE
            self._read()

    def refresh(self) -> None:
        """Bring the list up to date: something has changed, or nothing was read yet."""
        self._read()

    def all_ids(self, done: Callable[[list[AnnotationId]], object]) -> None:
        """Find the ids of every passage of the list, also of those that were not read."""
        listing = self.listing
        self._executor.submit(
            lambda *_: listed_ids(self._archive, listing.request, listing.with_words),
            done,
            key="ids of passages",
        )

    def _ask(self, request: PassageListRequest) -> None:
        self.request, self._wanted = request, 0
        self._read()

    def _read(self) -> None:
        listing, request, more = self.listing, self.request, self._wanted
        if listing is NOTHING_LISTED or listing.request != request:

            def job(*_: object) -> PassageListing:
                return open_passages(self._archive, request, PAGE)
        else:

            def job(*_: object) -> PassageListing:
                return follow_passages(self._archive, listing, more=more)

        self._executor.submit(job, self._show, self._give_up, key="passages")

    def _show(self, listing: PassageListing) -> None:
        before, self.listing = self.listing, listing
        is_same = before is not NOTHING_LISTED and before.request == self.request
        # The request of a listing whose tag is gone is that of all passages.
        self.request, self._wanted = listing.request, 0
        if not is_same or before.request != listing.request:
            self.opened.emit(listing)
            return
        for edit in row_edits(before.passages, listing.passages):
            self.edited.emit(edit)
        self.followed.emit(listing)

    def _give_up(self, error: ViewerError) -> None:
        self._wanted = 0
        self._executor.tell(error)
