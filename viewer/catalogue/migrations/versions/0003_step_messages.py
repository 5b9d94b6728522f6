"""Names of steps become messages: an id with arguments, as JSON, in place of English sentences.

Revision ID: 0003
"""

import json
import re
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ROWS_AT_ONCE = 5000

#: The sentences of the released program, by id: patterns whose groups are the arguments, most
#: telling ones first. `count` is a number.
_SENTENCES = [
    ("undo", r"Undo: (?P<step>.*)"),
    ("redo", r"Redo: (?P<step>.*)"),
    ("build", r"Build (?P<title>.*)"),
    ("make-tag", r"Make tag “(?P<path>.*)”"),
    ("rename-tag", r"Rename tag (?P<old>.*?) to (?P<new>.*)"),
    ("colour-tag", r"Colour tag (?P<tag>.*)"),
    ("define-tag", r"Define tag (?P<tag>.*)"),
    ("give-key", r"Give tag (?P<tag>.*) the key (?P<key>.)"),
    ("take-key", r"Take tag (?P<tag>.*)'s key"),
    ("delete-tag", r"Delete tag (?P<tag>.*)"),
    ("delete-passages", r"Delete (?P<count>a|[\d,]+) passages?"),
    ("import", r"Import (?P<count>[\d,]+) excerpts?"),
    ("send-to-review", r"Send (?P<count>[\d,]+) passages? to review"),
    ("untag-passage", r"Untag a passage “(?P<tag>.*)”"),
    ("tag-passage", r"Tag a passage (?P<tags>“.*”)"),
    ("mark-passage", r"Mark a passage"),
    ("tag-matches", r"Tag (?P<count>[\d,]+) passages? (?P<tag>.*)"),
    ("write-note", r"Write a note"),
    ("clear-note", r"Clear a note"),
]


def upgrade() -> None:
    _rewrite(_stored)


def downgrade() -> None:
    _rewrite(_sentence)


def _stored(words: str) -> str:
    return json.dumps(_message(words), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _message(words: str) -> dict[str, Any]:
    for name, pattern in _SENTENCES:
        if found := re.fullmatch(pattern, words, re.DOTALL):
            given = {key: _argument(key, value) for key, value in found.groupdict().items()}
            return {"id": f"step.{name}", **({"args": given} if given else {})}
    return {"id": "verbatim", "args": {"words": words}}


def _argument(key: str, value: str) -> object:
    if key == "step":
        return _message(value)
    if key == "count":
        return 1 if value == "a" else int(value.replace(",", ""))
    return value


def _sentence(stored: str) -> str:
    """The released program's words for a name; what it did not have is kept as it is stored."""
    return _words(json.loads(stored)) or stored


def _words(message: dict[str, Any]) -> str:
    given = message.get("args", {})
    if message["id"] == "verbatim":
        return str(given["words"])
    values = {key: _words(each) if key == "step" else each for key, each in given.items()}
    one = given.get("count") == 1
    passages = "1 passage" if one else f"{given.get('count')} passages"
    sentences = {
        "undo": "Undo: {step}",
        "redo": "Redo: {step}",
        "build": "Build {title}",
        "make-tag": "Make tag “{path}”",
        "rename-tag": "Rename tag {old} to {new}",
        "colour-tag": "Colour tag {tag}",
        "define-tag": "Define tag {tag}",
        "give-key": "Give tag {tag} the key {key}",
        "take-key": "Take tag {tag}'s key",
        "delete-tag": "Delete tag {tag}",
        "delete-passages": "Delete a passage" if one else "Delete {count} passages",
        "import": "Import 1 excerpt" if one else "Import {count:,} excerpts",
        "send-to-review": f"Send {passages} to review",
        "untag-passage": "Untag a passage “{tag}”",
        "tag-passage": "Tag a passage {tags}",
        "mark-passage": "Mark a passage",
        "tag-matches": "Tag 1 passage {tag}" if one else "Tag {count:,} passages {tag}",
        "write-note": "Write a note",
        "clear-note": "Clear a note",
    }
    template = sentences.get(message["id"].removeprefix("step."), "")
    return template.format(**values)


def _rewrite(change: Callable[[str], str]) -> None:
    connection = op.get_bind()
    step = sa.table("journal_step", sa.column("id", sa.Integer), sa.column("what", sa.Text))
    read = sa.select(step.c.id, step.c.what).order_by(step.c.id).limit(_ROWS_AT_ONCE)
    written = (
        sa.update(step).where(step.c.id == sa.bindparam("key")).values(what=sa.bindparam("words"))
    )
    newest = 0
    while rows := connection.execute(read.where(step.c.id > newest)).all():
        connection.execute(written, [{"key": key, "words": change(what)} for key, what in rows])
        newest = rows[-1].id
