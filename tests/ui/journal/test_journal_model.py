"""The journal's steps as a table."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from pytestqt.modeltest import ModelTester

from viewer.base.messages import verbatim
from viewer.services.types import StepInfo
from viewer.ui.journal.journal_model import ID_ROLE, ROWS, WHAT, WHEN, JournalModel, local_time


@pytest.fixture(autouse=True)
def ulan_bator(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A clock eight hours ahead of UTC."""
    monkeypatch.setenv("TZ", "UTC-8")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def model() -> JournalModel:
    made = JournalModel()
    made.set_rows(
        [
            StepInfo(2, "2025-08-09T20:05:09Z", "nara", verbatim("Tag «Манжуур» 😀"), "do", 1204),  # type: ignore[arg-type]
            StepInfo(1, "2025-08-09T06:05:09Z", "nara", verbatim("Import 3 texts"), "do", 12),  # type: ignore[arg-type]
        ]
    )
    return made


def test_it_is_a_sound_model(model: JournalModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_a_step_is_shown_in_local_time(model: JournalModel) -> None:
    assert model.index(0, WHEN).data() == "10 Aug 2025, 04:05"
    assert model.index(1, WHEN).data() == "9 Aug 2025, 14:05"
    assert model.index(0, WHAT).data() == "Tag «Манжуур» 😀"
    assert model.index(0, ROWS).data() == "1,204"
    assert model.index(0, ROWS).data(ID_ROLE) == 2


@pytest.mark.parametrize("at", ["", "yesterday"])
def test_what_is_no_time_stays_as_it_is(at: str) -> None:
    assert local_time(at) == at
