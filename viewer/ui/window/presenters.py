"""One presenter for each folder of ui, made over one workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from viewer.base.settings import Settings
from viewer.ui.codebook.presenter import CodebookPresenter
from viewer.ui.exchange.presenter import ExchangePresenter
from viewer.ui.passages.presenter import PassagesPresenter
from viewer.ui.reading.presenter import ReadingPresenter
from viewer.ui.search.presenter import SearchPresenter
from viewer.ui.window.commands import CommandRegistry
from viewer.ui.window.layout import WindowLayout
from viewer.ui.window.list_views import LIST_VIEWS, Surroundings
from viewer.ui.window.panels import Panels
from viewer.ui.window.tag_question import TagQuestionPresenter
from viewer.ui.window.window_presenter import WindowPresenter
from viewer.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Presenters:
    """What binds the panels; to be kept, because the workspace's signals hold listeners weakly."""

    search: SearchPresenter
    reading: ReadingPresenter
    passages: PassagesPresenter
    codebook: CodebookPresenter
    lists: tuple[object, ...]
    exchange: ExchangePresenter
    window: WindowPresenter
    tag_question: TagQuestionPresenter


def make_presenters(
    workspace: Workspace,
    panels: Panels,
    layout: WindowLayout,
    commands: CommandRegistry,
    settings: Settings,
    want_theme: Callable[[str], object],
    want_archive: Callable[[str], object],
) -> Presenters:
    """Bind every panel to the workspace; `want_theme` and `want_archive` as `WindowPresenter`."""
    run = commands.run
    around = Surroundings(workspace, layout, run)
    return Presenters(
        search=SearchPresenter(
            workspace, panels.search_bar, panels.read_as, panels.facets, panels.hits, run
        ),
        reading=ReadingPresenter(workspace, panels.desk),
        passages=PassagesPresenter(
            workspace,
            panels.inspector,
            panels.passages,
            layout,
            lambda: panels.desk.active_pane,
            run,
        ),
        codebook=CodebookPresenter(workspace, panels.codebook),
        lists=tuple(view.bind(around, panels.lists[view.name]) for view in LIST_VIEWS if view.bind),
        exchange=ExchangePresenter(workspace, panels.importing, panels.exporting, layout),
        window=WindowPresenter(
            workspace, panels, layout, commands, settings, want_theme, want_archive
        ),
        tag_question=TagQuestionPresenter(workspace, panels, layout),
    )
