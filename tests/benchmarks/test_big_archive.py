"""The big archive is a true one: sound, current, and its steps can be undone."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.services.listed import first_passages, list_tags
from viewer.services.archive.archive import Archive
from viewer.services.archive.check_archive import check_archive
from viewer.services.archive.undo_steps import undo
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import PassageListRequest, SearchRequest

_EXCERPTS = 60


def _passages(archive: Archive) -> int:
    return first_passages(archive, PassageListRequest(), 1).total


def test_a_small_one_is_sound_and_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "made" / "big.db"
    script = Path(__file__).with_name("big_archive.py")
    subprocess.run([sys.executable, script, path, str(_EXCERPTS), "7"], check=True)
    with Archive.open(path) as archive, closing(ArchiveSearch(archive)) as search:
        assert check_archive(archive).problems == ()
        assert search.refresh().excerpts == _EXCERPTS
        assert search.search(SearchRequest('tag:"tag 0"')).total == _EXCERPTS // 3
        assert _passages(archive) == _EXCERPTS
        assert len(list_tags(archive)) == 500
        undo(archive)
        assert _passages(archive) == 0
        undo(archive)
        assert search.refresh().excerpts == 0
        assert check_archive(archive).problems == ()
