"""Whenever the writer is killed, there is the old index or the new one, and it can be written."""

from __future__ import annotations

import itertools
import random
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.search.killed_writer import Change, write, write_until
from tests.search.small_index import KEY, STAMP, answers, files, named_files, texts
from viewer.search.columnar.writing import changes, runs
from viewer.search.index.index_folder import IndexFolder, IndexFolderState

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")

QUERIES = ("army", '"the war"', "NOT war", "arm*", "wat~")

WORDS = ["the", "war", "army", "armies", "Токио"]


def held(first: int, count: int, turn: int = 0) -> dict[int, list[str]]:
    """Some texts; those of another `turn` have other words under the same ids."""
    return {
        n: [WORDS[(n + turn + k * k) % 5] for k in range(n % 6)]
        for n in range(first, first + count)
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IndexFolder:
    # `write` sets them for itself, also in this process.
    for module, name in (
        (runs, "RUN_TEXTS"),
        (runs, "MOST_DOCUMENTS"),
        (changes, "MOST_DOCUMENTS"),
        (changes, "FAN"),
    ):
        monkeypatch.setattr(module, name, getattr(module, name))
    return IndexFolder(tmp_path / "index", KEY)


Kill = Callable[[int, Change], bool]


@pytest.fixture
def kill(folder: IndexFolder) -> Kill:
    """Writes in another process until a moment; whether it was killed before it was done."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.search.killed_writer"])

    def killing(moment: int, change: Change) -> bool:
        process = context.Process(target=write_until, args=(moment, folder.path, change))
        process.start()
        process.join(60)
        try:
            assert process.exitcode in (0, -signal.SIGKILL)
            return process.exitcode != 0
        finally:
            process.close()

    return killing


def step(folder: IndexFolder) -> int:
    found = IndexFolder(folder.path, KEY).inspect()
    assert found.state is IndexFolderState.CURRENT
    assert found.stamp is not None
    return found.stamp.step


BEFORE = Change(1, texts(held(1, 30)))
BUILT = Change(2, texts(held(5, 26, turn=1)))
UPDATED = Change(2, texts(held(25, 9, turn=1)), range(1, 12))
MERGED = Change(2, texts(held(30, 6, turn=2)), [1, 29], fan=2, most_documents=40)


@pytest.mark.parametrize("change", [BUILT, UPDATED, MERGED], ids=["built", "updated", "merged"])
def test_killed_at_any_moment_a_whole_index_is_left(
    change: Change, folder: IndexFolder, kill: Kill
) -> None:
    """At every call to the system that a writer makes on its files, before it and after it."""
    expected = {}
    for each in (BEFORE, change):
        write(folder.path, each)
        expected[each.step] = answers(folder, QUERIES)
    assert expected[1] != expected[2]
    steps = []
    for moment in itertools.count():
        write(folder.path, BEFORE)
        assert files(folder) == named_files(folder)
        assert answers(folder, QUERIES) == expected[1]
        if not kill(moment, change):
            break
        steps.append(step(folder))
        assert answers(folder, QUERIES) == expected[steps[-1]]
    assert steps == sorted(steps)
    assert set(steps) == {1, 2}
    assert len(steps) > 20


def test_killed_again_and_again(folder: IndexFolder, kill: Kill) -> None:
    """Change upon change, most of them killed, with nothing put right between them."""
    drawn = random.Random(7)
    write(folder.path, Change(0, texts(held(1, 30))))
    known = held(1, 30)
    kills = 0
    for number in range(1, 60):
        changed = held(drawn.randrange(1, 30), drawn.randrange(9), turn=number)
        gone = sorted(set(drawn.sample(range(1, 40), 4)) - changed.keys())
        rebuilt = number % 9 == 0
        change = Change(number, texts(changed), None if rebuilt else gone, fan=2 + number % 3)
        kills += kill(drawn.randrange(110 if rebuilt else 70), change)
        if step(folder) == number:
            known = changed if rebuilt else known | changed
            if not rebuilt:
                known = {n: words for n, words in known.items() if n not in gone}
        assert answers(folder, ["*"])["*"].keys() == known.keys()
        assert named_files(folder) - files(folder) == set()
    assert kills >= 30
    write(folder.path, Change(99, texts(held(1, 2)), []))
    assert files(folder) == named_files(folder)
    found = answers(folder, QUERIES)
    IndexFolder(folder.path, KEY).build(texts(known | held(1, 2)), 0, STAMP)
    assert found == {
        query: pytest.approx(each, rel=1e-6) for query, each in answers(folder, QUERIES).items()
    }
