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
from viewer.text.dates import date_range, parse_date
from viewer.ui.panels.facet_rows import FacetRow, FacetRows
from viewer.ui.panels.month_chart import MonthChart
from viewer.ui.theme import current_theme


class FacetsView(QScrollArea):
    """Signals: `filters_changed(Filters)`."""

    filters_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facets = Facets()
        self._publications: Mapping[int, PublicationInfo] = {}
        self._newspapers = FacetRows("Newspapers")
        self._languages = FacetRows("Languages")
        self._kinds = FacetRows("Kinds of text")
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
        self._clear.hide()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(0)
        head = _title("Newspapers")
        head.layout().addWidget(self._clear)  # type: ignore[union-attr]
        layout.addWidget(head)
        layout.addWidget(self._newspapers)
        layout.addLayout(self._build_dates())
        self._language_title, self._kind_title = _title("Language"), _title("Kind of text")
        for widget in (self._language_title, self._languages, self._kind_title, self._kinds):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setWidget(inside)

    def _build_dates(self) -> QVBoxLayout:
        self._from, self._to = QLineEdit(), QLineEdit()
        for field, name in ((self._from, "From"), (self._to, "To")):
            field.setPlaceholderText(name.lower())
            field.setAccessibleName(f"{name} date")
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
        dates.setContentsMargins(15, 8, 15, 4)
        dates.setSpacing(6)
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
        first, last = self._days()
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
        for rows in (self._newspapers, self._languages, self._kinds):
            rows.clear()
        self._from.clear()
        self._to.clear()
        self._chart.choose("", "")
        self._date_trouble.hide()
        self._tell()

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
        self._newspapers.set_rows([self._newspaper_row(count) for count in facets.newspapers])
        self._languages.set_rows([_row(count) for count in facets.languages])
        self._kinds.set_rows([_row(count) for count in facets.kinds])
        colours = {
            str(key): current_theme().publication_colour(info)
            for key, info in self._publications.items()
        }
        self._chart.show_months(facets.months, colours)
        self._chart.choose(*self._days())
        for title, rows, counts in (
            (self._language_title, self._languages, facets.languages),
            (self._kind_title, self._kinds, facets.kinds),
        ):
            # A facet with one value narrows nothing: it only takes room.
            shown = len(counts) > 1 or bool(rows.chosen)
            title.setVisible(shown)
            rows.setVisible(shown)
        self._clear.setVisible(self.filters != Filters())

    def _newspaper_row(self, count: FacetCount) -> FacetRow:
        info = self._publications.get(int(count.key))
        other = info.original_title if info and info.original_title != info.title else ""
        colour = current_theme().publication_colour(info)
        return FacetRow(count.key, count.label, other, count.count, colour)

    def _days(self) -> tuple[str, str]:
        """First and last day chosen; what cannot be read counts as open."""
        try:
            first = parse_date(self._from.text()).first if self._from.text().strip() else ""
            last = parse_date(self._to.text()).last if self._to.text().strip() else ""
        except InputError:
            return "", ""
        return first, last

    def _on_months(self, first: str, last: str) -> None:
        self._from.setText(date_range(first)[0] if first else "")
        self._to.setText(date_range(last)[1] if last else "")
        self._on_dates()

    def _on_dates(self) -> None:
        self._date_trouble.hide()
        for field in (self._from, self._to):
            try:
                if field.text().strip():
                    parse_date(field.text())
            except InputError as error:
                self._date_trouble.setText(str(error))
                self._date_trouble.show()
                return
        self._chart.choose(*self._days())
        self._tell()

    def _tell(self) -> None:
        self._clear.setVisible(self.filters != Filters())
        self.filters_changed.emit(self.filters)


def _row(count: FacetCount) -> FacetRow:
    return FacetRow(count.key, count.label, "", count.count, None)


def _title(words: str) -> QWidget:
    holder = QWidget()
    label = QLabel(words)
    label.setProperty("role", "sectionTitle")
    row = QHBoxLayout(holder)
    row.setContentsMargins(15, 8, 10, 4)
    row.addWidget(label, 1)
    return holder
