"""What words a text is made of is plain wherever it is shown under a newspaper's name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tests.ui.search.test_hits_model import HIT, answer
from viewer.services.passages.passage_words import holds_words
from viewer.services.types import Kind, PassageInfo, PassageTag
from viewer.ui.passages.passage_inspector import PassageInspector
from viewer.ui.passages.passages_model import KIND, OWN_WORDS_ROLE, PassagesModel
from viewer.ui.search import hit_delegate
from viewer.ui.search.hit_delegate import HitDelegate
from viewer.ui.search.hits_model import HitsModel
from viewer.ui.theme import THEMES, load_fonts, sans
from viewer.ui.theme.colour import LEAST_CONTRAST, contrast
from viewer.ui.widgets.wrapped_text import WrappedText

NOT_OWN = {
    Kind.TRANSLATION: "Translation, not the words as printed",
    Kind.ABSTRACT: "Abstract, not the newspaper's own words",
}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_hit_is_told_with_its_kind(qapp, kind: Kind) -> None:
    model = HitsModel()
    model.show(answer(replace(HIT, kind=kind.value)))
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    tip = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert (f", {kind.label}" in spoken) == (kind is not Kind.TRANSCRIPTION)
    assert (kind.caution or "not the") in spoken or kind.is_own_words
    assert (NOT_OWN.get(kind, "not the") in tip) == (kind in NOT_OWN)


def _said(monkeypatch: pytest.MonkeyPatch, paint: Any) -> list[tuple[str, str]]:
    """The words that `paint` puts on an image 259 pixels wide, each with its colour."""
    said: list[tuple[str, str]] = []
    real = QPainter.drawText

    def noting(self: QPainter, *args: Any) -> Any:
        said.append((args[-1], self.pen().color().name().upper()))
        return real(self, *args)

    monkeypatch.setattr(QPainter, "drawText", noting)
    image = QImage(259, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return said


@pytest.mark.parametrize("tags", [0, 9])
@pytest.mark.parametrize("kind", [Kind.ABSTRACT, Kind.TRANSLATION, Kind.EXTRACT])
def test_a_hit_shows_its_kind_whole_however_little_room_there_is(
    qapp, monkeypatch: pytest.MonkeyPatch, kind: Kind, tags: int
) -> None:
    load_fonts()
    theme = hit_delegate.current_theme()
    model = HitsModel()
    many = tuple(PassageTag(n, f"a/{n}", str(n), "#B3372F") for n in range(tags))
    model.show(answer(replace(HIT, kind=kind.value, page="", tags=many)))

    def paint(painter: QPainter) -> None:
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 259, 120)
        HitDelegate().paint(painter, option, model.index(0))

    said = _said(monkeypatch, paint)
    colour = theme.soft_ink if kind.is_own_words else theme.warning
    assert (kind.label, colour.upper()) in said
    (facts,) = (words for words, _ in said if "9 Aug" in words)
    assert facts.startswith("Izvestia"), "the dots of tags give way to the newspaper"


def test_an_article_gives_way_before_a_newspapers_name_is_cut_off(qapp) -> None:
    load_fonts()
    metrics = QFontMetricsF(sans(12))
    hit = replace(HIT, publication="The New York Times", page="")
    whole = hit_delegate._facts(hit, metrics, 400)
    assert whole.startswith("The New York Times · 9 Aug")
    narrower = hit_delegate._facts(hit, metrics, metrics.horizontalAdvance(whole) - 4)
    assert narrower.startswith("New York Times · 9 Aug")


def test_words_for_no_headline_do_not_look_like_one(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    inks: list[str] = []
    real = WrappedText.paint

    def noting(self: WrappedText, painter: QPainter, at: Any, ink: QColor, *rest: Any) -> None:
        inks.append(ink.name().upper())
        real(self, painter, at, ink, *rest)

    monkeypatch.setattr(WrappedText, "paint", noting)
    model = HitsModel()
    model.show(answer(replace(HIT, headline="")))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 259, 120)
    _said(monkeypatch, lambda painter: HitDelegate().paint(painter, option, model.index(0)))
    theme = hit_delegate.current_theme()
    assert inks == [theme.soft_ink.upper(), theme.ink.upper()]


@pytest.mark.parametrize("kind", list(Kind))
def test_passages_have_a_column_for_it(qapp, make_passage: Any, kind: Kind) -> None:
    passage: PassageInfo = make_passage(1, kind=kind)
    model = PassagesModel()
    model.set_rows([passage])
    cell = model.index(0, KIND)
    assert cell.data() == kind.label
    assert cell.data(OWN_WORDS_ROLE) == kind.is_own_words
    assert (cell.data(Qt.ItemDataRole.ToolTipRole) or "") == kind.caution
    assert holds_words(passage, kind.label.upper())


@pytest.mark.parametrize("kind", list(Kind))
def test_the_inspector_says_it_below_the_quotation(qtbot, make_passage: Any, kind: Kind) -> None:
    inspector = PassageInspector()
    qtbot.addWidget(inspector)
    inspector.show_passage(make_passage(1, kind=kind), "A citation.", True, 1, [])
    assert inspector._kind.text() == NOT_OWN.get(kind, kind.described)
    assert inspector._kind.property("role") == ("soft" if kind.is_own_words else "warning")


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_the_warning_can_be_read_on_every_ground_it_is_on(theme: Any) -> None:
    for ground in (theme.paper, theme.chrome, theme.selection, theme.hover):
        assert contrast(theme.warning, ground) >= LEAST_CONTRAST
