"""The names of steps that older programs wrote as sentences say the same as messages."""

from __future__ import annotations

import importlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic import command

from viewer.base.messages import VERBATIM, Message
from viewer.catalogue import migrate
from viewer.catalogue.database import writing_engine

RELEASED = Path(__file__).resolve().parent.parent / "data" / "archive-0001.db"
_migration = importlib.import_module("viewer.catalogue.migrations.versions.0003_step_messages")

SENTENCES = {
    "Build Manchuria 1945": "step.build",
    "Make tag “framing/освобождение 😀”": "step.make-tag",
    "Rename tag war to война": "step.rename-tag",
    "Colour tag event": "step.colour-tag",
    "Define tag event": "step.define-tag",
    "Give tag event the key 7": "step.give-key",
    "Take tag event's key": "step.take-key",
    "Delete tag event": "step.delete-tag",
    "Delete a passage": "step.delete-passages",
    "Delete 3 passages": "step.delete-passages",
    "Import 1 excerpt": "step.import",
    "Import 1,204 excerpts": "step.import",
    "Send 2 passages to review": "step.send-to-review",
    "Tag a passage “event/surrender”, “place”": "step.tag-passage",
    "Untag a passage “place”": "step.untag-passage",
    "Tag 1 passage place": "step.tag-matches",
    "Tag 14 passages place of to": "step.tag-matches",
    "Mark a passage": "step.mark-passage",
    "Write a note": "step.write-note",
    "Clear a note": "step.clear-note",
    "Undo: Tag 14 passages place": "step.undo",
    "Redo: Make tag “{x} {0}”": "step.redo",
    "Something {else} that “nobody” wrote": VERBATIM,
    '{"id":"step.write-note"}': VERBATIM,
}


@pytest.mark.parametrize(("sentence", "id_"), SENTENCES.items())
def test_a_released_sentence_becomes_a_message_that_says_it(sentence: str, id_: str) -> None:
    stored = _migration._stored(sentence)
    message = Message.from_json(stored)
    assert (message.id, str(message)) == (id_, sentence)
    assert message.to_json() == stored
    assert _migration._sentence(stored) == sentence


def _names(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [what for (what,) in connection.execute("SELECT what FROM journal_step ORDER BY id")]
    finally:
        connection.close()


def test_a_released_archive_is_migrated_and_can_go_back(tmp_path: Path) -> None:
    path = tmp_path / "архив.db"
    shutil.copyfile(RELEASED, path)
    before = _names(path)
    migrate.bring_up_to_date(path)
    messages = [Message.from_json(each) for each in _names(path)]
    assert VERBATIM not in {each.id for each in messages}
    assert list(map(str, messages)) == before
    engine = writing_engine(path)
    with engine.begin() as connection:
        command.downgrade(migrate._config(connection), "0002")
    engine.dispose()
    assert _names(path) == before


def test_as_many_steps_as_there_are_are_rewritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_migration, "_ROWS_AT_ONCE", 2)
    path = tmp_path / "a.db"
    shutil.copyfile(RELEASED, path)
    migrate.bring_up_to_date(path)
    assert {Message.from_json(each).id.split(".")[0] for each in _names(path)} == {"step"}
