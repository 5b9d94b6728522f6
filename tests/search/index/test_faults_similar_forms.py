"""Near spellings and derived forms out of the forms of an index; never nonsense."""

from __future__ import annotations

import pytest

from viewer.base.jobs import CancelToken
from viewer.search.index.lexicon import FieldLexicon
from viewer.search.index.similar_forms import derived_forms, near_spellings

LANGUAGES = ("en", "mn", "ru")


def lexicon(**texts: int) -> FieldLexicon:
    forms = sorted(texts)
    return FieldLexicon(forms, [texts[form] for form in forms])


@pytest.mark.parametrize(
    ("word", "spellings"),
    [
        ("mongolai", ["mongolia", "mongolian"]),
        ("amry", ["army"]),
        ("sovjet", ["soviet"]),
        ("манчжурия", ["маньчжурия"]),
        ("mongol", []),
        ("wat", []),
        ("xyzzy", []),
        ("1954", []),
    ],
)
def test_near_spellings(word: str, spellings: list[str]) -> None:
    held = lexicon(
        mongolia=3, mongolian=5, mongolians=1, army=9, arms=2, soviet=4, war=99, маньчжурия=2,
        **{"1945": 7, "amor": 1},
    )  # fmt: skip
    assert near_spellings(word, held, 2) == spellings


def test_fewer_slips_count_more_than_frequency_and_that_more_than_nothing() -> None:
    assert near_spellings("harbni", lexicon(harbin=1, harpoi=90, harbi=5, harbn=7), 3) == [
        "harbn",
        "harbi",
        "harbin",
    ]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("mongolia", ["mongolian", "mongols"]),
        ("mongols", ["mongolian", "mongolia"]),
        ("manchuria", ["manchurian"]),
        ("japan", ["japanese"]),
        ("china", ["chinese"]),
        ("communism", ["communist"]),
        ("маньчжурия", ["маньчжурские"]),
        ("монголия", ["монгольской"]),
        ("япония", ["японский"]),
        ("germ", []),
        ("liberation", []),
        ("general", []),
        ("army", []),
        ("war", []),
        ("1945", []),
    ],
)
def test_derived_forms(word: str, forms: list[str]) -> None:
    held = lexicon(
        mongolia=3, mongolian=5, mongols=2, manchurian=4, manchukuo=9, japanese=8, japan=9,
        chinese=2, chin=1, communist=3, german=7, germany=8, liberty=5, liberal=1, liberated=2,
        generalissimo=2, armistice=4, armenian=3, warlike=2, warsaw=3, маньчжурские=2, маньчжурии=9,
        монгольской=3, монголии=4, японский=2, японию=3, **{"1945": 3, "19456": 1},
    )  # fmt: skip
    assert derived_forms(word, held, LANGUAGES, 2, CancelToken()) == forms
