"""What the name of a tag means, the same wherever one is given: in a query, an export, a command.

`TagTree.called` has the rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from viewer.annotation.codebook import SEPARATOR
from viewer.annotation.tag_tree import TagNode, TagTree
from viewer.base.errors import InputError, NotFoundError
from viewer.base.ids import TagId
from viewer.base.messages import Message
from viewer.catalogue.models import Tag, TagLabel
from viewer.services.archive.archive import Archive


def no_such_tag(name: str) -> Message:
    """What to say of a name that no tag bears."""
    return Message.of("tag.not-found", name=name)


def tag_tree(session: Session) -> TagTree:
    """The codebook with its names in every language."""
    labels: dict[int, list[str]] = defaultdict(list)
    for tag_id, name in session.execute(select(TagLabel.tag_id, TagLabel.name)):
        labels[tag_id].append(name)
    return TagTree(
        TagNode(
            TagId(row.id),
            None if row.parent_id is None else TagId(row.parent_id),
            row.name,
            tuple(labels[row.id]),
        )
        for row in session.execute(select(Tag.id, Tag.parent_id, Tag.name))
    )


def with_descendants(session: Session, roots: Iterable[int]) -> set[TagId]:
    """`roots` and every tag below them."""
    return tag_tree(session).with_descendants(roots)


def find_tags(archive: Archive, names: Collection[str]) -> list[TagId]:
    """The tags that any of these names means, ascending. Raises `NotFoundError` for an unknown."""
    found: set[TagId] = set()
    with archive.reading() as session:
        tree = tag_tree(session)
        for name in names:
            called = tree.called(name)
            if not called:
                raise NotFoundError(no_such_tag(name))
            found |= called
    return sorted(found)


def path_to_tag_with(archive: Archive, name: str) -> str:
    """The path of the one tag that `name` means, or `name` itself where a tag is to be made.

    Raises `InputError` where several tags bear the name.
    """
    with archive.reading() as session:
        tree = tag_tree(session)
        paths = sorted(tree.path(key) for key in tree.called(name))
    if len(paths) > 1:
        raise InputError("tag.ambiguous", name=name, count=len(paths), paths=paths)
    return paths[0] if paths else name.strip().removeprefix(SEPARATOR)
