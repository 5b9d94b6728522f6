"""The right stemmer for a word, and none shared between threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import Stemmer

from viewer.search.analysis import stemmers


@pytest.mark.parametrize(
    ("word", "script", "language", "expected"),
    [
        ("armies", "latin", "en", "armi"),
        ("armies", "latin", "en-GB", "armi"),
        ("armies", "latin", "eng", "armi"),
        ("armies", "latin", "ru", "armi"),
        ("armies", "latin", "", "armi"),
        ("армии", "cyrillic", "ru", "арм"),
        ("армии", "cyrillic", "en", "арм"),
        ("армийн", "cyrillic", "mn", "арм"),
        ("войсками", "cyrillic", "uk", "войсками"),
        ("1945", "other", "en", "1945"),
        ("häuser", "latin", "de", "haus"),
        ("armies", "latin", "xx", "armies"),
    ],
)
def test_language_counts_where_its_script_fits(
    word: str, script: str, language: str, expected: str
) -> None:
    assert stemmers.stem(word, script, language) == expected


def test_every_named_algorithm_exists() -> None:
    assert set(stemmers.SNOWBALL.values()) <= set(Stemmer.algorithms())


def test_threads_have_stemmers_of_their_own() -> None:
    words = [f"{root}{ending}" for root in ("войск", "арм", "побед") for ending in ("ами", "ой")]
    alone = [stemmers.stem(word, "cyrillic", "ru") for word in words]
    with ThreadPoolExecutor(8) as pool:
        many = pool.map(
            lambda _: [stemmers.stem(word, "cyrillic", "ru") for word in words], range(200)
        )
        assert all(found == alone for found in many)
