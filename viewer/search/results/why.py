"""Why an excerpt was found, as messages: a short phrase each, for its hit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap

from whoosh import query

from viewer.base.messages import Message
from viewer.search.analysis.analyser import exact_form
from viewer.search.language.tree import CatalogueTerm, IdSet, Piece, PieceKind, positive
from viewer.search.results.highlighter import Highlighter, Match, answered, merged
from viewer.text.spans import Span

#: More reasons than this do not fit under a hit.
MOST_REASONS = 6

#: A longer form, a phrase with words between, is shown by its ends.
LONGEST_FORM = 60

_FIELDS = {"headline": Message.of("why.headline"), "byline": Message.of("why.byline")}
_CONDITIONS = {"note": "why.note", "has": "why.has"}
_SHOWN = {PieceKind.PREFIX: "{text}*", PieceKind.FUZZY: "{text}~", PieceKind.REGEX: "/{text}/"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a tree matches in an excerpt's text, and why it was found.

    The places are the merged ones of `Highlighter.first`: in a text with many matches the first of
    them, so that a snippet made of these is the best among those and not of the whole text.

    The reasons are forms that differ from what was asked (`“Manchurian” for Manchuria`), labels
    of the name that was asked for (`Harbin — English label of Харбин`), the
    other fields in which something matches (`headline`), and the conditions that hold
    for it (`tag framing/liberation`).

    `names` are those of the reasons that are labels of a name; `answered` says what of the query
    each place answers, `headline` the matches in the headline.
    """

    places: list[Span]
    reasons: tuple[Message, ...]
    answered: list[frozenset[str]]
    headline: list[Span]
    names: tuple[Message, ...] = ()


class Explainer:
    """Explains one excerpt after another by the evaluated tree. For one thread at a time."""

    def __init__(self, tree: query.Query) -> None:
        self._highlighters = {
            name: Highlighter(tree, name) for name in ("headline", "byline", "text")
        }
        self._conditions = [
            node for node in positive(tree) if isinstance(node, IdSet | CatalogueTerm)
        ]

    def explain(
        self, excerpt_id: int, headline: str, byline: str, text: str, language: str
    ) -> Explanation:
        """The explanation of an excerpt in `language` that matches."""
        names: dict[Message, None] = {}
        forms: dict[Message, None] = {}
        fields = []
        found: list[Match] = []
        in_headline: list[Span] = []
        for name, content in (("headline", headline), ("byline", byline), ("text", text)):
            found = self._highlighters[name].first(content, language)
            if found and name in _FIELDS:
                fields.append(_FIELDS[name])
            if name == "headline":
                in_headline = merged(match.span for match in found)
            shown = dict.fromkeys((match.span.of(content), match.piece) for match in found)
            names.update(dict.fromkeys(filter(None, (_label(piece) for _, piece in shown))))
            for form in filter(None, starmap(_other_form, shown)):
                forms[form] = None
                if len(forms) >= MOST_REASONS - 1:
                    break
        conditions = [_condition(node) for node in self._conditions if _holds(node, excerpt_id)]
        first = [*names, *forms][: MOST_REASONS - 1]
        reasons = dict.fromkeys((*first, *fields, *conditions))
        places, pieces = answered(found)
        return Explanation(
            places,
            tuple(reasons)[:MOST_REASONS],
            pieces,
            in_headline,
            tuple(names)[: MOST_REASONS - 1],
        )


def _other_form(found: str, asked: Piece) -> Message | None:
    """`“form” for what was asked`, or None where the form is what was asked."""
    form = " ".join(found.split())
    if asked.kind is PieceKind.LABEL or not asked.text or _plain(form) == _plain(asked.text):
        return None
    if len(form) > LONGEST_FORM:
        form = f"{form[: LONGEST_FORM // 2].rstrip()} … {form[-LONGEST_FORM // 2 :].lstrip()}"
    return Message.of("why.form", form=form, asked=_asked(asked))


def _label(asked: Piece) -> Message | None:
    """`Harbin — English label of Харбин` of another label than was asked for; else None."""
    if asked.kind is not PieceKind.LABEL or _plain(asked.label) == _plain(asked.text):
        return None
    if not asked.language:
        return Message.of("why.label", label=asked.label, text=asked.text)
    return Message.of("why.label-in", label=asked.label, language=asked.language, text=asked.text)


def _asked(piece: Piece) -> str:
    return _SHOWN.get(piece.kind, "{text}").format(text=piece.text)


@lru_cache(maxsize=1024)
def _plain(form: str) -> str:
    return " ".join(map(exact_form, form.split()))


def _condition(node: IdSet | CatalogueTerm) -> Message:
    if node.fieldname in _CONDITIONS:
        return Message.of(_CONDITIONS[node.fieldname], text=node.text)
    return Message.of("why.condition", field=node.fieldname, text=node.text)


def _holds(node: IdSet | CatalogueTerm, excerpt_id: int) -> bool:
    return not isinstance(node, IdSet) or excerpt_id in node
