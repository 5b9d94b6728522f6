"""What a window consists of, for what works on all of it: the tour, and tests of whole tasks."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.ui.codebook.tag_chooser import TagChooser
from viewer.ui.window.command_palette import CommandPalette
from viewer.ui.window.commands import CommandRegistry
from viewer.ui.window.layout import WindowLayout
from viewer.ui.window.panels import Panels
from viewer.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WindowParts:
    """The workspace that a window shows, and the widgets that show it."""

    workspace: Workspace
    panels: Panels
    layout: WindowLayout
    commands: CommandRegistry
    palette: CommandPalette
    chooser: TagChooser
