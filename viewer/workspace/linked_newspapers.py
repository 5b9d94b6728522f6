"""Where two newspapers are linked: what the tour shows, as the best of an archive."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.services.archive.archive import Archive
from viewer.services.passages.list_passages import list_links, list_passages
from viewer.services.types import LinkInfo, PublicationInfo


def link_between_newspapers(
    archive: Archive, publications: Sequence[PublicationInfo]
) -> LinkInfo | None:
    """A link that joins the texts of two newspapers; None where there is none."""
    papers = {info.title for info in publications if info.kind == "newspaper"}
    passages = {passage.id: passage for passage in list_passages(archive)}
    for link in list_links(archive, list(passages)):
        both = {passages[end].publication for end in (link.origin_id, link.target_id)}
        if len(both) == 2 and both <= papers:
            return link
    return None
