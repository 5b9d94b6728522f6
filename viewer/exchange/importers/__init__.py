"""Reading texts: .txt, .md, .html, and tables (.csv, .tsv) that list texts with what is known.

`read_paths` walks files and folders lazily and yields a `TextRecord` for each text, a `Skipped`
for each file or row that did not come in, and a `Warned` for what came in but wants a look.
"""

from viewer.exchange.importers.paths import FORMATS, count_paths, read_paths
from viewer.exchange.importers.records import (
    KINDS,
    Outcome,
    Skipped,
    SourceRecord,
    TextRecord,
    Warned,
)

__all__ = [
    "FORMATS",
    "KINDS",
    "Outcome",
    "Skipped",
    "SourceRecord",
    "TextRecord",
    "Warned",
    "count_paths",
    "read_paths",
]
