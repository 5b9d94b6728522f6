"""Messages: their words in each language, their form in an archive, hostile ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.base import messages
from viewer.base.errors import InputError
from viewer.base.messages import VERBATIM, Message, catalogue, choose_language, verbatim, word


@pytest.fixture
def other_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Russian with two entries; the language that was chosen is chosen again afterwards."""
    folder = tmp_path / "translations"
    folder.mkdir()
    (folder / "ru.toml").write_text(
        '[archive]\nbusy = "В {name} пишет другая программа."\n'
        '[general]\nlist = { between = ", ", last = " и " }\n'
        '[hits]\nnone-holds-all = { one = "{count} текст", few = "{count} текста", '
        'many = "{count} текстов", other = "{count} текста" }\n',
        encoding="utf-8",
    )
    english = catalogue("en")
    monkeypatch.setattr(messages, "resources_dir", lambda: tmp_path)
    catalogue.cache_clear()
    monkeypatch.setattr(
        messages, "catalogue", lambda name: english if name == "en" else catalogue(name)
    )
    yield
    choose_language("en")
    catalogue.cache_clear()


def test_an_error_is_worded_when_it_is_shown() -> None:
    error = InputError("import.empty", name="Үг é 😀.txt")
    assert error.message == Message("import.empty", {"name": "Үг é 😀.txt"})
    assert str(error) == "“Үг é 😀.txt” is empty; there is no text in it to import."


def test_a_path_of_no_utf8_can_be_shown() -> None:
    assert str(Message.of("import.empty", name=Path("a\udcff.txt"))).startswith("“a\ufffd.txt”")


def test_the_number_chooses_the_plural() -> None:
    assert "1 text holds" in str(Message.of("hits.none-holds-all", count=1))
    assert "1,204 texts hold" in str(Message.of("hits.none-holds-all", count=1204))


@pytest.mark.parametrize(
    ("names", "shown"),
    [(["a"], "a are."), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_sequences_are_listed(names: list[str], shown: str) -> None:
    assert shown in str(Message.of("export.unknown-format", name="x", known=names))


def test_messages_are_listed_too() -> None:
    known = [Message.of("file-kind.pdf"), Message.of("file-kind.png"), "{x}"]
    shown = str(Message.of("export.unknown-format", name="x", known=known))
    assert "a PDF, a PNG picture and {x}" in shown


@pytest.mark.parametrize(
    ("parts", "shown"), [([], ""), (["a"], "a"), (["a", "b"], "a, b"), (["a", "b", "é"], "a, b, é")]
)
def test_a_series_has_its_own_text_between_its_parts(parts: list[str], shown: str) -> None:
    assert str(Message.of("series", parts=parts)) == shown


def test_a_template_cuts_an_argument() -> None:
    line = Message.of("read-as.line", line="é" * 401)
    assert str(line) == "é" * 399 + "…"
    assert str(Message.of("read-as.line", line=verbatim("é" * 400))) == "é" * 400


def test_equal_messages_are_one_key() -> None:
    one = Message.of("query.no-such-kind", name="Үг", known=["a", "b"])
    other = Message(one.id, dict(reversed(one.arguments.items())))
    assert len({one, other, Message.of("query.no-such-kind", name="Үг", known=["a"])}) == 2


def test_braces_in_an_argument_are_words() -> None:
    assert "“{name.x}” is empty" in str(Message.of("import.empty", name="{name.x}"))


def test_a_message_without_words_is_a_bug() -> None:
    with pytest.raises(KeyError, match=r"no\.such-message"):
        str(Message("no.such-message"))


@pytest.mark.usefixtures("other_language")
def test_a_chosen_language_says_what_it_has_and_english_the_rest() -> None:
    choose_language("ru")
    assert str(Message.of("archive.busy", name="a.db")) == "В a.db пишет другая программа."
    assert str(Message.of("archive.gone", name="a.db")).startswith("a.db cannot be found")


@pytest.mark.usefixtures("other_language")
@pytest.mark.parametrize(
    ("count", "shown"), [(1, "1 текст"), (3, "3 текста"), (5, "5 текстов"), (21, "21 текст")]
)
def test_plurals_follow_the_language(count: int, shown: str) -> None:
    assert word(Message.of("hits.none-holds-all", count=count), "ru") == shown


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(_TEXTS, st.lists(_TEXTS, min_size=1))
def test_what_is_stored_comes_back(name: str, known: list[str]) -> None:
    inner = Message.of("export.unknown-format", name=name, known=known)
    several = Message.of("series", parts=[inner, name])
    message = Message.of("step.undone-already", step=several)
    assert Message.from_json(message.to_json()) == message


def test_the_stored_form_is_stable() -> None:
    stored = Message.of("passage.gone").to_json()
    assert stored == '{"id":"passage.gone"}'
    assert Message.of("import.empty", name="Ü").to_json() == (
        '{"args":{"name":"Ü"},"id":"import.empty"}'
    )


@pytest.mark.parametrize(
    "text",
    [
        "Tag a passage “framing”",
        "12",
        "[]",
        '{"id":3}',
        '{"id":"import.empty"}',
        '{"id":"import.empty","args":[]}',
        '{"id":"hits.none-holds-all","args":{"count":"many"}}',
        '{"id":"no.such","args":{"name":"x"}}',
        '{"id":"hits.none-holds-all","args":{"count":[]}}',
        '{"id":"series","args":{"parts":"abc"}}',
        '{"id":"series"}',
    ],
)
def test_what_is_no_message_of_ours_is_shown_word_for_word(text: str) -> None:
    assert Message.from_json(text) == Message.of(VERBATIM, words=text)
    assert str(Message.from_json(text)) == text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | _TEXTS,
        lambda each: st.lists(each) | st.dictionaries(_TEXTS, each),
        max_leaves=8,
    )
)
def test_nothing_that_an_archive_holds_makes_showing_fail(value: object) -> None:
    for stored in (json.dumps(value), json.dumps({"id": "import.empty", "args": {"name": value}})):
        str(Message.from_json(stored))
