"""One wording for what is not known, wherever it is said."""

from __future__ import annotations

import re
from pathlib import Path

from viewer.text.wording import NO_NEWSPAPER

_PACKAGE = Path(__file__).resolve().parent.parent / "viewer"
_SAID_OTHERWISE = re.compile(
    r"[\"'](no newspaper( stated| known)?|newspaper (not known|not stated|unknown)"
    r"|(unknown|no) (source|paper|newspaper|publication))[\"']",
    re.IGNORECASE,
)


def test_no_newspaper_has_one_wording() -> None:
    said = {
        path.relative_to(_PACKAGE).as_posix(): found[0]
        for path in _PACKAGE.rglob("*.py")
        if (found := _SAID_OTHERWISE.search(path.read_text(encoding="utf-8")))
    }
    assert said == {"text/wording.py": f'"{NO_NEWSPAPER}"'}
