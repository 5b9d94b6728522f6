"""What there is to say, apart from the words for it.

A `Message` is an id with arguments. The layers below the front ends raise and store messages; the
words are in one catalogue per language, `resources/translations/<language>.toml`, and are put in
when a front end shows them. The archive therefore holds no sentences of any language.

A catalogue entry is a template of `str.format` with the names of the arguments, or a table of such
templates by CLDR plural category (`one`, `few`, `many`, `other` …), chosen by the argument `count`,
or a series: a table of `between`, the text between its `parts`, and of `last`, the text before the
last of them where that is another. In a template `{name:…40}` cuts an argument to 40 code points.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, TypeAlias

from viewer.base.file_names import shown_path
from viewer.base.resources import resources_dir

SOURCE_LANGUAGE: Final = "en"
#: The id of a message that consists of words of others, such as a library's or an older archive's.
VERBATIM: Final = "verbatim"

_FOLDER: Final = "translations"
_CUT: Final = "…"
_language = SOURCE_LANGUAGE

Argument: TypeAlias = "str | int | Sequence[str | Message] | Message"


@dataclass(frozen=True, slots=True)
class Message:
    """An id of the catalogue with the arguments of its template.

    `str(message)` words it in the language that was chosen with `choose_language`. Raises
    `KeyError` for an id or an argument that the catalogue does not have: that is a bug.
    """

    id: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)

    def __str__(self) -> str:
        return word(self, _language)

    def __hash__(self) -> int:
        return hash((self.id, repr(sorted(self.arguments.items()))))

    @classmethod
    def of(cls, id: str, /, **arguments: object) -> Message:
        """`Message.of("archive.busy", name="a.db")`.

        Paths and errors become text that can be shown and stored, whatever bytes a name is of.
        """
        return cls(id, {name: _normal(value) for name, value in arguments.items()})

    def to_json(self) -> str:
        """Compact JSON with stable key order: an object of `id` and, where there are any, `args`.

        Arguments that are messages become such objects, sequences become arrays.
        """
        return json.dumps(_plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Message:
        """The message that `to_json` gave. Anything else is taken word for word, never refused."""
        try:
            found = _message(json.loads(text))
        except (ValueError, RecursionError):
            found = None
        return found or verbatim(text)


def verbatim(words: str) -> Message:
    """A message that consists of these words in every language."""
    return Message(VERBATIM, {"words": words})


def choose_language(language: str) -> None:
    """Word every message in `language` from now on; what it lacks is said in English."""
    global _language  # noqa: PLW0603  (the process has one interface language)
    _language = language


def word(message: Message, language: str) -> str:
    """The words of `message` in `language`, or in English where they are not translated."""
    for each in (language, SOURCE_LANGUAGE):
        template = catalogue(each).get(message.id)
        if template is not None:
            break
    else:
        raise KeyError(f"no words for the message {message.id!r}")
    if isinstance(template, dict):
        if "between" in template:
            return _series(message, template, language)
        template = template.get(_plural(message, each), template["other"])
    shown = {name: _shown(value, language) for name, value in message.arguments.items()}
    return template.format(**shown)


@cache
def catalogue(language: str) -> Mapping[str, str | dict[str, str]]:
    """The templates of a language by id; none where there is no catalogue of it."""
    path = resources_dir() / _FOLDER / f"{language}.toml"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        sections = tomllib.load(file)
    return {
        name if section == "general" else f"{section}.{name}": template
        for section, templates in sections.items()
        for name, template in templates.items()
    }


def _plural(message: Message, language: str) -> str:
    """The plural category of the argument `count`. Raises `KeyError` where it is no number."""
    count = message.arguments["count"]
    if not isinstance(count, int):
        raise KeyError("count")
    if language == SOURCE_LANGUAGE:
        return "one" if count == 1 else "other"  # babel takes a tenth of a second to import
    from babel import Locale

    return str(Locale.parse(language).plural_form(count))


class _Words(str):
    """A worded argument, which the format `…40` cuts to 40 code points, `…` included."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        if not form.startswith(_CUT):
            return super().__format__(form)
        most = int(form.removeprefix(_CUT))
        return str(self) if len(self) <= most else self[: most - 1].rstrip(_CUT) + _CUT


def _shown(value: Argument, language: str) -> str | int:
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        return _Words(value)
    message = value if isinstance(value, Message) else Message("list", {"parts": value})
    return _Words(word(message, language))


def _series(message: Message, template: Mapping[str, str], language: str) -> str:
    """The parts of a series with the words between them. Raises `KeyError` where it has none."""
    parts = message.arguments["parts"]
    if isinstance(parts, str | int | Message):
        raise KeyError("parts")
    *before, last = [str(_shown(part, language)) for part in parts] or [""]
    if not before:
        return last
    between = template["between"]
    return f"{between.join(before)}{template.get('last', between)}{last}"


def _normal(value: object) -> Argument:
    if isinstance(value, int | Message):
        return value
    if isinstance(value, list | tuple):
        return [each if isinstance(each, Message) else shown_path(str(each)) for each in value]
    return shown_path(str(value))


def _plain(value: Argument) -> Any:
    if isinstance(value, Message):
        arguments = {name: _plain(each) for name, each in value.arguments.items()}
        return {"id": value.id, **({"args": arguments} if arguments else {})}
    return value if isinstance(value, str | int) else [_plain(each) for each in value]


def _message(found: object) -> Message | None:
    """The message that an object of JSON stands for; None where it is none of ours.

    An archive may come from anywhere: whatever its id and arguments are, showing it must work.
    """
    if not isinstance(found, dict) or not isinstance(found.get("id"), str):
        return None
    arguments = found.get("args", {})
    if not isinstance(arguments, dict):
        return None
    message = Message(found["id"], {name: _argument(each) for name, each in arguments.items()})
    try:
        word(message, SOURCE_LANGUAGE)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError):
        return None
    return message


def _argument(value: object) -> Argument:
    if isinstance(value, str | int):
        return value
    if isinstance(value, list):
        return [_message(each) or str(each) for each in value]
    return _message(value) or str(value)
