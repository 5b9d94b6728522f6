"""The reasons that a hit gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from viewer.base.jobs import CancelToken
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.engine import IndexText
from viewer.search.language.conditions import Excerpts, Label, Labels, Resolution
from viewer.search.language.expansions import expand
from viewer.search.language.query import parse, resolve
from viewer.search.results.highlighter import FIRST_MATCHES, Highlighter
from viewer.search.results.why import MOST_REASONS, Explainer

LANGUAGES = ("en", "mn", "ru")


def resolver(field: str, text: str) -> Resolution:
    if field == "name":
        return Labels((Label("Kwantung Army", "English"), Label("Квантунская армия", "Russian")))
    return Excerpts([1, 3] if text == "framing/liberation" else [2])


@pytest.mark.parametrize(
    ("query", "number", "reasons"),
    [
        ("war", 1, ("headline",)),
        ("Russian", 1, ()),
        ("armies", 1, ("“Army” for armies",)),
        ("Маньчжурия", 2, ("“Маньчжурии” for Маньчжурия",)),
        ("manch*", 4, ("“Manchurian” for manch*",)),
        ("mancuria~", 1, ("“Manchuria” for mancuria~",)),
        ("/kwan.*/", 5, ("“Kwantung” for /kwan.*/",)),
        ("летчик", 2, ()),
        ("Квантунской", 2, ("“Квантунская” for Квантунской",)),
        ('"Soviet Unions"', 1, ("“Soviet Union” for Soviet Unions",)),
        ("name:kwantung", 2, ("Квантунская армия — Russian label of kwantung",)),
        ("kerr war", 1, ("headline", "byline")),
        ("war tag:framing/liberation", 1, ("headline", "tag framing/liberation")),
        ("peace (tag:framing/liberation OR tag:other)", 5, ()),
        ("war NOT tag:other", 1, ("headline",)),
        ("has:note OR note:doubt OR war", 2, ("has a note", "note “doubt”")),
        ("*", 1, ()),
    ],
)
def test_why(
    query: str,
    number: int,
    reasons: tuple[str, ...],
    engine: ColumnarEngine,
    texts: tuple[IndexText, ...],
) -> None:
    parsed = expand(resolve(parse(query, LANGUAGES), resolver), engine, CancelToken())
    text = next(one for one in texts if one.excerpt_id == number)
    explained = Explainer(parsed.tree).explain(
        number, text.headline, text.byline, text.text, text.language
    )
    assert tuple(map(str, explained.reasons)) == reasons
    assert explained.places == Highlighter(parsed.tree).places(text.text, text.language)


def test_reasons_are_few(build: Callable[..., ColumnarEngine]) -> None:
    many = " ".join(f"word{number}" for number in range(50))
    engine = build([IndexText(1, "en", "word1", "", many)])
    parsed = expand(parse("word*", LANGUAGES), engine, CancelToken())
    given = Explainer(parsed.tree).explain(1, "word1", "", many, "en").reasons
    assert len(given) == MOST_REASONS
    assert str(given[-1]) == "headline"


def test_reasons_and_places_are_those_of_the_first_matches() -> None:
    text = "army " * FIRST_MATCHES + "armies"
    tree = parse("army", LANGUAGES).tree
    explained = Explainer(tree).explain(1, "", "", text, "en")
    assert explained.places == Highlighter(tree).places(text, "en")[:FIRST_MATCHES]
    assert explained.reasons == ()
    assert [str(each) for each in Explainer(tree).explain(1, "", "", "armies", "en").reasons] == [
        "“armies” for army"
    ]
