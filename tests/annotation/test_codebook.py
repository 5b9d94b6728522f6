"""Tag paths and tag colours."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotation.codebook import PALETTE, join_path, next_colour, split_path
from viewer.base.errors import InputError

THEMES = {
    "light": ("#23211D", "#FDFCF8"),
    "sepia": ("#3A2F20", "#F6EEDC"),
    "dark": ("#E4E1DA", "#232528"),
}
Rgb = tuple[float, float, float]

names = st.text(
    alphabet=st.characters(categories=["L", "M", "N", "P", "S", "Zs"], exclude_characters="/"),
    min_size=1,
).filter(lambda name: any(letter.isprintable() and not letter.isspace() for letter in name))


def rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def linear(colour: Rgb) -> Rgb:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(colour: Rgb) -> float:
        red, green, blue = linear(colour)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def oklab(colour: str) -> Rgb:
    """Björn Ottosson's perceptual space."""
    red, green, blue = linear(rgb(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("framing", ("framing",)),
        ("framing/liberation", ("framing", "liberation")),
        ("  framing /\u00a0освобождение 🚩 ", ("framing", "освобождение 🚩")),
        ("cafe\u0301/claim (figure)", ("cafe\u0301", "claim (figure)")),
        ("👩\u200d👧", ("👩\u200d👧",)),
    ],
)
def test_split_path(path: str, parts: tuple[str, ...]) -> None:
    assert split_path(path) == parts


@pytest.mark.parametrize("path", ["", " ", "/", "a//b", "/a", "a/", "a/ \u00a0/b", "\u200b/a"])
def test_empty_names_are_refused(path: str) -> None:
    with pytest.raises(InputError, match="has an empty name"):
        split_path(path)


@pytest.mark.parametrize(
    "path", ["a\x00b", "a/b\x1b[1m!", "a\r\nb", "a\u2028b", "a\u202eb", "\ud800x"]
)
def test_control_characters_are_refused(path: str) -> None:
    with pytest.raises(InputError, match="holds a control character") as caught:
        split_path(path)
    assert str(caught.value).isprintable()


def test_names_that_are_too_long_and_paths_that_are_too_deep_are_refused() -> None:
    assert split_path("ө" * 200 + "/🚩") == ("ө" * 200, "🚩")
    with pytest.raises(InputError, match="is 201 characters long"):
        split_path("claim/" + "ө" * 201)
    assert len(split_path("/".join("abcdefghijkl"))) == 12
    with pytest.raises(InputError, match="has 13 levels"):
        split_path("/".join("abcdefghijklm"))


def test_names_that_cannot_be_joined() -> None:
    for bad in (["a/b"], ["a", ""], [], ["a\x07b"]):
        with pytest.raises(InputError):
            join_path(bad)


@given(st.lists(names, min_size=1, max_size=4))
def test_joined_paths_split_into_the_same_names(parts: list[str]) -> None:
    trimmed = tuple(part.strip() for part in parts)
    assert split_path(join_path(parts)) == trimmed
    assert join_path(trimmed) == join_path(parts)


def test_the_palette_is_twelve_distinct_colours() -> None:
    assert len(set(PALETTE)) == len(PALETTE) == 12
    for one, other in combinations(map(oklab, PALETTE), 2):
        distance = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        assert distance > 0.12


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", PALETTE)
def test_text_and_brackets_are_readable_in_every_theme(theme: str, colour: str) -> None:
    ink, paper = (rgb(part) for part in THEMES[theme])
    assert contrast(rgb(colour), paper) >= 3
    for opacity in (0.22, 0.30):
        red, green, blue = (
            below * (1 - opacity) + above * opacity
            for below, above in zip(paper, rgb(colour), strict=True)
        )
        assert contrast(ink, (red, green, blue)) >= 4.5


def test_the_next_colour_is_an_unused_one() -> None:
    assert next_colour([]) == PALETTE[0]
    assert next_colour([PALETTE[0].lower(), "#123456"]) == PALETTE[1]
    assert next_colour([*PALETTE, *PALETTE[:3]]) == PALETTE[3]


@given(st.lists(st.sampled_from(PALETTE)))
def test_no_colour_is_used_twice_before_all_are_once(used: list[str]) -> None:
    colour = next_colour(used)
    assert used.count(colour) == min(used.count(each) for each in PALETTE)
