"""The codebook as a tree: the path of a tag, the tags below it, and the tags that a name means.

A stored name is never trusted to be well formed: one that holds a slash, or a parent that is its
own descendant (both can only come from another program), neither misleads nor hangs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from viewer.annotation.codebook import SEPARATOR
from viewer.base.ids import TagId
from viewer.text.folding import fold


@dataclass(frozen=True, slots=True)
class TagNode:
    """A tag as the tree needs it; `labels` are its names in other languages."""

    id: TagId
    parent_id: TagId | None
    name: str
    labels: tuple[str, ...] = ()


class TagTree:
    """The tags of a codebook at one moment."""

    def __init__(self, nodes: Iterable[TagNode]) -> None:
        self._nodes: Mapping[int, TagNode] = {node.id: node for node in nodes}
        self._children: dict[int, list[TagId]] = defaultdict(list)
        for node in self._nodes.values():
            if node.parent_id is not None:
                self._children[node.parent_id].append(node.id)

    def ancestry(self, tag_id: int) -> list[TagId]:
        """The tags from the root down to this one; a circle is cut where it closes."""
        line: dict[TagId, None] = {}
        node = self._nodes.get(tag_id)
        while node is not None and node.id not in line:
            line[node.id] = None
            node = None if node.parent_id is None else self._nodes.get(node.parent_id)
        return list(line)[::-1]

    def path(self, tag_id: int) -> str:
        """The names from the root, joined by slashes."""
        return SEPARATOR.join(self._nodes[key].name for key in self.ancestry(tag_id))

    def paths(self) -> list[str]:
        """The path of every tag."""
        return [self.path(key) for key in self._nodes]

    def with_descendants(self, roots: Iterable[int]) -> set[TagId]:
        """`roots` and every tag below them, by parent and never by how a path begins."""
        found: set[TagId] = set()
        waiting = [self._nodes[root].id for root in roots if root in self._nodes]
        while waiting:
            tag_id = waiting.pop()
            if tag_id not in found:
                found.add(tag_id)
                waiting += self._children[tag_id]
        return found

    def called(self, text: str) -> set[TagId]:
        """The tags that `text` names, in any case: none, one, or several of the same name.

        A whole path means that tag alone. Else it is a name, a name in another language, or the
        end of a path: `liberation` and `framing/liberation` both find `events/framing/liberation`.
        With a slash before it (`/war`), only a whole path is meant.
        """
        from_root = text.strip().startswith(SEPARATOR)
        names = [name.strip() for name in text.strip().strip(SEPARATOR).split(SEPARATOR)]
        as_written = SEPARATOR.join(names)
        wanted = fold(as_written)
        if not wanted:
            return set()
        exact = {key for key, (path, *_) in self._compared.items() if path == as_written}
        folded = {key for key, (_, path, _) in self._compared.items() if path == wanted}
        if exact or folded or from_root:
            return exact or folded
        return {
            key
            for key, (_, path, names) in self._compared.items()
            if path.endswith(SEPARATOR + wanted) or wanted in names
        }

    @cached_property
    def _compared(self) -> Mapping[TagId, tuple[str, str, frozenset[str]]]:
        """By tag its path, its path as it is compared, and its names as they are."""
        found = {}
        for node in self._nodes.values():
            path = self.path(node.id)
            names = frozenset(map(fold, (node.name, *node.labels)))
            found[node.id] = (path, fold(path), names)
        return found
