"""What narrows the hits: newspapers, months, languages and kinds, each with its counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.base.errors import InputError
from viewer.base.ids import PublicationId
from viewer.services.types import FacetCount, Facets, Filters, PublicationInfo
from viewer.text.dates import date_range, parse_date, shown_date
from viewer.ui.search.facet_chips import FacetChips
from viewer.ui.search.facet_choice import FacetRow
from viewer.ui.search.facet_rows import FacetRows
from viewer.ui.search.month_chart import MonthChart
from viewer.ui.theme import current_theme

#: The height of a title, and the room above one that follows other things.
_TITLE, _AIR = 23, 5


class FacetsView(QScrollArea):
    """Signals: `filters_changed(Filters)`."""

    filters_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facets = Facets()
        self._publications: Mapping[int, PublicationInfo] = {}
        #: The first and last day in force: the last that could be read and were in order.
        self._days = ("", "")
        self._told = Filters()
        self._newspapers = FacetRows("Newspapers")
        self._languages = FacetChips("Languages")
        self._kinds = FacetChips("Kinds of text")
        self._chart = MonthChart()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Narrow the hits")
        inside = QWidget()
        inside.setObjectName("sidePanel")
        self._clear = QPushButton("Clear all")
        self._clear.setProperty("role", "quiet")
        self._clear.setAccessibleName("Clear what narrows the hits")
        self._clear.setStyleSheet("padding: 0 5px; font-size: 12px;")
        self._clear.hide()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 4, 0, 6)
        layout.setSpacing(0)
        self._newspaper_title = _title("Newspapers")
        self._newspaper_title.layout().addWidget(self._clear)  # type: ignore[union-attr]
        layout.addWidget(self._newspaper_title)
        layout.addWidget(self._newspapers)
        layout.addLayout(self._build_dates())
        self._language_title, self._kind_title = _title("Language"), _title("Kind of text")
        for title in (self._language_title, self._kind_title):
            title.setFixedHeight(_TITLE + _AIR)
            title.setContentsMargins(0, _AIR, 0, 0)
        for widget in (self._language_title, self._languages, self._kind_title, self._kinds):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setWidget(inside)

    def _build_dates(self) -> QVBoxLayout:
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
        dates = QVBoxLayout()
        dates.setContentsMargins(15, 5, 15, 2)
        dates.setSpacing(4)
        dates.addWidget(self._chart)
        dates.addLayout(fields)
        dates.addWidget(self._date_trouble)
        return dates

    def _connect(self) -> None:
        for rows in (self._newspapers, self._languages, self._kinds):
            rows.chosen_changed.connect(self._tell)
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

    def first_newspaper(self) -> QWidget:
        """The row of the newspaper with the most hits."""
        return self._newspapers.first_row()

    def focus_first(self) -> None:
        """Give the first newspaper the focus."""
        self._newspapers.setFocus()
        self.focusNextChild()

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
        for title, rows, counts in (
            (self._language_title, self._languages, facets.languages),
            (self._kind_title, self._kinds, facets.kinds),
        ):
            # A facet with one value narrows nothing: it only takes room.
            shown = len(counts) > 1 or bool(rows.chosen)
            title.setVisible(shown)
            rows.setVisible(shown)
        self._show_clear()

    def _show_clear(self) -> None:
        """Show Clear all where something narrows, and a title where it has something below it."""
        narrows = self.filters != Filters()
        self._clear.setVisible(narrows)
        self._newspaper_title.setVisible(narrows or bool(self._newspapers.rows))

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
        self._show_clear()
        if filters != self._told:
            self._told = filters
            self.filters_changed.emit(filters)


def _row(count: FacetCount) -> FacetRow:
    return FacetRow(count.key, count.label, "", count.count, None)


def _title(words: str) -> QWidget:
    holder = QWidget()
    label = QLabel(words)
    label.setProperty("role", "sectionTitle")
    row = QHBoxLayout(holder)
    row.setContentsMargins(15, 0, 10, 0)
    holder.setFixedHeight(_TITLE)
    row.addWidget(label, 1)
    return holder
