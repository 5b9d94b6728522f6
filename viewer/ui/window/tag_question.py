"""The tag chooser over the window, where the words are that get the tag."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from viewer.services.types import SearchRequest
from viewer.ui.codebook.tag_chooser import TagChooser
from viewer.ui.window.panels import Panels
from viewer.workspace.tag_choice import NewPassage, TagQuestion, TagTarget
from viewer.workspace.workspace import Workspace


class TagQuestionPresenter:
    """Asks the workspace's question, and brings the focus back to the pane it was asked in."""

    def __init__(self, workspace: Workspace, panels: Panels, inside: QWidget) -> None:
        self._workspace = workspace
        self._panels = panels
        self._inside = inside
        self.chooser = TagChooser(inside)
        choice = workspace.tag_choice
        choice.asked.connect(self._ask)
        choice.closed.connect(self._on_closed)
        self.chooser.tag_chosen.connect(choice.choose)
        self.chooser.dismissed.connect(choice.dismiss)

    def _ask(self, question: TagQuestion) -> None:
        self.chooser.open_at(
            self._place(question.target),
            self._workspace.overview.listed.tags,
            self._workspace.tagging.recent_tags,
            question.title,
            question.note,
        )

    def _place(self, target: TagTarget) -> QRect:
        """Where the chooser opens, in the coordinates of the window's inside."""
        if isinstance(target, NewPassage):
            view = self._panels.desk.pane(target.pane).text_view
            return self._inside_rect(view.viewport(), view.cursorRect())
        if isinstance(target, SearchRequest):
            field = self._panels.search_bar.field
            return self._inside_rect(field, field.rect())
        near = self._panels.inspector.rect()
        near.setHeight(near.height() // 2)
        return self._inside_rect(self._panels.inspector, near)

    def _inside_rect(self, widget: QWidget, rect: QRect) -> QRect:
        return QRect(widget.mapTo(self._inside, rect.topLeft()), rect.size())

    def _on_closed(self, question: TagQuestion) -> None:
        target = question.target
        if isinstance(target, NewPassage) and target.pane in self._workspace.desk.panes.ids:
            self._panels.desk.pane(target.pane).setFocus()
