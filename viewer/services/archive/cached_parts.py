"""What every search reads of the codebook and the newspapers, as parts to cache."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from viewer.annotation.tag_tree import TagTree
from viewer.services.archive.catalogue_cache import CachedPart
from viewer.services.codebook.find_tags import tag_tree
from viewer.services.codebook.list_tags import tags_by_id
from viewer.services.records.list_publications import publications_by_id
from viewer.services.types import PassageTag, PublicationInfo

TAG_TREE = CachedPart[TagTree]("tag tree", frozenset({"tag", "tag_label"}), tag_tree)
TAGS = CachedPart[Mapping[int, PassageTag]]("tags", frozenset({"tag"}), tags_by_id)
PUBLICATIONS = CachedPart[Mapping[int, PublicationInfo]](
    "publications", frozenset({"publication", "former_title"}), publications_by_id
)

#: What every search wants.
SMALL_PARTS: tuple[CachedPart[Any], ...] = (TAG_TREE, TAGS, PUBLICATIONS)
