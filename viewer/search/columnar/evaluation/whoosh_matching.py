"""What Whoosh's own matchers find: for nodes of the tree that are not known here."""

from __future__ import annotations

from typing import Any

import numpy as np
from whoosh import query

from viewer.search.columnar.evaluation.found import Sparse
from viewer.search.columnar.storage.segment import Mask


def found_by_whoosh(node: query.Query, searcher: Any, live: Mask | None) -> Sparse:
    """The documents of one segment that match `node`, by walking Whoosh's matcher.

    `searcher` is Whoosh's for the segment; `live` marks its living documents, None if all live.
    """
    matcher = node.matcher(searcher, searcher.context())
    docs, scores = [], []
    while matcher.is_active():
        docs.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    found = Sparse(np.array(docs, np.intp), np.array(scores, np.float32))
    if live is None:
        return found
    alive = live[found.docs]  # the matcher of Not gives deleted documents after its last exclusion
    return Sparse(found.docs[alive], found.scores[alive])
