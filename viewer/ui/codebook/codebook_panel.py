"""The codebook: the tree of tags, and all that can be done to a tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from viewer.annotation.tag_tree import TagNode, TagTree
from viewer.services.types import TagInfo
from viewer.text.counting import counted
from viewer.ui.codebook.codebook_delegate import CodebookDelegate
from viewer.ui.codebook.codebook_model import ID_ROLE, CodebookModel
from viewer.ui.codebook.tag_menu import TagMenu
from viewer.ui.widgets.inline_prompt import InlinePrompt

NO_TAGS = "No tags yet. Select words in a pane and press T, or make a tag here."
_PATH_HINT = "framing/liberation"


class CodebookPanel(QWidget):
    """Signals: `tag_chosen(TagId)` to see its passages, `tag_created(str path)`,
    `tag_renamed(TagId, str)`, `tag_recoloured(TagId, str)`, `tag_defined(TagId, str)`,
    `shortcut_changed(TagId, str)` (empty for none), `tag_deleted(TagId)`."""

    tag_chosen = Signal(int)
    tag_created = Signal(str)
    tag_renamed = Signal(int, str)
    tag_recoloured = Signal(int, str)
    tag_defined = Signal(int, str)
    shortcut_changed = Signal(int, str)
    tag_deleted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = CodebookModel(self)
        self._collapsed: set[int] = set()
        self._menu: QMenu | None = None
        self._tags: tuple[TagInfo, ...] = ()
        self._build()
        self._connect()
        self.set_tags([])

    def set_tags(self, tags: Sequence[TagInfo]) -> None:
        """Show these tags; what was folded stays folded, the current tag stays current."""
        current = self._current_id()
        self._tags = tuple(tags)
        self._model.set_tags(tags)
        self._empty.setVisible(not tags)
        self._tree.setVisible(bool(tags))
        here = self._model.index_of(current) if current is not None else QModelIndex()
        if here.isValid() and here != self._tree.currentIndex():
            self._tree.setCurrentIndex(here)

    def start_new_tag(self) -> None:
        """Ask for the path of a new tag."""
        self._ask_new("")

    def focus_first(self) -> None:
        """Put the focus on the current tag, or the first."""
        if not self._model.rowCount():
            self._new.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not self._tree.currentIndex().isValid():
            self._tree.setCurrentIndex(self._model.index(0, 0))
        self._tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        self.setAccessibleName("Codebook")
        self._new = QPushButton("New tag")
        self._new.setProperty("role", "quiet")
        self._new.setProperty("dense", True)
        self._new.setAccessibleName("New tag")
        self._prompt = InlinePrompt()
        self._empty = QLabel(NO_TAGS)
        self._empty.setProperty("role", "soft")
        self._empty.setWordWrap(True)
        self._tree = self._build_tree()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 4)
        column.setSpacing(2)
        column.addLayout(self._build_head())
        column.addWidget(self._prompt)
        column.addWidget(self._empty)
        column.addWidget(self._tree, 1)
        column.addStretch(0)

    def _build_head(self) -> QHBoxLayout:
        title = QLabel("Codebook")
        title.setProperty("role", "sectionTitle")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._new)
        return head

    def _build_tree(self) -> QTreeView:
        tree = QTreeView()
        tree.setModel(self._model)
        tree.setItemDelegate(CodebookDelegate(tree))
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setIndentation(16)
        tree.setExpandsOnDoubleClick(False)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setAccessibleName("Tags")
        return tree

    def _connect(self) -> None:
        self._new.clicked.connect(self.start_new_tag)
        self._model.name_edited.connect(self.tag_renamed)
        self._model.modelReset.connect(self._unfold)
        self._tree.collapsed.connect(lambda index: self._collapsed.add(index.data(ID_ROLE)))
        self._tree.expanded.connect(lambda index: self._collapsed.discard(index.data(ID_ROLE)))
        self._tree.clicked.connect(self._choose)
        self._tree.customContextMenuRequested.connect(self._open_menu)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(QKeySequence(key), self._tree)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(lambda: self._choose(self._tree.currentIndex()))
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._tree)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._delete_current)

    def _unfold(self) -> None:
        folded = set(self._collapsed)
        self._tree.expandAll()
        for tag_id in folded:
            index = self._model.index_of(tag_id)
            if index.isValid():
                self._tree.collapse(index)
        self._collapsed = folded

    def _current_id(self) -> int | None:
        index = self._tree.currentIndex()
        return int(index.data(ID_ROLE)) if index.isValid() else None

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.tag_chosen.emit(index.data(ID_ROLE))

    def _open_menu(self, at: QPoint) -> None:
        index = self._tree.indexAt(at)
        index = index if index.isValid() else self._tree.currentIndex()
        tag = self._model.tag(index.data(ID_ROLE)) if index.isValid() else None
        if tag is None:
            return
        self._menu = self._menu_of(tag)
        self._menu.popup(self._tree.viewport().mapToGlobal(at))

    def _menu_of(self, tag: TagInfo) -> TagMenu:
        menu = TagMenu(tag, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.passages.triggered.connect(lambda: self.tag_chosen.emit(tag.id))
        menu.new_below.triggered.connect(lambda: self._ask_new(f"{tag.path}/"))
        menu.rename.triggered.connect(lambda: self._tree.edit(self._model.index_of(tag.id)))
        menu.definition.triggered.connect(lambda: self._ask_definition(tag))
        menu.shortcut.triggered.connect(lambda: self._ask_key(tag))
        menu.delete_tag.triggered.connect(lambda: self._ask_deletion(tag))
        menu.colour_picked.connect(lambda colour: self.tag_recoloured.emit(tag.id, colour))
        return menu

    def _delete_current(self) -> None:
        tag = self._model.tag(current) if (current := self._current_id()) is not None else None
        if tag is not None:
            self._ask_deletion(tag)

    def _ask_deletion(self, tag: TagInfo) -> None:
        tree = TagTree(TagNode(each.id, each.parent_id, each.name) for each in self._tags)
        below = len(tree.with_descendants([tag.id])) - 1
        self._prompt.ask_whether(
            deletion_question(tag, below),
            lambda: self.tag_deleted.emit(tag.id),
            yes="Delete",
            no="Keep",
        )

    def _ask_new(self, path: str) -> None:
        def answer(typed: str) -> None:
            if typed.strip("/ "):
                self.tag_created.emit(typed)

        question = f"New tag below {path[:-1]}" if path else "New tag; a slash parts the levels"
        self._prompt.ask(question, answer, text=path, hint=_PATH_HINT)

    def _ask_definition(self, tag: TagInfo) -> None:
        def answer(typed: str) -> None:
            if typed != tag.definition:
                self.tag_defined.emit(tag.id, typed)

        self._prompt.ask_long(
            f"When to use {tag.name}", answer, text=tag.definition, hint="Use it for…"
        )

    def _ask_key(self, tag: TagInfo) -> None:
        def answer(typed: str) -> None:
            if typed != tag.shortcut:
                self.shortcut_changed.emit(tag.id, typed)

        self._prompt.ask_key(
            f"Key for {tag.name}: type a digit or a letter; none and Enter takes it away",
            answer,
            text=tag.shortcut,
        )


def deletion_question(tag: TagInfo, below: int) -> str:
    """What goes with a tag that has `below` tags under it, and what stays."""
    others = f" and the {counted(below, 'tag')} below it" if below > 1 else ""
    others = " and the tag below it" if below == 1 else others
    if not tag.passages:
        carried = "No passage carries any of them." if below else "No passage carries it."
    else:
        lose = "loses" if tag.passages == 1 else "lose"
        carried = f"{counted(tag.passages, 'passage')} {lose} a tag; no passage is deleted."
    return f"Delete {tag.name}{others}? {carried}"
