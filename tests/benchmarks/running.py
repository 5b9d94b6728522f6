"""Running a stage in a process of its own, so that its peak memory is its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
Figures = dict[str, Any]


def run(script: str, *words: object) -> Figures:
    """What a stage hands over; where it failed, `failed` says how it ended."""
    shown = [str(word) for word in words]
    name = f"{script} {Path(shown[0]).name}"
    print(f"measuring {name} …", file=sys.stderr)
    done = subprocess.run(
        [sys.executable, str(_HERE / script), *shown],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    if done.returncode:
        return {"failed": f"{name} ended with {done.returncode}"}
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def failed(figures: Figures) -> list[str]:
    """What the stages that failed said, at any depth."""
    found = [str(figures["failed"])] if "failed" in figures else []
    for inner in figures.values():
        if isinstance(inner, dict):
            found += failed(inner)
    return found
