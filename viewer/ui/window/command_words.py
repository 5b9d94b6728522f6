"""Words by which a command is looked for that its title does not have, by the command's id."""

from __future__ import annotations

from collections.abc import Mapping

SYNONYMS: Mapping[str, str] = {
    "search": "find query look filter",
    "next-match": "hit walk find forward occurrence",
    "previous-match": "hit walk find back occurrence",
    "open-here": "read enter article show result",
    "open-beside": "compare side split read article result",
    "cite": "quote footnote reference source clipboard",
    "tag": "T annotate code label highlight mark assign",
    "tag-all": "bulk all matches hits annotate code autocode",
    "note": "comment memo annotate remark",
    "new-tag": "codebook code create add label",
    "delete-passage": "remove erase annotation highlight",
    "all-passages": "annotations highlights quotations evidence list show",
    "undo": "back revert mistake",
    "redo": "again repeat",
    "journal": "history log steps changes audit",
    "import": "add load files folder csv html markdown articles",
    "export": "save download csv markdown w3c json quotations citations footnotes links",
    "open": "file database switch load",
    "rebuild": "refresh repair reindex update",
    "panes-1": "column single",
    "panes-2": "columns side split view compare",
    "panes-3": "columns side split view compare",
    "panes-4": "columns side split view compare",
    "close-pane": "column remove hide",
    "next-region": "focus panel area jump",
    "last-region": "focus panel area jump back",
    "fold": "side right panel sidebar hide unfold tags inspector",
    "theme": "dark light sepia colours colors appearance mode night",
    "theme-dark": "colours colors appearance mode night black",
    "theme-light": "colours colors appearance mode day white",
    "theme-sepia": "colours colors appearance mode paper",
    "help": "syntax operators shortcuts keyboard manual how",
}
