"""What narrows the hits, in one line: a button for each facet, whose values open below it, and a
chip for each that is narrowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.base.errors import InputError
from viewer.base.ids import PublicationId
from viewer.services.types import FacetCount, Facets, Filters, PublicationInfo, TagInfo
from viewer.text.dates import date_range, parse_date, shown_date
from viewer.ui.search.facet_chips import FacetChips
from viewer.ui.search.facet_choice import FacetRow
from viewer.ui.search.facet_menu import FacetMenu
from viewer.ui.search.facet_rows import FacetRows
from viewer.ui.search.filter_chips import FilterChip, FilterChips
from viewer.ui.search.month_chart import MonthChart
from viewer.ui.theme import current_theme
from viewer.workspace.vocabulary import filters_named

NO_VALUES = "No hits to narrow."
NO_TAGS = "No tags yet. Select words in a pane and press T."
ONLY_ONE = "All hits have the same."


class FacetsView(QWidget):
    """Signals: `filters_changed(Filters)`; `tag_requested(str path)` to search for what carries a
    tag, which is a matter of the query's words."""

    filters_changed = Signal(object)
    tag_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Narrow the hits")
        self._facets = Facets()
        self._publications: Mapping[int, PublicationInfo] = {}
        #: The first and last day in force: the last that could be read and were in order.
        self._days = ("", "")
        self._told = Filters()
        self._newspapers = FacetRows("Newspapers")
        self._languages = FacetChips("Languages")
        self._kinds = FacetChips("Kinds of text")
        self._tags = FacetRows("Tags")
        self._chart = MonthChart()
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        self._newspaper_menu = FacetMenu("Newspapers", self._newspapers, 300)
        self._date_menu = FacetMenu("Dates", self._build_dates(), 380)
        self._language_menu = FacetMenu("Language", self._languages, 280)
        self._kind_menu = FacetMenu("Kind", self._kinds, 280)
        self._tag_menu = FacetMenu("Tags", self._tags, 280)
        self.menus = (
            self._newspaper_menu,
            self._date_menu,
            self._language_menu,
            self._kind_menu,
            self._tag_menu,
        )
        for menu in self.menus:
            row.addWidget(menu)
        row.addSpacing(6)
        self._chips = FilterChips()
        row.addWidget(self._chips)
        self._clear = QPushButton("Clear all")
        self._clear.setProperty("role", "quiet")
        self._clear.setAccessibleName("Clear what narrows the hits")
        self._clear.setStyleSheet("padding: 0 5px; font-size: 12px;")
        self._clear.hide()
        row.addWidget(self._clear)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _build_dates(self) -> QWidget:
        self._from, self._to = QLineEdit(), QLineEdit()
        for field, name in ((self._from, "From"), (self._to, "To")):
            field.setPlaceholderText(name.lower())
            field.setAccessibleName(f"{name} date")
            field.setStyleSheet("padding: 2px 8px; font-size: 13px;")
            field.setToolTip("A day, month or year: 1945-08-09, August 1945, 1945")
        self._date_trouble = QLabel()
        self._date_trouble.setProperty("role", "warning")
        self._date_trouble.setWordWrap(True)
        self._date_trouble.hide()
        fields = QHBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(self._from)
        fields.addWidget(self._to)
        holder = QWidget()
        dates = QVBoxLayout(holder)
        dates.setContentsMargins(15, 5, 15, 2)
        dates.setSpacing(6)
        dates.addWidget(self._chart)
        dates.addLayout(fields)
        dates.addWidget(self._date_trouble)
        return holder

    def _connect(self) -> None:
        for rows in (self._newspapers, self._languages, self._kinds):
            rows.chosen_changed.connect(self._tell)
        self._tags.chosen_changed.connect(self._ask_for_tag)
        self._chart.range_chosen.connect(self._on_months)
        self._from.editingFinished.connect(self._on_dates)
        self._to.editingFinished.connect(self._on_dates)
        self._clear.clicked.connect(self.clear)

    @property
    def filters(self) -> Filters:
        """What is let through now."""
        (first, last), _trouble = self._read_days()
        return Filters(
            publications=frozenset(PublicationId(int(key)) for key in self._newspapers.chosen),
            languages=self._languages.chosen,
            kinds=self._kinds.chosen,
            date_from=first,
            date_to=last,
        )

    def show_facets(self, facets: Facets, publications: Sequence[PublicationInfo]) -> None:
        """Show the counts of a new answer."""
        self._facets = facets
        self._publications = {info.id: info for info in publications}
        self._refresh()

    def clear(self) -> None:
        """Let everything through."""
        self._take(Filters())
        self._tell()

    def choose(self, filters: Filters) -> None:
        """Let these through, without telling anyone."""
        self._take(filters)
        self._told = self.filters

    def _take(self, filters: Filters) -> None:
        self._newspapers.choose(frozenset(map(str, filters.publications)))
        self._languages.choose(filters.languages)
        self._kinds.choose(filters.kinds)
        self._from.setText(filters.date_from)
        self._to.setText(filters.date_to)
        self._days = (filters.date_from, filters.date_to)
        self._date_trouble.hide()
        self._refresh()

    def set_tags(self, tags: Sequence[TagInfo]) -> None:
        """Offer these tags; those that no passage carries find nothing, and are left out."""
        theme = current_theme()
        used = [tag for tag in tags if tag.passages]
        used.sort(key=lambda tag: (-tag.passages, tag.path))
        self._tags.set_rows(
            [
                FacetRow(tag.path, tag.name, "", tag.passages, theme.tag_colour(tag.colour))
                for tag in used
            ]
        )
        self._tag_menu.say("" if used else NO_TAGS)

    def first_newspaper(self) -> QWidget:
        """The row of the newspaper with the most hits."""
        return self._newspapers.first_row()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._refresh()

    def _refresh(self) -> None:
        facets = self._facets
        self._newspapers.set_rows([self._newspaper_row(count) for count in self._newspaper_counts])
        self._languages.set_rows([_row(count) for count in facets.languages])
        self._kinds.set_rows([_row(count) for count in facets.kinds])
        colours = {
            str(key): current_theme().publication_colour(info)
            for key, info in self._publications.items()
        }
        self._chart.show_months(facets.months, colours)
        self._chart.choose(*self._read_days()[0])
        self._newspaper_menu.say("" if self._newspapers.rows else NO_VALUES)
        for menu, rows in ((self._language_menu, self._languages), (self._kind_menu, self._kinds)):
            only_one = ONLY_ONE if len(rows.rows) == 1 else ""
            menu.say(only_one if rows.rows else NO_VALUES)
        self._show_state()

    def _show_state(self) -> None:
        """Say on the buttons and in chips what narrows, and offer to clear it."""
        filters = self.filters
        self._clear.setVisible(filters != Filters())
        self._newspaper_menu.show_state(
            len(self._newspapers.rows), narrows=bool(filters.publications)
        )
        self._date_menu.show_state(0, narrows=bool(filters.date_from or filters.date_to))
        self._language_menu.show_state(0, narrows=bool(filters.languages))
        self._kind_menu.show_state(0, narrows=bool(filters.kinds))
        self._chips.show_chips(self._narrowing())

    def _narrowing(self) -> list[FilterChip]:
        """One chip for each facet that is narrowed."""
        filters = self.filters
        parts = (
            (Filters(publications=filters.publications), self._newspapers),
            (Filters(date_from=filters.date_from, date_to=filters.date_to), None),
            (Filters(languages=filters.languages), self._languages),
            (Filters(kinds=filters.kinds), self._kinds),
        )
        return [
            FilterChip(
                str(filters_named(part, self._publications)),
                partial(self._let_through, rows),
            )
            for part, rows in parts
            if part != Filters()
        ]

    def _let_through(self, rows: FacetRows | FacetChips | None) -> None:
        """Take one facet's narrowing away; None stands for the dates."""
        if rows is not None:
            rows.choose()
        else:
            self._from.clear()
            self._to.clear()
            self._days = ("", "")
            self._date_trouble.hide()
            self._chart.choose("", "")
        self._tell()

    def _ask_for_tag(self, chosen: frozenset[str]) -> None:
        """A tag is searched for by words of the query: none stays chosen here."""
        self._tags.choose()
        self._tag_menu.popover.close_up(go_back=True)
        for path in chosen:
            self.tag_requested.emit(path)

    @property
    def _newspaper_counts(self) -> list[FacetCount]:
        """Those of the answer, and none for newspapers that are chosen but not in it."""
        held = {count.key for count in self._facets.newspapers}
        gone = [
            FacetCount(row.key, row.label, 0)
            for row in self._newspapers.rows
            if row.key in self._newspapers.chosen - held
        ]
        return [*self._facets.newspapers, *gone]

    def _newspaper_row(self, count: FacetCount) -> FacetRow:
        info = self._publications.get(int(count.key))
        other = info.original_title if info and info.original_title != info.title else ""
        colour = current_theme().publication_colour(info)
        return FacetRow(count.key, count.label, other, count.count, colour)

    def _read_days(self) -> tuple[tuple[str, str], str]:
        """First and last day, and what is the matter with what is typed, empty for nothing.

        An end that cannot be read stays as it was; so do both when they are the wrong way round.
        """
        trouble = ""
        days = []
        for field, end, before in zip(
            (self._from, self._to), ("first", "last"), self._days, strict=True
        ):
            day = ""
            try:
                if text := field.text().strip():
                    day = getattr(parse_date(text), end)
            except InputError as error:
                day, trouble = before, trouble or str(error)
            days.append(day)
        first, last = days
        if first and last and first > last:
            return self._days, trouble or (
                f"The first day, {shown_date(first)}, is after the last, {shown_date(last)}. "
                "Swap the two dates or empty one."
            )
        return (first, last), trouble

    def _on_months(self, first: str, last: str) -> None:
        self._from.setText(date_range(first)[0] if first else "")
        self._to.setText(date_range(last)[1] if last else "")
        self._on_dates()

    def _on_dates(self) -> None:
        self._days, trouble = self._read_days()
        self._date_trouble.setText(trouble)
        self._date_trouble.setVisible(bool(trouble))
        self._chart.choose(*self._days)
        self._tell()

    def _tell(self) -> None:
        filters = self.filters
        self._show_state()
        if filters != self._told:
            self._told = filters
            self.filters_changed.emit(filters)


def _row(count: FacetCount) -> FacetRow:
    return FacetRow(count.key, count.label, "", count.count, None)
