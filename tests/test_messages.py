"""The catalogue of words holds what the program says: no more, no less, with the same arguments."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.base import errors
from viewer.base.errors import ViewerError
from viewer.base.messages import VERBATIM, catalogue

_PACKAGE = Path(errors.__file__).resolve().parent.parent
#: Ids that are put together in the code, by how they begin, and the module that does.
_COMPOSED = {"hits.none-": "passages_in_words.py", "file-kind.": "encoding.py"}
#: Fields and variables that hold what is to be said, by their name, and their types.
_SHOWN_FIELDS = {
    "read_as",
    "complaint",
    "complaints",
    "problems",
    "repaired",
    "warning",
    "why_none",
    "why",
}
_OF_MESSAGES = {
    "Message",
    "Message | None",
    "tuple[Message, ...]",
    "list[Message]",
    "dict[Message, None]",
}


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(_PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _literals() -> dict[str, set[Path]]:
    found: dict[str, set[Path]] = {}
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.setdefault(node.value, set()).add(path)
    return found


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Where messages and errors are made with the id and the arguments side by side."""
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                name = node.func.id if isinstance(node.func, ast.Name) else name
                id_ = node.args[0].value
                if isinstance(id_, str) and id_ in catalogue("en"):
                    yield id_, node, f"{path.name}:{node.lineno} {name}"


def _placeholders(template: str | dict[str, str]) -> set[str]:
    if isinstance(template, dict) and "between" in template:
        return {"parts"}
    texts = [template] if isinstance(template, str) else [*template.values(), "{count}"]
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def _error_classes(base: type = ViewerError) -> set[str]:
    found = {base.__name__}
    for each in base.__subclasses__():
        found |= _error_classes(each)
    return found


def test_every_entry_is_used() -> None:
    used = _literals()
    unused = [
        key
        for key in catalogue("en")
        if key not in used and not any(key.startswith(begin) for begin in _COMPOSED)
    ]
    assert not [key for key in unused if key not in {"list"}]


def test_arguments_are_those_of_the_words() -> None:
    wrong = [
        f"{where}: {id_}"
        for id_, call, where in _calls()
        if where.split()[-1] in {"of", *_error_classes()} or where.endswith("Error")
        if {each.arg for each in call.keywords} != _placeholders(catalogue("en")[id_])
    ]
    assert not wrong, "\n".join(wrong)


def test_no_error_is_raised_with_a_sentence() -> None:
    """Below the front ends an error is an id with arguments, so that any language can word it."""
    wrong = []
    for path, tree in _trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            first = node.args[0]
            if node.func.id not in _error_classes() - {"TourError"}:
                continue
            plain = isinstance(first, ast.JoinedStr)
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                plain = first.value not in catalogue("en")
            if plain:
                wrong.append(f"{path.name}:{node.lineno}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("category", ["one", "other"])
def test_plurals_are_whole(category: str) -> None:
    for template in catalogue("en").values():
        if isinstance(template, dict) and "between" not in template:
            assert category in template


@pytest.mark.parametrize("name", sorted(_SHOWN_FIELDS))
def test_what_services_tell_is_messages(name: str) -> None:
    """A field of sentences holds messages, which only the front ends word."""
    wrong = [
        f"{path.name}:{node.lineno}"
        for path, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        if node.target.id == name
        if path.relative_to(_PACKAGE).parts[0] not in {"ui", "cli"}
        if ast.unparse(node.annotation) not in _OF_MESSAGES
    ]
    assert not wrong, "\n".join(wrong)


def test_verbatim_is_in_the_catalogue() -> None:
    assert VERBATIM in catalogue("en")
