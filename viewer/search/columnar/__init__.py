"""A columnar codec for Whoosh: the index as flat arrays, and queries as operations on them.

**Why.** Whoosh reads and scores one posting after the other, each through several calls of Python.
Here all postings of a term are an array, read where it is on the disk, and a query is a few
passes of NumPy over such arrays. Whoosh stays what the program is written against: its schema, its
parser and its query tree are used as they are, its own matchers work on the same files (`codec`),
and they are the oracle that the tests hold the evaluation to.

**The files** (`storage`). An index is a folder of segments and one table of contents, which names
them. A segment (`segment`) is an inverted index of at most 65,536 documents in one file (`layout`):
for each field the sorted dictionary of its terms; for all terms behind each other the documents
that hold them and how often; and behind each other the word positions. Where a term's part begins
in each array is one number more per term. Document numbers fit into two bytes, counts and most
positions into one or two. Beside them lie columns, one value for each document: the excerpt's id,
newspaper, days, language and kind. The file is mapped into memory, so opening it costs nothing;
each 64 KiB block has a checksum that is looked at when the block is first read, so nothing damaged
is ever taken for an answer. Files never change. Which documents of a segment were deleted since is
a file of bits next to it. The table of contents (`contents`) is replaced in one step after
everything that it names is on the disk, and carries a keyed digest of itself and of each file's
directory. Whoosh has a table of its own to open the index by (`codec.whoosh_table`), a pickle that
the program writes only: nothing in an index is ever unpickled.

**Writing** (`writing`). A batch of texts is inverted in bulk: every word becomes a number, many
texts at once and without a string made of each (`word_numbers`), the numbers are sorted once,
stably, by the rank of their terms (a radix sort), and the arrays fall out of the sorted order
(`batch`, `inversion`). Batches are bounded, so memory is; those that follow each other are merged
into segments (`merging`, `runs`), by other processes if there are any: the files are the same, byte
for byte. A change (`changes`) writes a small segment and new marks of what lives; segments of one
size are merged when there are eight of them, so that a text is rewritten only a few times. A
process that dies leaves the old index or the new one, and files that no table names, which the next
writer removes.

**Evaluating** (`evaluation`). Each segment answers by itself. A node of the query tree gives the
documents that match it and their scores, as a short list or, when there are many, as an element for
each document of the segment (`scored_docs`): adding two arrays of 65,536 scores takes ten
microseconds. A term's scores are BM25F (`viewer.search.results.scoring`), from the counts and the
lengths of the fields, with the frequencies of the whole index, living documents only, so that an
index that was updated answers exactly as one built from nothing (`statistics`, `terms`). And, Or
and Not are operations on those sets. For phrases and nearness (`positions`) the positions of each
term are laid out on one line, one document behind the other; that one word follows another is then
a look into a table of the line. Prefixes and patterns have become terms before (`field_lexicon`,
`viewer.search.language.expansions`): a node that reading a query does not make is refused. What is
asked of an answer is worked out when it is asked (`merged_docs`): the count, the best few (without
sorting the others, `best`), rows for facets and sorting by column, or every place in the texts, for
a concordance (`occurrences`). The engine (`engine`) puts it together for the rest of the program.
"""
