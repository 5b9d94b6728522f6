"""How long one changed excerpt takes to be found: from telling the index to having it open."""

from __future__ import annotations

import sys
from functools import partial
from itertools import islice
from pathlib import Path

from engines.ours import LANGUAGES, index_folder, index_text, stamp
from measuring import hand_over, summary, timed
from texts import Wanted

from viewer.base.jobs import CancelToken
from viewer.search.engine import IndexText, SearchEngine
from viewer.search.index.index_folder import IndexFolder
from viewer.search.language.query import parse

_CHANGES = 7


def main(folder: Path, wanted: Wanted) -> None:
    """Change some excerpts, one after another, while the index is open as in the program."""
    index = index_folder(folder)
    opened: list[SearchEngine] = [index.open()[0]]
    timings = []
    for step, excerpt in enumerate(islice(wanted.texts(), _CHANGES), 2):
        word = f"changed{step}"
        changed = index_text(excerpt._replace(text=f"{excerpt.text} {word}"))
        timings.append(timed(partial(_change, index, changed, step, opened), 1))
        opened.pop(0).close()
        found = opened[0].evaluate(parse(word, LANGUAGES).tree, CancelToken())
        assert found.ids.tolist() == [excerpt.number]
    hand_over({"update": summary(timings)})


def _change(index: IndexFolder, changed: IndexText, step: int, opened: list[SearchEngine]) -> None:
    index.update([changed], [], stamp(step), 1)
    opened.append(index.open()[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Wanted.from_json(sys.argv[2]))
