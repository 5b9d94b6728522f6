"""The passage that is in hand: its quotation, tags, note, links and citation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.services.types import AnchorState, Kind, PassageInfo
from viewer.ui.codebook.tag_chips import TagChips
from viewer.ui.passages.link_row import LinkRow, ShownLink
from viewer.ui.passages.note_editor import NoteEditor
from viewer.ui.passages.quote_block import QuoteBlock
from viewer.ui.reading.announcing import announce
from viewer.ui.theme.icons import icon

__all__ = ["PassageInspector", "ShownLink"]

NOTHING = "Select words in a pane and press T to tag them."

_STANDING = {
    AnchorState.EXACT: "",
    AnchorState.MOVED: "The text has changed; the passage moved with it.",
    AnchorState.FUZZY: "The text has changed; this is the nearest match. Compare it.",
    AnchorState.AMBIGUOUS: "The text has changed; these words stand in several places now.",
    AnchorState.ORPHAN: "The text has changed; these words are no longer in it.",
}


class PassageInspector(QWidget):
    """Signals: `note_edited(AnnotationId, str)` when a note is to be saved, `note_left()` when the
    note was left by Esc (see `came_from`), `tag_add_requested(AnnotationId)`,
    `tag_removed(AnnotationId, TagId)`, `passage_requested(AnnotationId)` for a link's other end,
    `citation_copied(str)`, `deletion_requested(AnnotationId)`."""

    note_edited = Signal(int, str)
    note_left = Signal()
    tag_add_requested = Signal(int)
    tag_removed = Signal(int, int)
    passage_requested = Signal(int)
    citation_copied = Signal(str)
    deletion_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passage: PassageInfo | None = None
        self._links: tuple[ShownLink, ...] = ()
        self._rows: list[LinkRow] = []
        self._came_from: QWidget | None = None
        self._build()
        self._connect()
        self._tint()

    @property
    def passage(self) -> PassageInfo | None:
        """The passage in hand, if any."""
        return self._passage

    @property
    def passage_id(self) -> int | None:
        """Its id."""
        return None if self._passage is None else self._passage.id

    def show_passage(
        self,
        passage: PassageInfo,
        citation: str,
        checked: bool,
        version_number: int,
        links: Sequence[ShownLink],
        unsaved_note: str | None = None,
    ) -> None:
        """Show a passage; `checked` says that its quotation was compared with the stored text.

        An `unsaved_note` was typed as its note and is not in the archive. The note of the passage
        shown before is saved first. For the same passage as before, what is being typed stays.
        """
        if passage.id == self.passage_id:
            self._note.refresh(passage.note)
        else:
            self.flush_note()
            self._passage = None
            self._note.load(passage.note, unsaved_note)
            self._scroll.verticalScrollBar().setValue(0)
        self._passage = passage
        self._quote.show_quote(passage.quote, passage.tags[0].colour if passage.tags else "")
        self._show_kind(passage.kind)
        self._state.setText(_STANDING[passage.state])
        self._state.setVisible(passage.state is not AnchorState.EXACT)
        self._chips.show_tags(passage.tags)
        self._show_links(links)
        self._citation.setText(citation)
        self._copy.setEnabled(bool(citation))
        self._show_check(checked, version_number)
        self._order_tabs()
        self._pages.setCurrentIndex(1)

    def clear(self) -> None:
        """Have no passage in hand; an unsaved note is saved first."""
        self.flush_note()
        self._passage = None
        self._note.load("")
        self._pages.setCurrentIndex(0)

    def link_to(self, passage_id: int) -> LinkRow:
        """The row of the link to a passage. Raises `LookupError` where there is none."""
        for row in self._rows:
            if row.link.other_id == passage_id:
                return row
        raise LookupError(f"no link to passage {passage_id}")

    def flush_note(self) -> None:
        """Save the note now, if it was changed."""
        if self._passage is not None:
            self._note.flush()

    def note_saved(self, passage_id: int, note: str) -> None:
        """The archive has this note of that passage now."""
        if passage_id == self.passage_id:
            self._note.saved(note)

    def note_failed(self, passage_id: int, note: str, sentence: str) -> None:
        """The note of that passage could not be saved; it stays if the passage is shown."""
        if passage_id == self.passage_id:
            self._note.failed(note, sentence)

    @property
    def note_has_focus(self) -> bool:
        """Whether somebody is at the note."""
        return self._note.hasFocus()

    @property
    def came_from(self) -> QWidget | None:
        """What had the focus before it came into this panel; None if it cannot take it back."""
        before = self._came_from
        if before is None or not shiboken6.isValid(before) or not before.isVisible():
            return None
        return before

    def focus_note(self) -> None:
        """Put the focus into the note, if there is a passage."""
        if self._passage is not None:
            self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_first(self) -> None:
        """Put the focus on the first control, if there is a passage."""
        if self._passage is not None:
            first = self._chips.chips[0] if self._chips.chips else self._chips.add
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def _build(self) -> None:
        self.setAccessibleName("Passage")
        title = QLabel("Passage")
        title.setProperty("role", "sectionTitle")
        empty = _soft_label(NOTHING)
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        empty.setContentsMargins(12, 0, 12, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(empty)
        self._pages.addWidget(self._build_passage())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(title)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def _build_passage(self) -> QScrollArea:
        self._quote, self._chips, self._note = QuoteBlock(), TagChips(), NoteEditor()
        self._kind = _soft_label("")
        self._kind.setAccessibleName("Kind of text")
        self._note_state = _soft_label("")
        self._note_state.setAccessibleName("Whether the note is saved")
        self._state = _soft_label("", role="warning")
        self._links_box = QVBoxLayout()
        self._links_box.setContentsMargins(0, 0, 0, 0)
        self._links_box.setSpacing(1)
        inner = QWidget()
        inner.setAutoFillBackground(False)
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(8)
        for part in (self._quote, self._kind, self._state, self._chips):
            column.addWidget(part)
        note = QVBoxLayout()
        note.setSpacing(2)
        note.addWidget(self._note)
        note.addWidget(self._note_state)
        column.addLayout(note)
        column.addLayout(self._links_box)
        column.addLayout(self._build_citation())
        column.addLayout(self._build_foot())
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        return self._scroll

    def _build_citation(self) -> QHBoxLayout:
        self._citation = _soft_label("")
        self._citation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._citation.setAccessibleName("Citation")
        self._copy = _quiet("Copy the citation")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._citation, 1)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _build_foot(self) -> QHBoxLayout:
        self._check = _soft_label("")
        self._delete = _quiet("Delete the passage")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._check, 1)
        row.addWidget(self._delete)
        return row

    def _connect(self) -> None:
        self._note.edited.connect(self._keep_note)
        self._note.left.connect(self.note_left)
        self._note.state_changed.connect(self._show_note_state)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self._chips.add_requested.connect(self._ask_for_tag)
        self._chips.removed.connect(self._remove_tag)
        self._copy.clicked.connect(self._copy_citation)
        self._delete.clicked.connect(self._ask_for_deletion)

    def _tint(self) -> None:
        self._copy.setIcon(icon("copy"))
        self._delete.setIcon(icon("delete"))

    def _show_check(self, checked: bool, version_number: int) -> None:
        said = "✓ quotation checked" if checked else "The quotation differs from the text"
        self._check.setText(f"{said} · version {version_number}")
        self._check.setProperty("role", "soft" if checked else "warning")
        self._check.style().polish(self._check)

    def _show_kind(self, kind: Kind) -> None:
        self._kind.setText(kind.described)
        self._kind.setProperty("role", "soft" if kind.is_own_words else "warning")
        self._kind.style().polish(self._kind)

    def _show_links(self, links: Sequence[ShownLink]) -> None:
        if tuple(links) == self._links:
            return
        self._links = tuple(links)
        for row in self._rows:
            self._links_box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [LinkRow(link) for link in links]
        for row in self._rows:
            row.clicked.connect(lambda _=False, to=row.link.other_id: self._go_to(to))
            self._links_box.addWidget(row)

    def _order_tabs(self) -> None:
        stops: list[QWidget] = [*self._chips.chips, self._chips.add, self._note]
        stops += [*self._rows, self._copy, self._delete]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    @Slot(QWidget, QWidget)
    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is None or now is None or not self.isAncestorOf(now):
            return
        if not self.isAncestorOf(before) and before.window() is self.window():
            self._came_from = before

    def _show_note_state(self) -> None:
        role = "warning" if self._note.trouble else "soft"
        if self._note_state.property("role") != role:
            self._note_state.setProperty("role", role)
            self._note_state.style().polish(self._note_state)
        if self._note_state.text() != self._note.state:
            self._note_state.setText(self._note.state)
            if self._note.trouble:
                announce(self._note_state, self._note.state)

    def _ask_for_tag(self) -> None:
        if self._passage is not None:
            self.tag_add_requested.emit(self._passage.id)

    def _ask_for_deletion(self) -> None:
        if self._passage is not None:
            self.deletion_requested.emit(self._passage.id)

    def _keep_note(self, note: str) -> None:
        if self._passage is not None:
            self.note_edited.emit(self._passage.id, note)

    def _remove_tag(self, tag_id: int) -> None:
        if self._passage is not None:
            self.tag_removed.emit(self._passage.id, tag_id)

    def _go_to(self, passage_id: int) -> None:
        self.passage_requested.emit(passage_id)

    def _copy_citation(self) -> None:
        citation = self._citation.text()
        QGuiApplication.clipboard().setText(citation)
        announce(self._copy, "Citation copied")
        self.citation_copied.emit(citation)


def _soft_label(words: str, role: str = "soft") -> QLabel:
    label = QLabel(words)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    # The sheet sets soft words small, but not warnings.
    label.setStyleSheet("font-size: 12px;")
    return label


def _quiet(name: str) -> QPushButton:
    """A button with an icon only; `name` is spoken and shown as its tip."""
    button = QPushButton()
    button.setProperty("role", "quiet")
    button.setIconSize(QSize(15, 15))
    button.setFixedSize(26, 24)
    button.setStyleSheet("padding: 0;")
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
