"""Why an excerpt was found, in short phrases for its hit."""

from __future__ import annotations

from whoosh import query

from viewer.search.analysis import exact_form
from viewer.search.matching import Match, matches
from viewer.search.tree import CatalogueTerm, IdSet, Piece, PieceKind, positive

#: More reasons than this do not fit under a hit.
MOST_REASONS = 6

#: A longer form, a phrase with words between, is shown by its ends.
LONGEST_FORM = 60

_CONDITIONS = {"note": "note “{text}”", "has": "has a {text}"}
_SHOWN = {PieceKind.PREFIX: "{text}*", PieceKind.FUZZY: "{text}~", PieceKind.REGEX: "/{text}/"}


def why(
    tree: query.Query,
    headline: str,
    byline: str,
    text: str,
    language: str,
    excerpt_id: int | None = None,
) -> tuple[str, ...]:
    """The reasons for which this excerpt matches the evaluated tree.

    Forms that differ from what was asked (`“Manchurian” for Manchuria`), the fields beside the
    text in which something stands (`headline`), and the conditions that hold
    (`tag framing/liberation`): with `excerpt_id` those whose ids have it, else all.
    """
    reasons: dict[str, None] = {}
    places = []
    for name, content in (("headline", headline), ("byline", byline), ("text", text)):
        found = list(matches(content, language, tree, name))
        if found and name != "text":
            places.append(name)
        for match in found:
            reason = _other_form(match, content)
            if reason:
                reasons.setdefault(reason)
    forms = list(reasons)[: MOST_REASONS - 1]
    conditions = [
        _condition(node)
        for node in positive(tree)
        if isinstance(node, IdSet | CatalogueTerm) and _holds(node, excerpt_id)
    ]
    return tuple(dict.fromkeys((*forms, *places, *conditions)))[:MOST_REASONS]


def _other_form(match: Match, content: str) -> str:
    """`“form” for what was asked`, or nothing where the form is what was asked."""
    form = " ".join(match.span.of(content).split())
    asked = match.piece
    if not asked.text or _plain(form) == _plain(asked.text):
        return ""
    if len(form) > LONGEST_FORM:
        form = f"{form[: LONGEST_FORM // 2].rstrip()} … {form[-LONGEST_FORM // 2 :].lstrip()}"
    return f"“{form}” for {_asked(asked)}"


def _asked(piece: Piece) -> str:
    return _SHOWN.get(piece.kind, "{text}").format(text=piece.text)


def _plain(form: str) -> str:
    return " ".join(map(exact_form, form.split()))


def _condition(node: IdSet | CatalogueTerm) -> str:
    named = _CONDITIONS.get(node.fieldname, f"{node.fieldname} {{text}}")
    return named.format(text=node.text)


def _holds(node: IdSet | CatalogueTerm, excerpt_id: int | None) -> bool:
    return excerpt_id is None or not isinstance(node, IdSet) or excerpt_id in node
