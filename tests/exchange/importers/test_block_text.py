from __future__ import annotations

from pathlib import Path

import pytest

from viewer.base.errors import InputError
from viewer.exchange.importers.block_text import block_text, parse_page

BOMBS = Path(__file__).parents[4] / "shared" / "cases" / "xml-bombs"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a <b>b</b>\n c</p><p>d", "a b c\n\nd"),
        ("a<br>b<br/><br>c", "a\nb\n\nc"),
        ("<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc"),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<pre>one\n  two</pre>x", "one\n  two\n\nx"),
        ("<p>a&nbsp;b e&#x301; 🚩 Война</p>", "a\u00a0b e\u0301 🚩 Война"),
        (
            "a<script>b</script>c<style>d</style><iframe src=x>e</iframe><noscript>f</noscript>",
            "ac",
        ),
        ("<head><title>t</title></head><body>b</body>", "b"),
        ("a<!-- b -->c<?php d ?>", "ac"),
        ("<p></p><div> \n </div>", ""),
        ("", ""),
        ("   ", ""),
    ],
)
def test_blocks(source: str, text: str) -> None:
    assert block_text(source) == text


def test_deep_pages_are_refused_and_not_cut() -> None:
    with pytest.raises(InputError, match="too deeply"):
        block_text("<div>" * 3000 + "deep" + "</div>" * 3000)
    assert block_text("<div>" * 100 + "deep") == "deep"


@pytest.mark.skipif(not BOMBS.exists(), reason="the hostile files are not here")
def test_entities_are_neither_expanded_nor_fetched() -> None:
    for path in sorted(BOMBS.iterdir()):
        tree = parse_page(path.read_text("utf-8"))
        size = 0 if tree is None else len(tree.text_content())
        assert size <= path.stat().st_size, path.name
