"""`archive-viewer redo`: make the step that was undone last once more."""

from __future__ import annotations

from viewer.cli import output
from viewer.cli.arguments import ArchivePath, AsJson
from viewer.cli.journal import step_document


def redo(archive: ArchivePath, *, as_json: AsJson = False) -> None:
    """Redo what was undone last, as long as nothing new was done since."""
    from viewer.services.archive import undo_steps
    from viewer.services.archive.archive import Archive

    with Archive.open(archive) as opened:
        done = undo_steps.redo(opened)
    if as_json:
        output.print_json(step_document(done))
    else:
        output.line(f"Redid step {done.id}: {done.what}.")
