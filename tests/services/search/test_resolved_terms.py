"""A few answers are kept, those asked for last."""

from __future__ import annotations

import threading

from viewer.search.language.conditions import Excerpts
from viewer.services.search import resolved_terms
from viewer.services.search.resolved_terms import ResolvedTermCache


class Asked:
    """A cache with a note of what it had to have resolved."""

    def __init__(self) -> None:
        self.cache = ResolvedTermCache()
        self.resolved: list[int] = []

    def __call__(self, key: int) -> None:
        def resolve() -> Excerpts:
            self.resolved.append(key)
            return Excerpts((key,))

        assert self.cache.get(key, resolve) == Excerpts((key,))


def test_what_is_known_is_not_resolved_again() -> None:
    ask = Asked()
    for key in (1, 1, 2, 1):
        ask(key)
    assert ask.resolved == [1, 2]


def test_the_answer_that_was_not_asked_for_longest_is_forgotten() -> None:
    ask, most = Asked(), resolved_terms._MOST
    for key in range(most):
        ask(key)
    ask(0)  # asked for again: now 1 is the one
    ask(most)
    ask.resolved.clear()
    ask(0)
    assert ask.resolved == []
    ask(1)
    assert ask.resolved == [1]


def test_a_long_answer_keeps_nobody_from_asking_another() -> None:
    cache, begun, go = ResolvedTermCache(), threading.Event(), threading.Event()

    def slow() -> Excerpts:
        begun.set()
        go.wait(30)
        return Excerpts((1,))

    thread = threading.Thread(target=cache.get, args=("slow", slow))
    thread.start()
    assert begun.wait(30)
    assert cache.get("quick", lambda: Excerpts((2,))) == Excerpts((2,))
    go.set()
    thread.join()


def test_an_answer_that_fails_is_not_kept() -> None:
    cache = ResolvedTermCache()

    def fail() -> Excerpts:
        raise LookupError

    for _ in range(2):
        try:
            cache.get("x", fail)
        except LookupError:
            continue
    assert cache.get("x", Excerpts) == Excerpts()
