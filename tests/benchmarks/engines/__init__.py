"""The engines that are measured: ours and its peers, each a module with the same two functions.

`build(folder, texts, count)` writes an index of `texts` into an empty folder, to where it is on
disk and open to queries. `open_index(folder, texts)` gives what reads queries: a function of
`Asked` that gives the query as the engine has it, ready to be answered, or None for what it cannot
be asked. Answering it is to find all, rank them, take the best `TOP` and give the exact total.
"""

from __future__ import annotations

from collections.abc import Callable

from drawn_queries import Asked

#: How many of the best hits an engine gives.
TOP = 50

Query = Callable[[], int]
Reading = Callable[[Asked], Query | None]
