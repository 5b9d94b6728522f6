"""What an action over hits touches or did, in messages that window and command line share."""

from __future__ import annotations

from viewer.base.messages import Message
from viewer.services.types import PassageCount, TagReport

#: More newspapers than these are counted, not named.
_MOST_NAMED = 3


def passages_in_words(count: PassageCount) -> Message:
    """`18 passages in 6 texts of The Guardian and Izvestia`; `in 6 texts, in 5 papers`."""
    if not count.papers:
        return Message.of("count.passages", count=0)
    said = _in_texts(count)
    if len(count.papers) > _MOST_NAMED:
        return Message.of("count.in-papers", passages=said, count=len(count.papers))
    unknown = Message.of("count.no-newspaper")
    papers = [paper.publication or unknown for paper in count.papers]
    return Message.of("count.of-papers", passages=said, papers=papers)


def only_some(done: str, some: int) -> Message:
    """What to say when no text holds all of a query, and `some` hold some of it.

    `done` is what was not done: `exported`, `listed` or `tagged`.
    """
    return Message.of(f"hits.none-{done}", count=some)


def none_holds_all(some: int) -> Message:
    """What to say of a query of which texts hold only some, `some` of them."""
    return Message.of("hits.none-holds-all", count=some)


def why_none_matched(report: TagReport) -> Message:
    """Why a request has no passages to tag."""
    if report.some:
        return only_some("tagged", report.some)
    if not report.hits:
        return Message.of("tag.nothing-matches")
    return Message.of("tag.no-words", count=report.hits)


def tagged_in_words(report: TagReport) -> Message:
    """As in `14 passages in 5 texts tagged framing/x; 4 had the tag already`."""
    tagged, already = report.tagged, report.already
    if not tagged.passages and not already:
        return why_none_matched(report)
    if not tagged.passages:
        return Message.of("tag.all-had-it", count=already, tag=report.tag)
    said = _in_texts(tagged)
    if already:
        return Message.of("tag.tagged-others", passages=said, tag=report.tag, already=already)
    return Message.of("tag.tagged", passages=said, tag=report.tag)


def _in_texts(count: PassageCount) -> Message:
    passages = Message.of("count.passages", count=count.passages)
    texts = Message.of("count.texts", count=count.texts)
    return Message.of("count.in-texts", passages=passages, texts=texts)
