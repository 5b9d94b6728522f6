"""Colour arithmetic, and the promise that every text of the window can be read."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotation.codebook import PALETTE
from viewer.ui.reading.text.text_marks import ground_share
from viewer.ui.theme import THEMES, Theme
from viewer.ui.theme.colour import LEAST_CONTRAST, channels, contrast, mixed, readable

_COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")
_THEMES = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
_GROUNDS = ("desk", "chrome", "paper", "field", "selection", "hover")


@pytest.mark.parametrize("ground", _GROUNDS)
@pytest.mark.parametrize("words", ["ink", "soft_ink", "accent"])
@_THEMES
def test_words_can_be_read_on_every_ground(theme: Theme, words: str, ground: str) -> None:
    assert contrast(getattr(theme, words), getattr(theme, ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("ground", ["match", "text_selection"])
@_THEMES
def test_ink_can_be_read_on_marks(theme: Theme, ground: str) -> None:
    assert contrast(theme.ink, getattr(theme, ground)) >= LEAST_CONTRAST


@_THEMES
def test_words_on_the_accent_can_be_read(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= LEAST_CONTRAST
    assert contrast(theme.warning, theme.chrome) >= LEAST_CONTRAST


@_THEMES
def test_ink_can_be_read_on_any_two_overlapping_tags(theme: Theme) -> None:
    for one, other in itertools.product(PALETTE, PALETTE):
        for second in (ground_share(1, False), ground_share(1, True)):
            assert contrast(theme.ink, _stacked(theme, (one, 1.0), (other, second))) >= 4.5


@_THEMES
def test_a_third_overlapping_tag_adds_no_ground(theme: Theme) -> None:
    assert ground_share(2, False) == 0.0
    assert 0.2 <= theme.tag_alpha <= 0.3


@_THEMES
def test_tag_names_can_be_read_in_margin_panel_and_chip(theme: Theme) -> None:
    for colour in PALETTE:
        shown = theme.tag_colour(colour).name()
        ground, words = theme.tag_chip(colour)
        assert contrast(shown, theme.paper) >= LEAST_CONTRAST
        assert contrast(shown, theme.chrome) >= LEAST_CONTRAST
        assert contrast(words.name(), ground.name()) >= LEAST_CONTRAST


@given(_COLOURS, st.sampled_from([theme.paper for theme in THEMES.values()]))
def test_readable_is_readable_and_leaves_what_is(colour: str, ground: str) -> None:
    made = readable(colour, ground)
    assert contrast(made, ground) >= LEAST_CONTRAST
    assert readable(made, ground) == made


@given(_COLOURS, _COLOURS)
def test_contrast_is_the_same_both_ways_and_mixing_has_its_ends(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1.0 <= contrast(one, other) <= 21.01
    assert mixed(one, other, 0.0) == one
    assert mixed(one, other, 1.0) == other


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


@pytest.mark.parametrize("wrong", ["", "red", "#12345", "#1234567", "#GGGGGG"])
def test_what_is_not_a_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"colour|base 16"):
        channels(wrong)


def _stacked(theme: Theme, *layers: tuple[str, float]) -> str:
    ground = theme.paper
    for colour, share in layers:
        under = theme.tag_underlay(colour)
        ground = mixed(ground, under.name(), under.alphaF() * share)
    return ground


def test_the_colours_of_a_large_codebook_are_worked_out_once_in_every_theme() -> None:
    colours = [f"#{number:06X}" for number in range(0x404040, 0x404040 + 700 * 500, 700)]
    grounds = [ground for theme in THEMES.values() for ground in (theme.paper, theme.chrome)]

    def shown() -> int:
        for ground, colour in itertools.product(grounds, colours):
            readable(colour, ground)
        return readable.cache_info().misses

    assert shown() == shown()
