"""Names in plain words: what is a label in the thesaurus finds the name's other labels too."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from viewer.base.jobs import CancelToken
from viewer.search.analysis.analyser import analyse, stem_of
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.engine import IndexText
from viewer.search.index.lexicon import TermCounts
from viewer.search.language.conditions import Label
from viewer.search.language.names import with_names
from viewer.search.language.query import ParsedQuery, parse
from viewer.search.language.thesaurus import NamedRun
from viewer.search.results.highlighter import Highlighter
from viewer.search.results.why import Explainer

LANGUAGES = ("en", "mn", "ru")

NAMES = (
    (Label("Kwantung Army", "English"), Label("Квантунская армия", "Russian")),
    (Label("Tokyo", "English"), Label("Токио", "Russian"), Label("Edo", "English")),
    (Label("Red Army", "English"), Label("Красная Армия", "Russian")),
    (Label("Army", "English"), Label("Вооруженные силы", "Russian")),
    (Label("United States", "English"), Label("US", "English"), Label("США", "Russian")),
    (Label("Japan", "English"), Label("Japanese Empire", "English"), Label("Япония", "Russian")),
    (Label("Outer Mongolia", "English"), Label("Mongolia", "English"), Label("МНР", "Russian")),
)


class FewNames:
    """The thesaurus above, compared with word by word."""

    def runs(self, words: Sequence[str], owners: Sequence[int]) -> list[NamedRun]:
        stems = [stem_of(word, "") for word in words]
        found, at = [], 0
        while at < len(words):
            fits = {
                length: labels
                for labels in NAMES
                for label in labels
                for length in [len(self._stems(label))]
                if stems[at : at + length] == self._stems(label)
            }
            length = max(fits, default=0)
            if length:
                found.append(NamedRun(at, at + length, fits[length]))
            at += max(length, 1)
        return found

    @staticmethod
    def _stems(label: Label) -> list[str]:
        return [stem_of(token.exact, "") for token in analyse(label.text, "")]


class EvenCounts:
    """An index in which all words are equally common."""

    excerpts = 100

    def term_counts(self, field: str, term: str) -> TermCounts:
        return TermCounts(10, 10)


def named(query: str) -> ParsedQuery:
    return with_names(parse(query, LANGUAGES), FewNames(), EvenCounts())


@pytest.mark.parametrize(
    ("query", "read_as"),
    [
        ("tokyo", "tokyo (also Токио, Edo)"),
        ("Квантунской армии", "Квантунской армии (also Kwantung Army)"),
        ("red army tokyo", "red army (also Красная Армия) and tokyo (also Токио, Edo)"),
        ("army", "army (also Вооруженные силы)"),
        ('"Kwantung Army"', "the phrase “Kwantung Army” (also Квантунская армия)"),
        ("headline:tokyo", "tokyo in the headline (also Токио, Edo)"),
        ("tokyo OR japan", "tokyo (also Токио, Edo) or japan (also Japanese Empire, Япония)"),
        ("war NOT tokyo", "war, not tokyo (also Токио, Edo)"),
        ("mongolia", "mongolia (also МНР)"),
        ("США", "США (also United States)"),
    ],
)
def test_the_other_labels_are_said(query: str, read_as: str) -> None:
    assert str(named(query).read_as) == read_as


@pytest.mark.parametrize(
    "query",
    [
        '"tokyo"',
        "=tokyo",
        '="red army"',
        "tok*",
        "tokyo~",
        "/tokyo/",
        '"kwantung army"~3',
        "red NOT army*",
        "t?kyo",
        "",
    ],
)
def test_what_is_exact_or_a_pattern_is_left_as_it_is(query: str) -> None:
    parsed = parse(query, LANGUAGES)
    assert named(query) == parsed


def test_a_query_in_one_script_finds_the_other(engine: ColumnarEngine) -> None:
    def found(query: str) -> list[int]:
        return engine.evaluate(named(query).tree, CancelToken()).ids.tolist()

    assert found("Квантунской армии") == [1, 2]
    assert found("Kwantung army") == [1, 2, 5]
    assert found("Токио") == [5]
    assert found("япония") == [1, 2, 4]


def test_the_second_tier_has_the_labels_too(engine: ColumnarEngine) -> None:
    parsed = named("peace nowhere Квантунская армия")
    assert engine.evaluate(parsed.tree, CancelToken()).ids.tolist() == []
    assert parsed.some_tree is not None
    assert 1 in engine.evaluate(parsed.some_tree, CancelToken()).ids.tolist()
    parsed = named("nowhere Токио")
    assert parsed.some_tree is not None
    assert engine.evaluate(parsed.some_tree, CancelToken()).ids.tolist() == [5]


def test_the_hit_says_which_label_it_has(
    engine: ColumnarEngine, texts: tuple[IndexText, ...]
) -> None:
    explainer = Explainer(named("Токио").tree)
    one = texts[4]
    explained = explainer.explain(5, one.headline, one.byline, one.text, one.language)
    assert [str(each) for each in explained.reasons] == ["Tokyo — English label of Токио"]
    assert [span.of(one.text) for span in explained.places] == ["Tokyo"]


def test_marks_are_on_every_label() -> None:
    text = "Tokyo, that is Токио; the Kwantung Army of Japan, Квантунскую армию."
    places = Highlighter(named("токио Kwantung Army").tree).places(text, "ru")
    assert [span.of(text) for span in places] == [
        "Tokyo", "Токио", "Kwantung", "Army", "Квантунскую армию",
    ]  # fmt: skip


def test_the_word_typed_ranks_first(build) -> None:
    engine = build(
        [
            IndexText(1, "en", "", "", "Rain over Tokyo at noon."),
            IndexText(2, "ru", "", "", "Дождь над Токио в полдень."),
            *[IndexText(n, "en", "", "", "Tokyo was quiet that day.") for n in range(3, 40)],
        ]
    )
    parsed = with_names(parse("tokyo", LANGUAGES), FewNames(), engine)
    found = engine.evaluate(parsed.tree, CancelToken())
    scores = dict(zip(found.ids.tolist(), found.scores.tolist(), strict=True))
    assert len(scores) == 39
    assert min(scores, key=scores.__getitem__) == 2
