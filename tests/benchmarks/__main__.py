"""`make bench`: measure the program on a generated archive and print one table.

Each stage runs in a process of its own, so that its peak memory is its own. All figures go to
bench.json besides. Nothing here asserts: figures are for people to compare.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from corpus import Corpus, write_corpus

_HERE = Path(__file__).resolve().parent
Figures = dict[str, Any]


def main() -> None:
    """Write the corpus, run every stage, print and save."""
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="archive-viewer-bench-") as folder:
        os.environ["ARCHIVE_VIEWER_HOME"] = str(Path(folder, "home"))
        corpus = write_corpus(Path(folder), asked.excerpts, asked.words, asked.seed)
        figures = _measure(corpus, asked.repeat)
    asked.out.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    _print(figures)
    print(f"\nwritten to {asked.out}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--excerpts", type=int, default=5_000)
    parser.add_argument("--words", type=int, default=200, help="words an excerpt")
    parser.add_argument("--repeat", type=int, default=15, help="a time is the median of so many")
    parser.add_argument("--seed", type=int, default=1945)
    parser.add_argument("--out", type=Path, default=Path("bench.json"))
    return parser.parse_args()


def _measure(corpus: Corpus, repeat: int) -> Figures:
    archive = corpus.folder / "bench.db"
    figures: Figures = {
        "machine": {
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.platform(),
        },
        "corpus": {"excerpts": corpus.excerpts, "megabytes": corpus.megabytes},
    }
    stages: dict[str, tuple[str, ...]] = {
        "import": ("import_stage.py", str(archive), str(corpus.manifest)),
        "index": ("index_stage.py", str(archive)),
        "search": ("search_stage.py", str(archive), str(repeat)),
        "fts5": ("fts5_stage.py", str(corpus.manifest), str(repeat)),
        "reading": ("reading_stage.py", str(repeat)),
        "window": ("window_stage.py", str(archive)),
    }
    for name, (script, *words) in stages.items():
        print(f"measuring {name} …", file=sys.stderr)
        figures[name] = _run(script, *words)
    return figures


def _run(script: str, *words: str) -> Figures:
    done = subprocess.run(
        [sys.executable, str(_HERE / script), *words],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    if done.returncode:
        return {"failed": f"{script} ended with {done.returncode}"}
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def _print(figures: Figures) -> None:
    corpus = figures["corpus"]
    size = f"{corpus['excerpts']:,} excerpts, {corpus['megabytes']:.1f} MB of text"
    print(f"\n{size}; {figures['machine']['cpus']} cpus, Python {figures['machine']['python']}\n")
    print(f"{'':58}{'Archive Viewer':>18}{'peer':>12}")
    for name, ours, peer in _rows(figures):
        print(f"{name:58}{ours:>18}{peer:>12}")


def _rows(figures: Figures) -> list[tuple[str, str, str]]:
    megabytes = figures["corpus"]["megabytes"]
    fts5 = figures["fts5"]
    rows = [("", "", "FTS5")]
    for name in ("import", "index"):
        rows.append(
            (
                f"{name}, MB of text a second",
                _rate(megabytes, figures[name]),
                _rate(megabytes, fts5) if name == "index" else "",
            )
        )
    for query, found in figures["search"].get("queries", {}).items():
        peer = fts5.get("queries", {}).get(query, {})
        some = f" and {found['hits_of_some']:,}" if found["hits_of_some"] else ""
        name = f"search: {query} ({found['hits']:,}{some} hits), ms"
        rows.append((name, f"{found['ms']:.1f}", f"{peer['ms']:.1f}" if peer else ""))
    rows.append(("", "", "QPlainTextEdit"))
    reading = figures["reading"]
    if "failed" not in reading:
        for what in ("shown", "shown and painted"):
            ours, peer = reading[what]["ours"], reading[what]["peer"]
            name = f"300,000 characters, 2,000 passages {what}, ms"
            rows.append((name, f"{ours:.1f}", f"{peer:.1f}"))
    rows.append(("", "", ""))
    if "failed" not in figures["window"]:
        rows.append(("start to usable window, s", f"{figures['window']['seconds']:.2f}", ""))
    rows += [
        (f"peak memory, {name}, MB", f"{figures[name]['peak_mb']:.0f}", "")
        for name in ("import", "index", "search", "fts5", "reading", "window")
        if "peak_mb" in figures[name]
    ]
    return [*rows, *((f"FAILED: {name}", "", "") for name in _failed(figures))]


def _rate(megabytes: float, stage: Figures) -> str:
    return f"{megabytes / stage['seconds']:.2f}" if "seconds" in stage else "–"


def _failed(figures: Figures) -> list[str]:
    return [figures[name]["failed"] for name in figures if "failed" in figures[name]]


if __name__ == "__main__":
    main()
