"""The query language: Whoosh's query parser with its plugins, fitted to our words and fields.

Whoosh's parser tags the text, arranges the tags into groups and asks each node for its query.
Here the fields are ours (`QUERY_FIELDS`), `/…/` is an expression, only AND, OR and NOT in
capitals are operators, and words become leaves through `LeafBuilder`. Two faults of Whoosh's
operators are mended before they run: NOT before another operator, and operators with nothing
beside them, both of which raise there.
"""

from __future__ import annotations

from typing import Any

from whoosh import fields, query
from whoosh.qparser import QueryParser, plugins, syntax
from whoosh.qparser.common import attach

from viewer.base.messages import Message
from viewer.search.language.catalogue_terms import CatalogueField
from viewer.search.language.field_names import catalogue_fields, field_called
from viewer.search.language.leaves import LeafBuilder
from viewer.search.language.prose import is_word_of_sentence
from viewer.search.language.tidying import REGEX
from viewer.search.language.tree import AllWords, PieceKind

#: What the parser calls the field of a word that names none.
ANY_FIELD = "any"

STRAY_OPERATOR = Message.of("query.stray-operator")

_KINDS = {
    query.Prefix: PieceKind.PREFIX,
    query.Wildcard: PieceKind.WILDCARD,
}


class AllWordsGroup(syntax.GroupNode):  # type: ignore[misc]
    """Words one after the other. Not Whoosh's AndGroup, or an AND beside it would join it."""

    qclass = AllWords


class PhrasePlugin(plugins.PhrasePlugin):  # type: ignore[misc]
    """`"…"` and `"…"~5`, given whole to the leaf builder or to a catalogue field."""

    class PhraseNode(syntax.TextNode):  # type: ignore[misc]
        """A quoted text; never joined to a wildcard next to it."""

        def __init__(self, text: str, slop: int) -> None:
            super().__init__(text)
            self.slop = slop

        def is_text(self) -> bool:
            return False

        def query(self, parser: ArchiveParser) -> query.Query | None:
            name = self.fieldname or parser.fieldname
            if parser.is_catalogue(name):
                return parser.schema[name].parse_query(name, self.text)
            return attach(parser.leaves.phrase(self.text, self.slop, parser.word_field(name)), self)

    class PhraseTagger(plugins.RegexTagger):  # type: ignore[misc]
        def create(self, parser: ArchiveParser, match: Any) -> syntax.SyntaxNode:  # noqa: ARG002
            return PhrasePlugin.PhraseNode(match["text"], int(match["slop"] or 1))

    def __init__(self) -> None:
        super().__init__('"(?P<text>[^"]*)"(~(?P<slop>[1-9][0-9]{0,4}))?')


class VerbatimPlugin(plugins.TaggingPlugin):  # type: ignore[misc]
    """`=word` and `="two words"`: in just this form. Beside a pattern the sign says nothing."""

    class VerbatimNode(syntax.TextNode):  # type: ignore[misc]
        def is_text(self) -> bool:
            return False

        def query(self, parser: ArchiveParser) -> query.Query | None:
            name = self.fieldname or parser.fieldname
            if parser.is_catalogue(name):
                return parser.schema[name].parse_query(name, self.text)
            return attach(parser.leaves.verbatim(self.text, parser.word_field(name)), self)

    nodetype = VerbatimNode
    expr = r"(?<![^\s(:])=(?:\"(?P<quoted>[^\"]*)\"|(?P<text>\w[^\s()\"*?~]*+)(?![*?~\"]))"

    def create(self, parser: ArchiveParser, match: Any) -> syntax.SyntaxNode:  # noqa: ARG002
        text = match["text"] if match["quoted"] is None else match["quoted"]
        return self.VerbatimNode(text)


class WildcardPlugin(plugins.WildcardPlugin):  # type: ignore[misc]
    """`*` anywhere, `?` only inside a word: at either end of one it marks a question."""

    expr = r"(?P<text>\*+|(?<=[\w*?])\?(?=[\w*?]))"


