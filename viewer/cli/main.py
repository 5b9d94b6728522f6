"""`archive-viewer`: the command line as a whole, and its entry point `run`."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from viewer import __version__
from viewer.base.log import dump_stacks_on_crash, set_up_log
from viewer.cli import output
from viewer.cli.check import check
from viewer.cli.export import export
from viewer.cli.group import CommandGroup, ExportCommand, ImportCommand, QueryCommand
from viewer.cli.import_files import import_files
from viewer.cli.index import index
from viewer.cli.journal import journal
from viewer.cli.new import new
from viewer.cli.passages import passages
from viewer.cli.redo import redo
from viewer.cli.search import search
from viewer.cli.tag import tag
from viewer.cli.tour import tour
from viewer.cli.undo import undo
from viewer.cli.window import window

_BUG = (
    "This is a fault in Archive Viewer, not in what you asked of it. "
    "Please report it, with the lines above, where you got the program from."
)

app = typer.Typer(
    cls=CommandGroup,
    subcommand_metavar="[ARCHIVE] | COMMAND [ARGS]...",
    no_args_is_help=False,
    # Plain help and usage errors: they are read in pipes and by screen readers too.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Every command takes --help. ARCHIVE is always a path; nothing but that file and its "
    "index is touched. With no argument the window opens your own copy of the archive that the "
    "program ships with.",
)
app.command(CommandGroup.WINDOW, hidden=True)(window)
app.command("new")(new)
app.command("import", cls=ImportCommand)(import_files)
app.command("search", cls=QueryCommand)(search)
app.command("passages")(passages)
app.command("tag")(tag)
app.command("export", cls=ExportCommand)(export)
app.command("index")(index)
app.command("check")(check)
app.command("undo")(undo)
app.command("redo")(redo)
app.command("journal")(journal)
app.command("tour")(tour)


def _show_version(wanted: bool) -> None:
    if wanted:
        output.line(f"Archive Viewer {__version__}")
        raise typer.Exit


@app.callback()
def archive_viewer(
    verbose: Annotated[bool, typer.Option("--verbose", help="Say on stderr what is done.")] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Search, read side by side, tag and cite newspaper excerpts."""
    set_up_log(verbose=verbose)


def run(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line on `argv` (without the program's name; None: the process's own).

    Always ends in `SystemExit`: 0 good, 1 expected trouble (its sentence is on stderr), 2 bad
    usage. A bug prints its traceback and exits 1.
    """
    output.prepare_streams()
    dump_stacks_on_crash()
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        app(args=arguments, prog_name="archive-viewer")
    except Exception:
        traceback.print_exc()
        output.trouble(_BUG)
        sys.exit(1)
    sys.exit(0)
