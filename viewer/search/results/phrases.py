"""Where the words of a phrase follow each other: shared by the engine and by highlighting."""

from __future__ import annotations

from collections.abc import Sequence


def phrase_places(places: Sequence[Sequence[int]], slop: int) -> list[tuple[int, int]]:
    """The word positions `(first, last)` of every place where a phrase matches.

    `places` holds, for each word of the phrase, its ascending positions in the text. Each word
    must come after the one before, at most `slop` positions later (1: right after it). For each
    last position the tightest place is given; places are ascending by their last position.
    """
    reached = {position: position for position in places[0]}
    for following in places[1:]:
        if not reached:
            break
        if slop == 1:
            reached = {at: reached[at - 1] for at in following if at - 1 in reached}
            continue
        ahead: dict[int, int] = {}
        for at in following:
            starts = [
                reached[before] for before in range(max(0, at - slop), at) if before in reached
            ]
            if starts:
                ahead[at] = max(starts)
        reached = ahead
    return [(first, last) for last, first in reached.items()]
