"""Widgets whose height follows from the width they are given."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget


def follow_width(
    widget: QWidget,
    horizontal: QSizePolicy.Policy = QSizePolicy.Policy.Expanding,
    vertical: QSizePolicy.Policy = QSizePolicy.Policy.Fixed,
) -> None:
    """Have layouts ask `widget` for its height by width."""
    policy = QSizePolicy(horizontal, vertical)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
