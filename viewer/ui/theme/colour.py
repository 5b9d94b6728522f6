"""Colour arithmetic on `#RRGGBB` texts: contrast, mixing, and shades that can be read.

Luminance and contrast are those of WCAG 2.2 (relative luminance, contrast ratio 1..21).
"""

from __future__ import annotations

import colorsys
from functools import lru_cache

#: WCAG 2.2 AA for text of ordinary size.
LEAST_CONTRAST = 4.5


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0..255) of `#RRGGBB`; `ValueError` for anything else."""
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"not a colour: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def is_colour(colour: str) -> bool:
    """Whether `colour` is a `#RRGGBB` text."""
    try:
        channels(colour)
    except ValueError:
        return False
    return True


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, in either order."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(under: str, over: str, share: float) -> str:
    """What `over` painted on `under` with opacity `share` (0..1) looks like."""
    pairs = zip(channels(under), channels(over), strict=True)
    return "#" + "".join(f"{round(u + (o - u) * share):02X}" for u, o in pairs)


# Enough for the tags of a large codebook in every theme: each takes a tenth of a millisecond.
@lru_cache(maxsize=8192)
def readable(colour: str, ground: str, least: float = LEAST_CONTRAST) -> str:
    """`colour`, made darker or lighter just enough to be read on `ground`.

    The hue stays; the lightness moves away from the ground's in small steps.
    """
    if contrast(colour, ground) >= least:
        return colour
    red, green, blue = (channel / 255 for channel in channels(colour))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    step, limit = (0.01, 1.0) if luminance(ground) < 0.18 else (-0.01, 0.0)
    best = colour
    while contrast(best, ground) < least and lightness != limit:
        lightness = min(max(lightness + step, 0.0), 1.0)
        shade = colorsys.hls_to_rgb(hue, lightness, saturation)
        best = "#" + "".join(f"{round(channel * 255):02X}" for channel in shade)
    return best


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
