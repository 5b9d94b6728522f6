"""A text with all that is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.base.errors import NotFoundError
from viewer.base.ids import ExcerptId
from viewer.base.paths import shipped_archive
from viewer.services.archive.archive import Archive
from viewer.services.records.read_excerpt import read_excerpt
from viewer.text.kinds import Kind

#: Of the shipped archive: an abstract of an article whose words are held beside it, the
#: translation of an article that is not held, an extract.
ABSTRACT, TRANSLATION, EXTRACT = ExcerptId(3), ExcerptId(8), ExcerptId(1)


@pytest.fixture
def sample(tmp_path: Path) -> Archive:
    copy = tmp_path / "sample.db"
    copy.write_bytes(shipped_archive().read_bytes())
    return Archive.open(copy, read_only=True)


@pytest.mark.parametrize(
    ("excerpt", "kind", "held"),
    [
        (EXTRACT, Kind.EXTRACT, True),
        (ABSTRACT, Kind.ABSTRACT, True),
        (TRANSLATION, Kind.TRANSLATION, False),
    ],
)
def test_it_says_whether_the_newspapers_own_words_are_held(
    sample: Archive, excerpt: ExcerptId, kind: Kind, held: bool
) -> None:
    with sample:
        reading = read_excerpt(sample, excerpt)
    assert reading.kind is kind
    assert reading.own_words_held is held


def test_an_excerpt_that_is_gone(sample: Archive) -> None:
    with sample, pytest.raises(NotFoundError):
        read_excerpt(sample, ExcerptId(999))
