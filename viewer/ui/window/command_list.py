"""Every command of the window. To add one, add it here: keys, menu, palette and help follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from viewer.ui.codebook.codebook_panel import CodebookPanel
from viewer.ui.theme import THEMES
from viewer.ui.window.commands import Command
from viewer.ui.window.layout import WindowLayout
from viewer.ui.window.list_views import LIST_VIEWS
from viewer.ui.window.presenters import Presenters
from viewer.workspace.panes import MOST_PANES
from viewer.workspace.vocabulary import list_export_formats, list_import_formats
from viewer.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Targets:
    """What the commands act on."""

    workspace: Workspace
    layout: WindowLayout
    codebook: CodebookPanel
    presenters: Presenters


def window_commands(
    workspace: Workspace, layout: WindowLayout, codebook: CodebookPanel, presenters: Presenters
) -> list[Command]:
    """Every command, in the order of the palette."""
    on = Targets(workspace, layout, codebook, presenters)
    return [command for group in GROUPS for command in group(on)]


def _searching(on: Targets) -> list[Command]:
    focus = on.layout.focus_search
    return [
        Command("search", "Search", focus, "Ctrl+F", "find query look filter", help="search"),
        Command("search-slash", "Search from a pane", focus, "/", help="search", in_palette=False),
    ]


def _matches(on: Targets) -> list[Command]:
    walking = "next and previous match, from pane to pane"
    return [
        Command(
            "next-match",
            "Next match",
            partial(on.presenters.reading.walk, forward=True),
            "F3",
            "hit walk find forward occurrence",
            help=walking,
        ),
        Command(
            "previous-match",
            "Previous match",
            partial(on.presenters.reading.walk, forward=False),
            "Shift+F3",
            "hit walk find back occurrence",
            help=walking,
        ),
        Command(
            "find",
            "Find in this text…",
            on.presenters.reading.find_words,
            "Ctrl+G",
            "look text words page locate",
            help="find in the pane; Enter and Shift+Enter go on, Esc closes",
        ),
    ]


def _hits(on: Targets) -> list[Command]:
    opening = "open the hit here, or beside"
    return [
        Command(
            "open-here",
            "Open the hit here",
            partial(on.presenters.search.open_hit, beside=False),
            words="read enter article show result",
            help=opening,
            panel_key="Enter",
        ),
        Command(
            "open-beside",
            "Open the hit beside",
            partial(on.presenters.search.open_hit, beside=True),
            words="compare side split read article result",
            help=opening,
            panel_key="Ctrl+Enter",
        ),
    ]


def _tagging(on: Targets) -> list[Command]:
    return [
        Command(
            "tag",
            "Tag the selected words…",
            on.workspace.tag_selection,
            words="T annotate code label highlight mark assign",
            help="tag what is selected",
            panel_key="T, or a tag's key",
        ),
        Command(
            "tag-all",
            "Tag every match of the query…",
            on.workspace.tag_choice.for_every_match,
            words="bulk all matches hits annotate code autocode",
        ),
        Command(
            "note",
            "Write a note on the passage",
            on.presenters.passages.note_selection,
            "Ctrl+M",
            "comment memo annotate remark",
            help="write a note, and go back",
            panel_key="Ctrl+M, Esc",
        ),
        Command(
            "cite",
            "Copy quotation with citation",
            on.presenters.reading.copy_quotation,
            "Ctrl+Shift+C",
            "quote footnote reference source clipboard",
            help="copy the quotation with its citation",
        ),
    ]


def _tags_and_passages(on: Targets) -> list[Command]:
    return [
        Command(
            "new-tag",
            "New tag",
            on.codebook.start_new_tag,
            words="codebook code create add label",
        ),
        Command(
            "delete-passage",
            "Delete the passage",
            on.workspace.delete_passage,
            words="remove erase annotation highlight",
        ),
        Command(
            "all-passages",
            "All passages",
            partial(on.workspace.passages.show_tag, None),
            "Ctrl+Shift+P",
            "annotations highlights quotations evidence list show",
        ),
    ]


def _steps(on: Targets) -> list[Command]:
    history, keys = on.workspace.history, "undo, redo"
    return [
        Command("undo", "Undo", history.undo, "Ctrl+Z", "back revert mistake", help=keys),
        Command("redo", "Redo", history.redo, "Ctrl+Shift+Z", "again repeat", help=keys),
    ]


def _lists(on: Targets) -> list[Command]:
    return [
        Command(
            view.name,
            view.title,
            partial(on.layout.show_list_called, view.name),
            view.key,
            view.words,
            menu=view.menu,
        )
        for view in LIST_VIEWS
    ]


def _archive(on: Targets) -> list[Command]:
    exchange = "import, export"
    imported = " ".join(each.label for each in list_import_formats()).casefold()
    exported = " ".join(each.label for each in list_export_formats()).casefold()
    return [
        Command(
            "open",
            "Open another archive…",
            on.presenters.window.choose_archive,
            "Ctrl+O",
            "file database switch load",
            menu=1,
        ),
        Command(
            "import",
            "Import texts…",
            on.presenters.exchange.open_import,
            "Ctrl+I",
            f"add load files folder articles {imported}",
            menu=1,
            help=exchange,
        ),
        Command(
            "export",
            "Export passages…",
            on.presenters.exchange.open_export,
            "Ctrl+E",
            f"save download quotations citations footnotes links {exported}",
            menu=1,
            help=exchange,
        ),
        Command(
            "rebuild",
            "Rebuild the search index",
            partial(on.workspace.search.refresh_index, rebuild=True),
            words="refresh repair reindex update",
            menu=2,
        ),
    ]


def _panes(on: Targets) -> list[Command]:
    panes = on.workspace.desk.panes
    counts = [
        Command(
            f"panes-{count}",
            f"{count} pane{'s' if count > 1 else ''}",
            partial(panes.set_count, count),
            f"Alt+{count}",
            "column single" if count == 1 else "columns side split view compare",
            help="one to four panes",
        )
        for count in range(1, MOST_PANES + 1)
    ]
    close = Command(
        "close-pane",
        "Close the pane",
        lambda: panes.close(panes.active),
        "Ctrl+W",
        "column remove hide",
    )
    return [*counts, close]


def _type_size(on: Targets) -> list[Command]:
    zooming = "larger, smaller, usual type; Ctrl with the wheel too"
    return [
        Command(
            "zoom-in",
            "Larger type",
            partial(on.presenters.reading.step_zoom, 1),
            "Ctrl++; Ctrl+=",
            "bigger font text size enlarge magnify",
            help=zooming,
        ),
        Command(
            "zoom-out",
            "Smaller type",
            partial(on.presenters.reading.step_zoom, -1),
            "Ctrl+-",
            "font text size shrink reduce",
            help=zooming,
        ),
        Command(
            "zoom-usual",
            "Usual size of type",
            on.presenters.reading.usual_zoom,
            "Ctrl+0",
            "reset font text size 100 actual",
            help=zooming,
        ),
    ]


def _regions(on: Targets) -> list[Command]:
    walking = "next and previous part of the window"
    return [
        Command(
            "next-region",
            "Next region",
            partial(on.layout.walk_regions, 1),
            "F6",
            "focus panel area jump",
            help=walking,
        ),
        Command(
            "last-region",
            "Previous region",
            partial(on.layout.walk_regions, -1),
            "Shift+F6",
            "focus panel area jump back",
            help=walking,
        ),
    ]


def _folding(on: Targets) -> list[Command]:
    folding = "show or fold the hits, the side panel, the lists"
    return [
        Command(
            "fold-hits",
            "Hits: show or fold",
            on.layout.toggle_hits,
            "F8",
            "left panel hide results list",
            help=folding,
        ),
        Command(
            "fold",
            "Codebook and passage: show or fold",
            on.layout.toggle_right,
            "F9",
            "side right panel sidebar hide unfold tags inspector record",
            help=folding,
        ),
        Command(
            "fold-lists",
            "Lists: open or fold",
            on.layout.toggle_lists,
            "F10",
            "bottom drawer panel hide passages journal tabs",
            help=folding,
        ),
        Command(
            "focus-mode",
            "Only the papers, or all",
            on.layout.toggle_focus_mode,
            "F11",
            "full screen distraction zen reading mode hide",
            help="the papers only; F11 or Esc brings the rest back",
        ),
    ]


def _themes(on: Targets) -> list[Command]:
    words = {
        "dark": "colours colors appearance mode night black",
        "light": "colours colors appearance mode day white",
        "sepia": "colours colors appearance mode paper",
    }
    following = Command(
        "theme",
        "Next theme",
        on.presenters.window.next_theme,
        "Ctrl+Shift+L",
        "dark light sepia colours colors appearance mode night",
    )
    return [
        following,
        *(
            Command(
                f"theme-{name}",
                f"Theme: {theme.title}",
                partial(on.presenters.window.set_theme, name),
                words=words[name],
            )
            for name, theme in THEMES.items()
        ),
    ]


def _help(on: Targets) -> list[Command]:
    return [
        Command(
            "palette",
            "Commands…",
            on.presenters.window.open_palette,
            "Ctrl+K",
            menu=3,
            help="every command",
            in_palette=False,
        ),
        Command(
            "help",
            "Query language and keys",
            on.presenters.window.show_help,
            "F1",
            "syntax operators shortcuts keyboard manual how",
            menu=3,
        ),
    ]


#: In the order of the palette.
GROUPS = (
    _searching,
    _matches,
    _hits,
    _tagging,
    _tags_and_passages,
    _steps,
    _lists,
    _archive,
    _panes,
    _type_size,
    _regions,
    _folding,
    _themes,
    _help,
)
