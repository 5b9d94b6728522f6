"""How the commands hang together: a bare path opens the window, trouble becomes one sentence."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup
from typing_extensions import override

from viewer.base.errors import Cancelled, ViewerError
from viewer.base.file_names import shown_path
from viewer.cli import output

#: What writing to stdout fails with where nobody reads it any more or there is no room for it.
_LOST_OUTPUT = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
#: What Typer's validator puts before its own sentence.
_VALIDATOR_PREFIX = "Value error, "


class CommandGroup(TyperGroup):
    """`archive-viewer [ARCHIVE]` beside `archive-viewer COMMAND …`.

    A single word that is no command is an archive for the window; `./search` is a file that is
    named like a command.
    """

    #: The hidden command that opens the window. The space keeps it from being typed by accident.
    WINDOW: ClassVar[str] = "the window"

    @override
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, with_window(args, self.commands, self.WINDOW))

    @override
    def invoke(self, ctx: Any) -> Any:
        with trouble_as_sentences():
            result = super().invoke(ctx)
            # Here and not at the interpreter's end, where a closed pipe could not be caught.
            sys.stdout.flush()
            return result


class QueryCommand(TyperCommand):
    """A command that takes a query, which may begin with a dash: its usage says how. Its help
    lists the fields of the query language.
    """

    @override
    def format_usage(self, ctx: Any, formatter: Any) -> None:
        super().format_usage(ctx, formatter)
        formatter.write("What begins with a dash comes after --, as in:\n")
        formatter.write(f"  {ctx.command_path} ARCHIVE -- -word\n")

    @override
    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        from viewer.services.search.list_query_fields import list_query_fields

        super().format_epilog(ctx, formatter)
        rows = [(field.examples[0], field.help) for field in list_query_fields()]
        with formatter.section("Fields of a query"):
            formatter.write_dl(rows)


class ImportCommand(TyperCommand):
    """Its help lists what a table or front matter may state of a text."""

    @override
    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        from viewer.exchange.importers.metadata import known_columns

        super().format_epilog(ctx, formatter)
        with formatter.section("Columns of a table, lines of front matter"):
            formatter.write_text(
                f"{known_columns()}. "
                "Other usual names are understood too: newspaper, title, author, дата …"
            )


class ExportCommand(TyperCommand):
    """Its help lists the columns of an exported table."""

    @override
    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        from viewer.exchange.exporters.columns import EXPORT_COLUMNS

        super().format_epilog(ctx, formatter)
        with formatter.section("Columns of --format csv"):
            formatter.write_text(", ".join(EXPORT_COLUMNS.names))


def with_window(args: Sequence[str], commands: Collection[str], window: str) -> list[str]:
    """`args` with the command `window` put before a lone archive, or alone where none is named.

    Options of the group come first and stay first.
    """
    words = [word for word in args if not word.startswith("-") or word == "-"]
    if any(word in ("--help", "-h", "--version") for word in args):
        return list(args)
    if not words:
        return [*args, window]
    if len(words) == 1 and words[0] not in commands:
        at = args.index(words[0])
        return [*args[:at], window, *args[at:]]
    return list(args)


@contextmanager
def trouble_as_sentences() -> Iterator[None]:
    """Turn expected trouble into its sentence on stderr and exit code 1. Bugs pass through."""
    try:
        yield
    except ViewerError as error:
        output.trouble(str(error))
        raise typer.Exit(1) from error
    except Cancelled as error:
        output.trouble("Stopped; nothing was changed.")
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        output.trouble("Stopped.")
        raise typer.Exit(1) from error
    except UnicodeEncodeError as error:
        if error.reason != "surrogates not allowed":
            raise
        output.trouble(
            f"“{shown_path(error.object)}” holds bytes that are no UTF-8, which an archive cannot "
            "keep. Type it in UTF-8; nothing was changed."
        )
        raise typer.Exit(1) from error
    except typer.BadParameter as error:
        error.message = error.message.removeprefix(_VALIDATOR_PREFIX)
        raise
    except OSError as error:
        # Without a name it is a stream that could not be written; files are named.
        if error.filename is not None or error.errno not in _LOST_OUTPUT:
            raise
        _forget_stdout()
        if error.errno != errno.EPIPE:
            output.trouble(
                f"The output could not be written: {error.strerror}. Make room, or send it to "
                "another place; the archive keeps what was done."
            )
        raise typer.Exit(1) from error


def _forget_stdout() -> None:
    """Let what is still buffered go nowhere, or the interpreter fails on it again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
