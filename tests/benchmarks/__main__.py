"""`make bench`: measure the engine beside its peers, and the program on a small and a big archive.

Each stage runs in a process of its own, so that its peak memory is its own. One table is printed;
all figures go to bench.json. Nothing here asserts: figures are for people to compare.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from pathlib import Path

import big_block
import engine_block
import small_archive
from running import Figures, run
from table import printed
from texts import Wanted

_PEERS = {"tantivy": "tantivy_peer", "fts5": "fts5", "whoosh": "whoosh_stock"}


def main() -> None:
    """Measure what was asked, print and save."""
    asked = _asked()
    if asked.show:
        figures = json.loads(asked.out.read_text(encoding="utf-8"))
    else:
        with tempfile.TemporaryDirectory(prefix="archive-viewer-bench-") as folder:
            os.environ["ARCHIVE_VIEWER_HOME"] = str(Path(folder, "home"))
            os.environ["TMPDIR"] = folder  # Whoosh leaves things behind there
            figures = _measured(Path(folder), asked)
        asked.out.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    print(printed(figures, markdown=asked.markdown))
    if not asked.show:
        print(f"\nwritten to {asked.out}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    add = parser.add_argument
    add(
        "--excerpts",
        type=int,
        default=100_000,
        help="of the engines' block (0: none; default %(default)s)",
    )
    add("--texts", type=Path, help="a real corpus: a folder of .txt files or a CSV manifest")
    add(
        "--million",
        type=int,
        nargs="?",
        const=1_000_000,
        default=0,
        metavar="EXCERPTS",
        help="our engine on very many excerpts too",
    )
    add(
        "--collection",
        type=Path,
        nargs="+",
        default=[],
        metavar="FOLDER",
        help="measure how well engines rank, and nothing else: a test collection with docs.jsonl, "
        "queries.tsv and qrels.txt",
    )
    add("--peers", nargs="*", choices=_PEERS, default=list(_PEERS), help="default: all")
    add("--each", type=int, default=30, help="queries of each class")
    add("--small", type=int, default=5_000, help="excerpts of the small archive (0: none)")
    add(
        "--big",
        type=int,
        default=100_000,
        metavar="EXCERPTS",
        help="excerpts, and passages, of the big archive (0: none; default %(default)s)",
    )
    add("--kept", type=Path, default=Path(".bench"), help="where the big archive is kept")
    add("--repeat", type=int, default=15, help="there a time is the median of so many")
    add("--seed", type=int, default=1945)
    add("--out", type=Path, default=Path("bench.json"))
    add("--markdown", action="store_true", help="print the table as Markdown")
    add("--show", action="store_true", help="measure nothing: print what --out holds")
    return parser.parse_args()


def _measured(folder: Path, asked: argparse.Namespace) -> Figures:
    figures: Figures = {
        "machine": {
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.platform(),
        },
        "seed": asked.seed,
    }
    if asked.collection:
        figures["collections"] = {
            str(path): run("retrieval_stage.py", path.resolve()) for path in asked.collection
        }
        return figures
    peers = [_PEERS[name] for name in asked.peers]
    if asked.excerpts:
        wanted = Wanted(asked.excerpts, asked.seed, str(asked.texts or ""))
        figures["engines"] = engine_block.measured(folder / "engines", wanted, peers, asked.each)
    if asked.million:
        wanted = Wanted(asked.million, asked.seed)
        figures["million"] = engine_block.measured(folder / "million", wanted, [], asked.each, [2])
    if asked.small:
        figures["small"] = small_archive.measured(folder, asked.small, asked.seed, asked.repeat)
    if asked.big:
        figures["big"] = big_block.measured(
            asked.kept.resolve(), asked.big, asked.seed, asked.repeat
        )
    return figures


if __name__ == "__main__":
    main()
