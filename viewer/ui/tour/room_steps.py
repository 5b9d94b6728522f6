"""Steps of the tour: room for the papers, in windows of several sizes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from viewer.ui.reading.text.headline import Headline
from viewer.ui.tour.driver import Driver
from viewer.ui.tour.search_steps import QUERY
from viewer.ui.tour.texts import LONG_HEADLINE
from viewer.ui.tour.window_state import read_panes

_CONTROL = Qt.KeyboardModifier.ControlModifier
#: Windows to show, by name: the least that is comfortable, the usual one, a large screen.
SIZES = {"small": (1024, 700), "usual": (1440, 900), "large": (2560, 1440)}


def open_the_filters(drive: Driver) -> None:
    """Each facet opens below its name."""
    facets = drive.panels.facets
    for number, name in enumerate(("newspapers", "dates")):
        drive.click(facets.menus[number])
        drive.check(facets.menus[number].popover.isVisible(), f"the {name} open")
        drive.picture(f"filter-{name}")
        drive.press(drive.focus, Qt.Key.Key_Escape)


def open_the_side_panel(drive: Driver) -> None:
    """The rail opens the codebook, the passage, the links and the record; F9 folds them."""
    drive.layout.show_part("codebook")
    drive.layout.show_part("passage")
    drive.picture("side-panel")
    for part in ("codebook", "passage", "links", "record"):
        drive.click(drive.layout.rail.button(part))
    drive.check(drive.layout.links.rows, "the links of the two texts")
    drive.check(drive.layout.record.isVisible(), "the record of the text")
    drive.picture("record")
    for part in ("record", "links", "codebook", "passage"):
        drive.click(drive.layout.rail.button(part))
    drive.press(drive.window, Qt.Key.Key_F9)
    drive.check(not drive.layout.right.isVisible(), "the side panel folded")


def open_the_drawer(drive: Driver) -> None:
    """F10 opens the lists and folds them."""
    drive.layout.bottom.set_folded(True)
    drive.press(drive.window, Qt.Key.Key_F10)
    drive.check(not drive.layout.bottom.is_folded, "the lists open")
    drive.picture("drawer")
    drive.press(drive.window, Qt.Key.Key_F10)


def find_in_a_pane(drive: Driver) -> None:
    """Ctrl+G finds words in the text that one reads."""
    pane = drive.panels.desk.active_pane
    drive.press(drive.window, Qt.Key.Key_G, _CONTROL)
    drive.type(drive.focus, "army")
    drive.press(drive.focus, Qt.Key.Key_Return)
    drive.check(" of " in pane.finder.bar.count_words, "a place found")
    drive.picture("find-in-pane")
    drive.press(drive.focus, Qt.Key.Key_Escape)


def zoom(drive: Driver) -> None:
    """Ctrl++ sets the texts in larger type, and the match stays in view."""
    drive.press(drive.window, Qt.Key.Key_Plus, _CONTROL, times=3)
    drive.check(drive.panels.desk.zoom == 150, "larger type")
    drive.picture("zoom")
    drive.press(drive.window, Qt.Key.Key_0, _CONTROL)


def only_the_papers(drive: Driver) -> None:
    """F11 leaves the papers, and Esc brings the rest back."""
    drive.panels.desk.active_pane.setFocus()
    drive.press(drive.window, Qt.Key.Key_F11)
    drive.check(not drive.panels.hits.isVisible(), "the papers only")
    drive.picture("only-the-papers")
    drive.press(drive.focus, Qt.Key.Key_Escape)
    drive.check(drive.panels.hits.isVisible(), "the hits again")


def fold_a_long_headline(drive: Driver) -> None:
    """A headline of many lines is folded, and is there whole on demand."""
    drive.query("khingan")
    drive.panels.hits.focus_first()
    drive.press(drive.panels.hits.view, Qt.Key.Key_Return)
    pane = drive.panels.desk.active_pane
    drive.wait(lambda: pane.reading and pane.reading.article.headline == LONG_HEADLINE, "a text")
    drive.picture("long-headline")
    [headline] = pane.findChildren(Headline)
    folded = headline.height()
    drive.click(drive.button(headline, "more"))
    drive.settle()
    drive.check(headline.height() > folded, "the whole headline")
    drive.picture("whole-headline")
    drive.query(QUERY)


def show_at_every_size(drive: Driver) -> None:
    """Two papers and four, in windows of three sizes."""
    before = drive.window.size()
    drive.layout.close_page(drive.panels.help)
    drive.layout.bottom.set_folded(True)
    for count in (2, 4):
        drive.commands.run(f"panes-{count}")
        drive.settle()
        _fill_the_panes(drive)
        for name, size in SIZES.items():
            drive.window.resize(*size)
            drive.picture(f"{name}-{count}-panes")
    drive.window.resize(before)


def _fill_the_panes(drive: Driver) -> None:
    """Open hits until no pane is empty."""
    hits = drive.panels.hits
    for row in range(hits.model.rowCount()):
        open_ids = {pane.excerpt_id for pane in drive.panels.desk.panes}
        panes = len(drive.panels.desk.panes)
        if read_panes(drive) == panes:
            return
        hit = hits.model.hit(row)
        if hit is not None and hit.id not in open_ids:
            hits.focus_first()
            hits.select_row(row)
            before = read_panes(drive)
            drive.press(hits.view, Qt.Key.Key_Return, _CONTROL)
            drive.wait(partial(_more_than, drive, before), "one text more")
            drive.settle()


def _more_than(drive: Driver, panes: int) -> bool:
    return read_panes(drive) > panes
