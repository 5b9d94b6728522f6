"""All forms of a field: found by their beginning, their likeness and by any test."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.search.index.lexicon import STRIDE, FieldLexicon

FORM = st.text(st.sampled_from("abcé🚩ж"), max_size=6)
FORMS = st.sets(FORM, max_size=40).map(sorted)


def lexicon(forms: list[str]) -> FieldLexicon:
    return FieldLexicon(forms, [1] * len(forms))


def named(found: FieldLexicon, numbers: Sequence[int]) -> list[str]:
    return [found.forms[number] for number in numbers]


def slips(one: str, other: str) -> int:
    """The optimal string alignment distance, as it is defined."""
    rows = [[i + j if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            rows[i][j] = min(
                rows[i - 1][j] + 1,
                rows[i][j - 1] + 1,
                rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
            if one[i - 2 : i] == other[j - 2 : j][::-1] and min(i, j) > 1:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("ab", "ba", 1), ("ca", "abc", 3), ("war", "ward", 1), ("", "ab", 2), ("летчик", "лечтик", 1)],
)
def test_the_distance_by_hand(one: str, other: str, distance: int) -> None:
    assert slips(one, other) == slips(other, one) == distance


@given(FORMS, FORM, st.integers(0, 3))
@example(["", "a"], "", 0)
@example([], "a", 2)
@example(["abc", "ca"], "ca", 2)
def test_near_forms(forms: list[str], word: str, distance: int) -> None:
    found = lexicon(forms)
    near = named(found, found.near(word, distance))
    assert near == [form for form in forms if slips(form, word) <= distance]


@given(FORMS, FORM)
@example(["a", "a\U0010fffe", "b"], "a")
def test_forms_with_a_beginning(forms: list[str], prefix: str) -> None:
    found = lexicon(forms)
    assert named(found, found.prefixed(prefix)) == [
        form for form in forms if form.startswith(prefix)
    ]


@given(FORMS, FORM, st.sampled_from("ab"))
def test_fitting_forms(forms: list[str], prefix: str, letter: str) -> None:
    found = lexicon(forms)
    asked: list[str] = []

    def fits(form: str) -> bool:
        asked.append(form)
        return letter in form

    numbers = found.fitting(fits, prefix, CancelToken())
    begin = [form for form in forms if form.startswith(prefix)]
    assert asked == begin
    assert named(found, numbers) == [form for form in begin if letter in form]


def test_many_forms_are_gone_through_in_strides() -> None:
    cancel = CancelToken()
    found = lexicon(sorted(f"form{number}" for number in range(3 * STRIDE)))
    assert len(found.fitting(lambda form: True, "form", cancel)) == 3 * STRIDE
    asked: list[str] = []

    def fits(form: str) -> bool:
        asked.append(form)
        cancel.cancel()
        return True

    with pytest.raises(Cancelled):
        found.fitting(fits, "", cancel)
    assert len(asked) == STRIDE
