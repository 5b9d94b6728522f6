"""The shown text is as long as the canonical one, whatever stands in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from viewer.text.offsets import Utf16Map
from viewer.ui.reading.text.shown_text import shown_text

_AWKWARD = st.text(
    st.sampled_from(
        "aЖ 😀e\u0301\u00a0\n\t\u2028\u2029\r\x00\x0b\x0c\x1f\x7f\x85\ufeff\ufffc\ufdd0\ufdd1"
    )
)


@given(_AWKWARD)
def test_a_document_holds_as_many_units_as_the_text(text: str) -> None:
    shown = shown_text(text)
    assert Utf16Map(shown).length == Utf16Map(text).length
    document = QTextDocument()
    QTextCursor(document).insertText(shown)
    assert document.characterCount() - 1 == Utf16Map(text).length


def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert shown_text(text) is text
