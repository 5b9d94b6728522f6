"""Words for what an archive does not state, the same in every list, masthead and export."""

from __future__ import annotations

from typing import Final

#: In place of a newspaper's title.
NO_NEWSPAPER: Final = "Newspaper not known"
#: In place of an issue date.
UNDATED: Final = "undated"
