"""The generated texts as a CSV manifest, for the program to import."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from generated_texts import GeneratedTexts


@dataclass(frozen=True)
class Corpus:
    """Where the manifest lies and how large it is; megabytes are 10⁶ bytes of UTF-8 text."""

    manifest: Path
    excerpts: int
    megabytes: float


def write_corpus(folder: Path, excerpts: int, seed: int) -> Corpus:
    """Write a manifest of so many texts into `folder`."""
    manifest = folder / "corpus.csv"
    size = 0
    with manifest.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("headline", "publication", "date", "page", "language", "text"))
        for excerpt in GeneratedTexts(excerpts, seed):
            number, headline, publication, date, language, text = excerpt
            page = number % 8 + 1
            table.writerow((headline, publication, date, page, language, text))
            size += len(text.encode())
    return Corpus(manifest, excerpts, size / 1e6)