class RegexPlugin(plugins.RegexPlugin):  # type: ignore[misc]
    """`/…/`."""

    class RegexNode(plugins.RegexPlugin.RegexNode):  # type: ignore[misc]
        def is_text(self) -> bool:
            return False

    expr = REGEX
    nodetype = RegexNode


class FuzzyPlugin(plugins.FuzzyTermPlugin):  # type: ignore[misc]
    """`word~` and `word~2`. A tilde within a word (`Izvestia~1945`) is no operator."""

    class FuzzyTermNode(plugins.FuzzyTermPlugin.FuzzyTermNode):  # type: ignore[misc]
        def is_text(self) -> bool:
            return False

        def query(self, parser: ArchiveParser) -> query.Query | None:
            name = self.fieldname or parser.fieldname
            if parser.is_catalogue(name):
                return parser.schema[name].parse_query(name, f"{self.text}~")
            field = parser.word_field(name)
            return parser.leaves.pattern(PieceKind.FUZZY, self.text, field, self.maxdist)

    expr = plugins.rcompile(r"(?<=\w)~(?P<maxdist>[0-9])?(?P<prefix>(?!))?(?!\w)")


class EveryPlugin(plugins.EveryPlugin):  # type: ignore[misc]
    """A `*` by itself, or `*:*`: everything."""

    expr = r"(?<![^\s(])\*+(?::\*)?(?=[\s)]|$)"


class FieldsPlugin(plugins.FieldsPlugin):  # type: ignore[misc]
    """`name:value`. What is no field, or has no value, is read as words, and said."""

    class FieldnameTagger(plugins.RegexTagger):  # type: ignore[misc]
        def create(self, parser: ArchiveParser, match: Any) -> syntax.SyntaxNode:  # noqa: ARG002
            written = match["text"]
            return syntax.FieldnameNode(field_called(written), written)

    def __init__(self) -> None:
        super().__init__(r"(?<![^\s(])(?P<text>[^\W\d_][\w-]*):")

    def taggers(self, parser: ArchiveParser) -> list[tuple[Any, int]]:  # noqa: ARG002
        return [(self.FieldnameTagger(self.expr), 0)]

    def do_fieldnames(self, parser: ArchiveParser, group: syntax.GroupNode) -> syntax.GroupNode:
        """Give each field name to the node right after it."""
        kept = group.empty_copy()
        name: syntax.FieldnameNode | None = None
        for node in [*group, syntax.Whitespace()]:
            if isinstance(node, syntax.GroupNode):
                node = self.do_fieldnames(parser, node)  # noqa: PLW2901
            if name is not None:
                if name.fieldname and _takes_field(node):
                    node.set_fieldname(name.fieldname, override=False)
                else:
                    _complain_of_field(parser.leaves, name, node)
                    kept.append(syntax.to_word(name))
            name = node if isinstance(node, syntax.FieldnameNode) else None
            if name is None:
                kept.append(node)
        kept.pop()
        return kept


