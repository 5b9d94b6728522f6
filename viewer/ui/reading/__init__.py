"""The reading half of the window: panes with a masthead, a text, its lanes, and links between."""

from viewer.ui.reading.excerpt_drop import EXCERPT_MIME
from viewer.ui.reading.reading_desk import ReadingDesk
from viewer.ui.reading.reading_pane import ReadingPane

__all__ = ["EXCERPT_MIME", "ReadingDesk", "ReadingPane"]
