"""Which tags fit what is typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.services.types import TagInfo
from viewer.ui.codebook.tag_ranking import is_known, ranked


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("framing", ["framing", "framing/liberation", "framing/завоевание"]),
        ("lib", ["framing/liberation"]),
        ("ev", ["event", "event/surrender"]),
        ("ren", ["event/surrender", "framing/liberation"]),
        ("evsur", ["event/surrender"]),
        ("ЗАВОЕ", ["framing/завоевание"]),
        ("капит", ["event/surrender"]),
        ("zzz", []),
    ],
)
def test_the_best_fit_comes_first(tags: list[TagInfo], typed: str, paths: list[str]) -> None:
    assert [tag.path for tag in ranked(typed, tags, [])] == paths


def test_recent_tags_come_first_among_equals(tags: list[TagInfo]) -> None:
    recent = ["event/surrender", "gone/tag", "framing/liberation"]
    assert [tag.id for tag in ranked("", tags, recent)] == [5, 2, 1, 3, 4]
    assert [tag.id for tag in ranked("event", tags, recent)] == [4, 5]


@pytest.mark.parametrize(
    ("typed", "known"),
    [(" Liberation ", True), ("framing/LIBERATION", True), ("lib", False), ("капитуляция", True)],
)
def test_a_tag_is_known_by_name_or_path(tags: list[TagInfo], typed: str, known: bool) -> None:
    assert is_known(typed, tags) is known


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=12), recent=st.lists(st.sampled_from(["event", "framing", "x"])))
def test_ranking_invents_and_repeats_nothing(
    tags: list[TagInfo], typed: str, recent: list[str]
) -> None:
    found = [tag.id for tag in ranked(typed, tags, recent)]
    assert len(found) == len(set(found))
    assert set(found) <= {tag.id for tag in tags}
    assert not typed.strip() or not is_known(typed, tags) or found
