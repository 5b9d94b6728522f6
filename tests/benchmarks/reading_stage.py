"""How long a long, much tagged text takes to open, beside Qt's own plain text widget."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from measuring import hand_over, median_ms
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from viewer.base.ids import AnnotationId, ArticleId, ExcerptId, TagId, VersionId
from viewer.services.types import (
    AnchorState,
    ArticleInfo,
    ExcerptReading,
    Kind,
    PassageInfo,
    PassageTag,
    SourceInfo,
)
from viewer.text.spans import Span
from viewer.ui.reading import ReadingPane
from viewer.ui.theme import LIGHT, apply_theme

Act = Callable[[], None]

_CHARACTERS = 300_000
_PASSAGES = 2_000
_SIZE = (640, 820)
_LINE = "Армия took Harbin 🚩 and the Муке\u0301н front; the Kwantung\u00a0Army gave up arms. "
_TAGS = tuple(
    PassageTag(TagId(n), f"group/tag {n}", f"tag {n}", colour)
    for n, colour in enumerate(("#B3372F", "#1D4F8C", "#8A6412", "#3A7D44"), 1)
)


def _text(seed: int) -> str:
    paragraph = _LINE * 8 + f"{seed}\n\n"
    return (paragraph * (_CHARACTERS // len(paragraph) + 1))[:_CHARACTERS]


def _reading(text: str) -> ExcerptReading:
    article = ArticleInfo(
        ArticleId(1), None, "A long one", "", "", "1945-08-09", "", "1", "", "", ""
    )
    return ExcerptReading(
        ExcerptId(1), VersionId(1), 1, text, "", "en", Kind.TRANSCRIPTION, "", "", article,
        SourceInfo("long.txt", "", "utf-8", "txt", ""),
    )  # fmt: skip


def _passages(text: str) -> list[PassageInfo]:
    random = np.random.default_rng(1945)
    starts = np.sort(random.integers(0, _CHARACTERS - 400, _PASSAGES))
    lengths = random.integers(5, 400, _PASSAGES)
    found = []
    for number, (start, length) in enumerate(zip(starts.tolist(), lengths.tolist(), strict=True)):
        span = Span(start, start + length)
        found.append(
            PassageInfo(
                AnnotationId(number + 1), ExcerptId(1), VersionId(1), span, span.of(text), "", "",
                "a note" if number % 7 == 0 else "", AnchorState.EXACT, (_TAGS[number % 4],),
                "reader", "1945-08-09T00:00:00Z", "1945-08-09T00:00:00Z", "A long one",
                "The Guardian", "#1D4F8C", "1945-08-09", "1", f"passage-{number}",
                Kind.TRANSCRIPTION, 1, ArticleId(1),
            )
        )  # fmt: skip
    return found


def _act_and_paint(act: Act, widget: QWidget) -> None:
    act()
    widget.grab()


def _alternating(acts: Sequence[Act]) -> Act:
    """Run the acts in turn, so that no run finds its own text in place already."""
    turn = 0

    def act() -> None:
        nonlocal turn
        acts[turn % len(acts)]()
        turn += 1

    return act


def main(repeat: int) -> None:
    """Open two texts in turn, with and without painting, in our pane and in Qt's widget."""
    app = QApplication([])
    apply_theme(app, LIGHT)
    texts = [_text(0), _text(1)]
    pane, plain = ReadingPane(), QPlainTextEdit()
    for widget in (pane, plain):
        widget.resize(*_SIZE)
        widget.show()
    app.processEvents()
    given = [(_reading(text), _passages(text)) for text in texts]
    ours = [partial(pane.show_excerpt, reading, passages, []) for reading, passages in given]
    peer = [partial(plain.setPlainText, text) for text in texts]

    def painted(acts: Sequence[Act], widget: QWidget) -> list[Act]:
        return [partial(_act_and_paint, act, widget) for act in acts]

    hand_over(
        {
            "shown": {
                "ours": median_ms(_alternating(ours), repeat),
                "peer": median_ms(_alternating(peer), repeat),
            },
            "shown and painted": {
                "ours": median_ms(_alternating(painted(ours, pane)), repeat),
                "peer": median_ms(_alternating(painted(peer, plain)), repeat),
            },
        }
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
