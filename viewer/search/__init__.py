"""The search room: index, query language, evaluation, snippets. Nothing outside it sees Whoosh.

Importing any of it checks first that the Whoosh beneath is the one it was written for.
"""

from viewer.search.distribution import assert_one_whoosh

assert_one_whoosh()
