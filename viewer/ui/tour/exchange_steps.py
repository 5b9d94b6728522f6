"""Steps of the tour: texts in, evidence out."""

from __future__ import annotations

import json
from pathlib import Path

from viewer.ui.tour.driver import Driver
from viewer.ui.tour.search_steps import QUERY
from viewer.ui.tour.texts import write_texts
from viewer.ui.tour.window_state import total


def import_a_folder(drive: Driver, work: Path) -> None:
    """A folder comes in with a report, and search finds its texts at once."""
    drive.commands.run("import")
    drive.panels.importing.set_paths([write_texts(work)])
    drive.type(drive.field(drive.panels.importing, "Newspaper"), "Izvestia")
    before = drive.workspace.overview.listed.excerpts
    drive.picture("import-encodings")
    _look_first(drive)
    drive.click(drive.button(drive.panels.importing, "Import"))
    drive.wait(lambda: drive.workspace.overview.listed.excerpts == before + 4, "four excerpts more")
    drive.picture("import-report")
    drive.panels.importing.closed.emit()
    drive.query("khural")
    drive.check(total(drive) == 1, "the imported text found")
    drive.query("монгольские войска")
    drive.check(total(drive) == 1, "the imported Russian text found by another form")
    drive.picture("imported-found")


def _look_first(drive: Driver) -> None:
    """A dry run says what would come in, and changes nothing."""
    before = drive.workspace.overview.listed.excerpts
    dry_run = drive.button(drive.panels.importing, "Dry run")
    dry_run.setChecked(True)
    drive.click(drive.button(drive.panels.importing, "Import"))
    drive.wait(lambda: drive.panels.importing.said.startswith("Dry run: 4"), "a dry run")
    drive.picture("import-dry-run")
    drive.check(drive.workspace.overview.listed.excerpts == before, "nothing changed by a dry run")
    dry_run.setChecked(False)


def export_three_formats(drive: Driver) -> None:
    """All passages as CSV, Markdown and W3C Web Annotation."""
    drive.query(QUERY)
    exports = drive.to / "exports"
    exports.mkdir(exist_ok=True)
    drive.commands.run("export")
    drive.settle()
    for name, suffix in (("Table", ".csv"), ("Markdown", ".md"), ("W3C", ".jsonld")):
        path = exports / f"passages{suffix}"
        path.unlink(missing_ok=True)
        drive.click(drive.button(drive.panels.exporting, name))
        target = drive.field(drive.panels.exporting, "File to write")
        target.setFocus()
        target.selectAll()
        drive.type(target, str(path))
        drive.click(drive.button(drive.panels.exporting, "Export"))
        drive.wait(path.exists, f"the export {path.name}")
        drive.settle()
    drive.picture("export")
    drive.panels.exporting.closed.emit()
    page = json.loads((exports / "passages.jsonld").read_text(encoding="utf-8"))
    links = [item for item in page["items"] if item["motivation"] == "linking"]
    passages = len(page["items"]) - len(links)
    drive.check(
        passages == drive.workspace.overview.listed.passage_count, "every passage in the export"
    )
    drive.check(links, "the links in the export")
