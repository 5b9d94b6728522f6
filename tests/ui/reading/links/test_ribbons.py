"""The shape of links between panes."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect

from viewer.services.types import LinkKind
from viewer.ui.reading.links.ribbons import End, Ribbon, pick_ends, spread


def _end(pane: int, x: int, top: int) -> End:
    return End(pane, QRect(x, top, 300, 60), "#008400")


def test_reach_from_pane_to_pane(make_link: Any) -> None:
    ribbon = Ribbon(make_link(1, 2), _end(1, 344, 200), _end(0, 0, 40))
    box = ribbon.path().boundingRect()
    assert (box.left(), box.right()) == (300, 344)
    assert (box.top(), box.bottom()) == (40, 260)
    assert ribbon.path().contains(QPointF(301, 70))
    assert ribbon.path().contains(QPointF(343, 230))


def test_the_arrow_points_from_origin_to_target(make_link: Any) -> None:
    left, right = _end(0, 0, 40), _end(1, 344, 200)
    link = make_link(1, 2, LinkKind.RESPONDS_TO)
    assert Ribbon(link, left, right).words == "responds to →"
    assert Ribbon(link, right, left).words == "← responds to"


def test_nearest_panes_are_linked_and_a_pane_not_with_itself() -> None:
    first, second, fourth = (_end(at, 344 * at, 0) for at in (0, 1, 3))
    assert pick_ends([first], [first]) is None
    assert pick_ends([first, second], [fourth]) == (second, fourth)
    assert pick_ends([], [first]) is None


@given(st.lists(st.floats(-50, 600), max_size=12))
def test_labels_keep_their_order_and_stand_apart(wanted: list[float]) -> None:
    tops = spread(wanted, [20.0] * len(wanted), 0, 600)
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed = [tops[at] for at in order]
    assert all(low + 20 <= high + 1e-9 for low, high in itertools.pairwise(placed))
    assert all(0 <= top <= 580 for top in tops)