class OperatorsPlugin(plugins.OperatorsPlugin):  # type: ignore[misc]
    """AND, OR, NOT in capitals, between white space or brackets; but not the NOT of a sentence."""

    class OpTagger(plugins.OperatorsPlugin.OpTagger):  # type: ignore[misc]
        def create(self, parser: ArchiveParser, match: Any) -> syntax.SyntaxNode | None:
            if match.group() == "NOT" and is_word_of_sentence(match.string, *match.span()):
                parser.read_as_word("NOT")
                return None
            found: syntax.SyntaxNode = super().create(parser, match)
            return found

    def __init__(self) -> None:
        super().__init__(
            And=r"(?<![^\s()])AND(?![^\s()])",
            Or=r"(?<![^\s()])OR(?![^\s()])",
            Not=r"(?<![^\s()])NOT(?![^\s()])",
            AndNot=None,
            AndMaybe=None,
            Require=None,
        )

    def filters(self, parser: ArchiveParser) -> list[tuple[Any, int]]:
        return [(self.drop_stray, 590), *super().filters(parser)]

    def drop_stray(self, parser: ArchiveParser, group: syntax.GroupNode) -> syntax.GroupNode:
        """The group without operators that have nothing to work on; NOT NOT is nothing."""
        kept: list[syntax.SyntaxNode] = []
        for node in group:
            if isinstance(node, syntax.GroupNode):
                node = self.drop_stray(parser, node)  # noqa: PLW2901
            if isinstance(node, syntax.PrefixOperator) and kept and _is_not(kept[-1]):
                kept.pop()
                continue
            if isinstance(node, syntax.InfixOperator):
                while kept and _is_not(kept[-1]):
                    kept.pop()
                    parser.leaves.complain(STRAY_OPERATOR)
                if not kept or isinstance(kept[-1], syntax.Operator):
                    parser.leaves.complain(STRAY_OPERATOR)
                    continue
            kept.append(node)
        while kept and isinstance(kept[-1], syntax.Operator):
            kept.pop()
            parser.leaves.complain(STRAY_OPERATOR)
        tidy = group.empty_copy()
        tidy.extend(kept)
        return tidy


class ArchiveParser(QueryParser):  # type: ignore[misc]
    """One parse of one query; its leaf builder collects complaints.

    Without `operators`, AND, OR and NOT are words. `words` holds those operators that were read as
    such one by one.
    """

    def __init__(self, leaves: LeafBuilder, *, operators: bool = True) -> None:
        self.leaves = leaves
        self.words: dict[str, None] = {}
        schema = fields.Schema(**{name: CatalogueField() for name in catalogue_fields()})
        super().__init__(
            ANY_FIELD,
            schema,
            plugins=[
                FieldsPlugin, WildcardPlugin, PhrasePlugin, VerbatimPlugin, RegexPlugin,
                FuzzyPlugin, plugins.GroupPlugin, EveryPlugin,
                *([OperatorsPlugin] if operators else []),
            ],
            group=AllWordsGroup,
        )  # fmt: skip

    def read_as_word(self, operator: str) -> None:
        """Note an operator that is a word here."""
        self.words[operator] = None

    def is_catalogue(self, name: str) -> bool:
        """Whether the catalogue answers this field."""
        return name in self.schema

    @staticmethod
    def word_field(name: str) -> str:
        """The word field of that name; `""` for all of them."""
        return "" if name == ANY_FIELD else name

    def term_query(
        self,
        fieldname: str,
        text: str,
        termclass: type[query.Query],
        boost: float = 1.0,
        tokenize: bool = True,
        removestops: bool = True,
    ) -> query.Query | None:
        """The leaf for one word or pattern: Whoosh's hook for making terms."""
        if self.is_catalogue(fieldname):
            written = {query.Prefix: f"{text}*", query.Regex: f"/{text}/"}.get(termclass, text)
            return super().term_query(fieldname, written, termclass, boost, tokenize, removestops)
        field = self.word_field(fieldname)
        if termclass is query.Regex:
            return self.leaves.expression(text, field)
        kind = _KINDS.get(termclass)
        if kind is None:
            return self.leaves.word(text, field)
        return self.leaves.pattern(kind, text, field)


def _is_not(node: syntax.SyntaxNode) -> bool:
    return isinstance(node, syntax.PrefixOperator)


def _takes_field(node: syntax.SyntaxNode) -> bool:
    return isinstance(node, syntax.GroupNode) or bool(node.has_fieldname and node.has_text)


def _complain_of_field(
    leaves: LeafBuilder, name: syntax.FieldnameNode, after: syntax.SyntaxNode
) -> None:
    """Say that a name before a colon was read as a word, where a field may have been meant."""
    if name.fieldname:
        leaves.complain(Message.of("query.no-value", field=name.original))
    elif _takes_field(after) and not getattr(after, "text", "").startswith("//"):
        leaves.complain(Message.of("query.no-such-field", field=name.original))
