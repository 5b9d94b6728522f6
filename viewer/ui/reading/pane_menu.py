"""The context menu of a pane."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from viewer.ui.theme.icons import icon


def pane_menu(
    parent: QWidget,
    *,
    tag: Callable[[], None] | None,
    note: Callable[[], None] | None,
    cite: Callable[[], None] | None,
    copy: Callable[[], None] | None,
    close: Callable[[], None],
) -> QMenu:
    """The menu with its actions bound; one that is None is shown but cannot be chosen.

    Keys are shown in the texts only: the pane and the window answer to them.
    """
    menu = QMenu(parent)
    for glyph, words, act in (
        ("tag", "Tag…\tT", tag),
        ("note", "Note…", note),
        ("", "", None),
        ("cite", "Copy quotation with citation", cite),
        ("copy", "Copy\tCtrl+C", copy),
        ("", "", None),
        ("close", "Close pane", close),
    ):
        if not words:
            menu.addSeparator()
            continue
        action = menu.addAction(icon(glyph), words)
        action.setEnabled(act is not None)
        if act is not None:
            action.triggered.connect(lambda _checked=False, act=act: act())
    return menu
