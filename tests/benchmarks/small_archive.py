"""The program on a small archive: import, index, search by its service, reading, its window; and
on two archives of one very long text each."""

from __future__ import annotations

from pathlib import Path

from corpus import write_corpus
from running import Figures, run


def measured(folder: Path, excerpts: int, seed: int, repeat: int) -> Figures:
    """All stages over one generated archive in `folder`; a time is the median of `repeat`."""
    corpus = write_corpus(folder, excerpts, seed)
    archive = folder / "bench.db"
    run("tag_stage.py", "make", folder)
    return {
        "corpus": {"excerpts": corpus.excerpts, "megabytes": corpus.megabytes},
        "import": run("import_stage.py", archive, corpus.manifest),
        "index": run("index_stage.py", archive),
        "search": run("search_stage.py", archive, repeat),
        "reading": run("reading_stage.py", repeat),
        "window": run("window_stage.py", archive),
        "long text": run("long_text_stage.py", folder),
        "tag": run("tag_stage.py", "tag", folder),
    }
