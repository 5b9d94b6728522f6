"""Patterns become forms: the right ones, the commonest of too many, and in bounded time."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.search.index.lexicon import FieldLexicon
from viewer.search.language import expansions
from viewer.search.language.expansions import MOST_FORMS, MOST_FORMS_IN_QUERY, expand, expanded_tree
from viewer.search.language.query import parse
from viewer.search.language.tree import Reading, walk

FORMS = [
    *("manchuria", "manchurian", "manchukuo", "mancuria", "maid", "said", "word", "ward", "wood"),
    *("квантунская", "квантунской", "летчик", "o'brien", "port", "arthur", "🚩", "café"),
]


class SmallLexicon:
    """Forms in memory; the first of them are the commonest."""

    def __init__(self, forms: Sequence[str] = FORMS) -> None:
        texts = {form: len(forms) - number for number, form in enumerate(forms)}
        self._known = FieldLexicon(sorted(forms), [texts[form] for form in sorted(forms)])
        self._none = FieldLexicon([], [])

    def lexicon(self, field: str, cancel: CancelToken) -> FieldLexicon:
        cancel.check()
        assert field.endswith("_exact")
        return self._none if field == "byline_exact" else self._known


def found(query: str, lexicon: SmallLexicon | None = None) -> tuple[set[str], tuple[str, ...]]:
    parsed = expand(parse(query, ["en", "ru"]), lexicon or SmallLexicon(), CancelToken())
    forms = {
        term.text
        for node in walk(parsed.tree)
        if isinstance(node, Reading)
        for term in node
        if term.fieldname.endswith("_exact")
    }
    return forms, tuple(map(str, parsed.complaints))


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("manchu*", {"manchuria", "manchurian", "manchukuo"}),
        ("Манчу*", set()),
        ("wo?d", {"word", "wood"}),
        ("*aid", {"maid", "said"}),
        ("m*a", {"manchuria", "mancuria"}),
        ("mancuria~", {"mancuria", "manchuria"}),
        ("mancuria~2", {"mancuria", "manchuria", "manchurian"}),
        ("wodr~", {"word"}),
        ("лётч*", {"летчик"}),
        ("/.*aid/", {"maid", "said"}),
        ("/W[ao]R?d/", {"word", "ward"}),
        ("/лётчик/", {"летчик"}),
        ("/aid/", set()),
        ("o’bri*", {"o'brien"}),
        ("Kвантун*", {"квантунская", "квантунской"}),
        ("[a*", {"arthur"}),
        ("cafe\u0301~", {"café"}),
    ],
)
def test_the_forms_that_a_pattern_stands_for(query: str, forms: set[str]) -> None:
    assert found(query) == (forms, ())


def test_a_pattern_of_several_words_is_words_and_a_pattern() -> None:
    forms, _ = found("Port-Arth*")
    assert forms == {"port", "arthur"}


def test_a_pattern_without_forms_finds_nothing_rather_than_everything() -> None:
    parsed = expand(parse("xyz* war", ["en"]), SmallLexicon(), CancelToken())
    assert any(isinstance(node, Reading) and not len(node) for node in walk(parsed.tree))


def test_a_pattern_in_one_field_gives_terms_of_that_field() -> None:
    tree = expanded_tree(parse("headline:wo?d", ["en"]).tree, SmallLexicon(), CancelToken())
    assert {term.fieldname for term in tree} == {"headline_exact"}


def test_of_too_many_forms_the_commonest_are_taken_and_it_is_said() -> None:
    many = SmallLexicon([f"w{number}" for number in range(3_000)])
    forms, complaints = found("w*", many)
    assert forms == {f"w{number}" for number in range(MOST_FORMS)}
    assert complaints == ("“w*” stands for 3,000 forms; the 256 commonest were searched.",)


def test_all_patterns_of_a_query_together_are_bounded() -> None:
    many = SmallLexicon([f"{letter}{number}" for letter in "abcdefgh" for number in range(300)])
    forms, complaints = found("a* b* c* d* e* f* g* h*", many)
    assert len(forms) == MOST_FORMS_IN_QUERY
    assert "“h*” stands for 300 forms; the 0 commonest were searched." in complaints


def test_an_expression_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expansions, "EXPRESSION_SECONDS", 0.2)
    started = time.monotonic()
    forms, complaints = found("/(a|aa)+c/", SmallLexicon(["a" * n for n in range(1, 90)]))
    assert time.monotonic() - started < 5
    assert forms == set()
    assert complaints[0].startswith("The expression /(a|aa)+c/ takes too long")


def test_stars_do_not_backtrack() -> None:
    started = time.process_time()
    found("*a" * 12 + "*b", SmallLexicon(["a" * n for n in range(1, 99)]))
    assert time.process_time() - started < 1


def test_expanding_can_be_cancelled() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        expand(parse("w*", ["en"]), SmallLexicon(), cancel)


def test_both_tiers_share_their_forms() -> None:
    parsed = expand(parse("war peace wo?d", ["en"]), SmallLexicon(), CancelToken())
    assert parsed.some_tree is not None
    first = [node for node in walk(parsed.tree) if isinstance(node, Reading)]
    second = [node for node in walk(parsed.some_tree) if isinstance(node, Reading)]
    assert {id(node) for node in first} >= {
        id(node) for node in second if node.piece.text == "wo?d"
    }
