"""An index of two segments, what it answers, and copies of it to be damaged."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from tests.search.small_index import KEY, Answers, answers, two_segments
from viewer.search.index.index_folder import IndexFolder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> IndexFolder:
    """Not to be changed."""
    return two_segments(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def expected(whole: IndexFolder) -> Answers:
    return answers(whole)


@pytest.fixture(scope="module")
def copied(
    whole: IndexFolder, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], IndexFolder]:
    """Copies of the index, each to be damaged."""

    def copy() -> IndexFolder:
        path = tmp_path_factory.mktemp("copies") / "index"
        shutil.copytree(whole.path, path)
        return IndexFolder(path, KEY)

    return copy


@pytest.fixture
def folder(copied: Callable[[], IndexFolder]) -> IndexFolder:
    return copied()
