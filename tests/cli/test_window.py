"""What opening the window loads, and in which order."""

import json
import subprocess
import sys

_LOAD = """
import json, sys

from viewer.cli.window import load_window

late = []

class AfterQt:
    def find_spec(self, name, path, target=None):
        if "PySide6" in sys.modules:
            late.append(name)

sys.meta_path.insert(0, AfterQt())
load_window()
print(json.dumps([late, list(sys.modules)]))
"""


def test_what_needs_no_qt_is_loaded_before_and_what_no_start_needs_not_at_all() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOAD], stdout=subprocess.PIPE, check=True, encoding="utf-8"
    )
    late, loaded = json.loads(done.stdout)
    ours = [name for name in late if name.startswith("viewer.") and ".ui" not in name]
    assert len(ours) < 20, ours  # lists of formats and the like, which only widgets ask for
    assert not {"numpy", "sqlalchemy", "whoosh", "regex", "psygnal"} & set(late)
    slow = {"rapidfuzz", "alembic", "babel", "lxml", "openpyxl", "multiprocessing", "pyqtgraph"}
    assert not slow & set(loaded)
