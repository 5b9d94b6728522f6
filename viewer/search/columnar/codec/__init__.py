"""Whoosh's codec interface over our segments: its own readers, matchers and searcher work on them.

    with whoosh_reader(segments, index_schema()) as reader:
        Searcher(reader, weighting=ArchiveBM25F()).search(...)

They find and score what the evaluation does, which tests hold to it. Whoever knows Whoosh can open
an index of this program with it: `whoosh.index.open_dir(FOLDER)` (see `whoosh_table`). This is for
reading only: segments are written in bulk (`viewer.search.columnar.writing`). Texts are not in the
index, so nothing is stored with a document but its columns, such as the excerpt's id.
"""
