"""The codebook's panel, bound to the workspace's codebook."""

from __future__ import annotations

from viewer.base.ids import TagId
from viewer.services.types import Listed
from viewer.ui.codebook.codebook_panel import CodebookPanel
from viewer.workspace.workspace import Workspace


class CodebookPresenter:
    """Shows the tags in `view`, and wishes in the workspace for what is done to one."""

    def __init__(self, workspace: Workspace, view: CodebookPanel) -> None:
        self._workspace = workspace
        self._view = view
        codebook = workspace.codebook
        workspace.overview.overviewed.connect(self._show)
        view.tag_chosen.connect(self._list_passages)
        view.tag_created.connect(codebook.create_tag)
        view.tag_renamed.connect(codebook.rename_tag)
        view.tag_recoloured.connect(codebook.recolour_tag)
        view.tag_defined.connect(codebook.define_tag)
        view.shortcut_changed.connect(codebook.set_shortcut)
        view.tag_deleted.connect(codebook.delete_tag)

    def _show(self, listed: Listed) -> None:
        self._view.set_tags(listed.tags)

    def _list_passages(self, tag_id: int) -> None:
        self._workspace.passages.show_tag(TagId(tag_id))
