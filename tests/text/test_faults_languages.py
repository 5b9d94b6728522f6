"""Languages by name: what a code is called, and the code of what people write."""

from __future__ import annotations

import pytest

from viewer.text import languages
from viewer.text.languages import is_named, language_name, language_tag


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("mn", "Mongolian"),
        ("bua", "Buriat"),
        ("khk", "Mongolian"),
        ("en-GB", "English (United Kingdom)"),
        ("mn_Mong", "Mongolian (Mongolian)"),
        ("de-1996", "German (1996)"),
        ("xx", "xx"),
        ("???", "???"),
        ("", "not stated"),
    ],
)
def test_a_code_has_a_name(tag: str, name: str) -> None:
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("English", "en"),
        ("rus", "ru"),
        ("Монгол", "mn"),
        ("монгол хэл", "mn"),
        ("Русский язык", "ru"),
        ("орос", "ru"),
        ("английский", "en"),
        ("Deutsch", "de"),
        ("日本語", "ja"),
        ("Old Norse", "non"),
        ("en_GB", "en-GB"),
        ("mn-Cyrl", "mn-Cyrl"),
        ("xal", "xal"),
        ("aaq", "aaq"),
        ("x", ""),
        ("xx", ""),
        ("Old Thracian", ""),
        ("../../etc", ""),
        ("", ""),
    ],
)
def test_what_people_write_has_a_code(given: str, tag: str) -> None:
    assert language_tag(given) == tag


@pytest.mark.parametrize(
    ("tag", "wanted", "named"),
    [
        ("en-GB", "English", True),
        ("en-GB", "английский", True),
        ("en-GB", "en-US", False),
        ("en", "en-GB", False),
        ("ru", "орос", True),
        ("eng", "en", True),
        ("xx", "XX", True),
        ("", "English", False),
        ("mn", "manchu", False),
    ],
)
def test_a_name_takes_in_the_regions(tag: str, wanted: str, *, named: bool) -> None:
    assert is_named(tag, wanted) is named


def test_no_language_is_told_without_reading_the_names_of_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They took half a second: at every first import, and in a search of texts without one."""

    def read() -> dict[str, str]:
        raise AssertionError("the names were read")

    monkeypatch.setattr(languages, "_codes_by_own_name", read)
    languages.language_tag.cache_clear()
    assert (languages.language_tag(""), languages.language_tag("  ")) == ("", "")
    assert not languages.is_named("", "Russian")
