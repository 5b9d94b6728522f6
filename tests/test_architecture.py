"""The layers of the house: who may import whom, read from every import statement there is.

Imports inside functions and under `TYPE_CHECKING` count too: what is imported late is imported.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from viewer.exchange.exporters.formats import EXPORT_FORMATS
from viewer.exchange.importers.formats import IMPORT_FORMATS

_ROOT = Path(__file__).resolve().parent.parent
_PACKAGE = _ROOT / "viewer"

#: Each room's doors: the rooms that its modules may import. The four of the middle floor do not
#: see each other, and whoever stands above the services sees no catalogue row and no index.
_DOORS = {
    "base": set[str](),
    "text": {"base"},
    "catalogue": {"text", "base"},
    "search": {"text", "base"},
    "annotation": {"text", "base"},
    "compare": {"text", "base"},
    "exchange": {"catalogue", "search", "annotation", "compare", "text", "base"},
    "services": {"exchange", "catalogue", "search", "annotation", "compare", "text", "base"},
    "workspace": {"services", "exchange", "annotation", "compare", "text", "base"},
    "ui": {"workspace", "services", "exchange", "annotation", "compare", "text", "base"},
    "app": {"ui", "workspace", "services", "exchange", "annotation", "compare", "text", "base"},
    "cli": {"app", "workspace", "services", "exchange", "annotation", "compare", "text", "base"},
    "__main__": {"cli"},
    "__init__": set[str](),
}

#: Libraries that belong to some rooms and no others.
_TOOLS = {
    "PySide6": {"ui", "app"},
    "shiboken6": {"ui", "app"},
    "qtawesome": {"ui", "app"},
    "pyqtgraph": {"ui", "app"},
    "psygnal": {"workspace", "ui", "app"},
    "sqlalchemy": {"catalogue", "services"},
    "alembic": {"catalogue", "services"},
    "whoosh": {"search"},
    "numpy": {"search", "compare"},
    "Stemmer": {"search"},
    "lxml": {"exchange"},
    "trafilatura": {"exchange"},
    "typer": {"cli"},
    "rich": {"cli"},
}

#: Modules that use a library outside its rooms: words are told apart by their characters' codes.
_EXCEPTED = {("viewer.text.segmentation", "numpy"), ("viewer.text.segmentation", "numpy.typing")}

#: The door of the search engine: what services may know of it. Everything in it gives and takes
#: values and ids.
_DOOR_OF_SEARCH = {
    "analysis.analyser", "analysis.stemmers", "analysis.stop_words", "engine", "index.fields",
    "index.index_errors", "index.index_folder", "index.lexicon", "index.similar_forms",
    "index.stamp", "language.conditions", "language.field_names", "language.read_query",
    "language.rewording", "language.thesaurus", "requests", "results.snippets", "results.why",
}  # fmt: skip

#: Words of annotations that tell of arrays and of trees of Whoosh's.
_BEHIND_THE_DOOR = re.compile(
    r"\b(NDArray|np|numpy|query|Query|Rows|Scores|Column|ExcerptColumns|IdArray)\b"
)

#: What a room must not reach through any chain of imports.
_OUT_OF_REACH = {
    "PySide6": set(_DOORS) - {"ui", "app", "cli", "__main__"},
    "sqlalchemy": {"base", "text", "search", "annotation", "compare", "exchange"},
    "alembic": {"base", "text", "search", "annotation", "compare", "exchange"},
    "whoosh": {"base", "text", "catalogue", "annotation", "compare", "exchange"},
}

_LONGEST = 500
#: Modules of one folder: what is more is searched in vain.
_FULLEST = 30


@dataclass(frozen=True)
class _Import:
    """One imported module, by its full name, and where that stands."""

    module: str
    target: str
    line: int
    lazy: bool

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


@cache
def _modules() -> dict[str, Path]:
    """Every module of the package by its full name; a package goes by the name of its folder."""
    found = {}
    for path in sorted(_PACKAGE.rglob("*.py")):
        parts = path.relative_to(_ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def _imports() -> tuple[_Import, ...]:
    return tuple(each for module, path in _modules().items() for each in _imports_of(module, path))


def _imports_of(module: str, path: Path) -> Iterator[_Import]:
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    late = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for target in _targets(node, module, is_package=path.name == "__init__.py"):
                yield _Import(module, target, node.lineno, id(node) in late)


def _targets(node: ast.Import | ast.ImportFrom, module: str, *, is_package: bool) -> list[str]:
    """The full names of the modules that a statement imports, submodules taken by name included."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = node.module or ""
    if node.level:
        parts = module.split(".")
        kept = len(parts) - node.level + is_package
        base = ".".join([*parts[:kept], *([base] if base else [])])
    names = [f"{base}.{alias.name}" for alias in node.names]
    submodules = [name for name in names if name in _modules()]
    return submodules or [base]


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def _ours() -> list[_Import]:
    return [each for each in _imports() if each.target.split(".")[0] == "viewer"]


@cache
def _reach(module: str) -> frozenset[str]:
    """Every top-level package that importing `module` may bring in, through modules of ours."""
    direct: dict[str, set[str]] = {name: set() for name in _modules()}
    for each in _imports():
        direct[each.module].add(each.target)
    found: set[str] = set()
    waiting, seen = [module], {module}
    while waiting:
        current = waiting.pop()
        parents = {current.rpartition(".")[0]} - {""}
        for target in direct.get(current, set()) | parents:
            if target.split(".")[0] != "viewer":
                found.add(target.split(".")[0])
            elif target not in seen:
                seen.add(target)
                waiting.append(target)
    return frozenset(found)


def test_the_rooms_are_the_ones_of_the_plan() -> None:
    assert {_room(module) for module in _modules()} <= set(_DOORS)


def test_imports_run_downward_only() -> None:
    wrong = [
        str(each)
        for each in _ours()
        if _room(each.target) not in _DOORS[_room(each.module)] | {_room(each.module), "__init__"}
    ]
    assert not wrong, "\n".join(wrong)


def test_the_command_line_imports_the_window_only_when_asked_to() -> None:
    early = [
        str(each)
        for each in _ours()
        if _room(each.module) == "cli" and _room(each.target) == "app" and not each.lazy
    ]
    assert not early, "\n".join(early)


def test_nobody_imports_the_composition_root_but_the_command_line() -> None:
    assert {_room(each.module) for each in _ours() if _room(each.target) == "app"} <= {"cli"}


@pytest.mark.parametrize("tool", _TOOLS)
def test_libraries_stay_in_their_rooms(tool: str) -> None:
    wrong = [
        str(each)
        for each in _imports()
        if each.target.split(".")[0] == tool
        and _room(each.module) not in _TOOLS[tool]
        and (each.module, each.target) not in _EXCEPTED
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("tool", _OUT_OF_REACH)
def test_rooms_do_not_reach_a_library_through_others(tool: str) -> None:
    rooms = _OUT_OF_REACH[tool]
    wrong = [name for name in _modules() if _room(name) in rooms and tool in _reach(name)]
    assert not wrong, f"reach {tool}: {', '.join(wrong)}"


def test_services_know_the_search_engine_by_its_door_only() -> None:
    wrong = [
        str(each)
        for each in _ours()
        if _room(each.module) == "services"
        and _room(each.target) == "search"
        and each.target.removeprefix("viewer.search.") not in _DOOR_OF_SEARCH
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("module", sorted(_DOOR_OF_SEARCH))
def test_no_array_and_no_tree_passes_the_door(module: str) -> None:
    tree = ast.parse(_modules()[f"viewer.search.{module}"].read_text(encoding="utf-8"))
    passing = [
        f"{node.lineno}: {ast.unparse(annotation)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        for annotation in (node.returns, *(each.annotation for each in node.args.args))
        if annotation is not None and _BEHIND_THE_DOOR.search(ast.unparse(annotation))
    ]
    assert not passing


def test_services_do_not_look_into_a_query_that_was_read() -> None:
    looking = [
        f"{module}:{node.lineno}"
        for module, path in _modules().items()
        if _room(module) == "services"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"parsed", "some_tree"}
    ]
    assert not looking


def test_there_is_no_circle_of_rooms() -> None:
    """The plan itself: no room can be reached from a room that it imports."""

    def below(room: str) -> set[str]:
        return _DOORS[room].union(*(below(each) for each in _DOORS[room]))

    assert not [room for room in _DOORS if room in below(room)]


def _circles() -> list[list[str]]:
    """Groups of modules that import each other in a loop (Tarjan's strongly connected parts)."""
    targets: dict[str, set[str]] = {name: set() for name in _modules()}
    for each in _ours():
        targets[each.module].add(each.target)
    found: list[list[str]] = []
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []

    def visit(name: str) -> None:
        number[name] = lowest[name] = len(number)
        path.append(name)
        for target in targets[name] & set(targets):
            if target not in number:
                visit(target)
                lowest[name] = min(lowest[name], lowest[target])
            elif target in path:
                lowest[name] = min(lowest[name], number[target])
        if lowest[name] == number[name]:
            group = path[path.index(name) :]
            del path[path.index(name) :]
            if len(group) > 1:
                found.append(group)

    for name in targets:
        if name not in number:
            visit(name)
    return found


def test_no_modules_import_each_other_in_a_circle() -> None:
    """What stands under `TYPE_CHECKING` or inside a function counts as well."""
    assert not _circles()


def test_the_window_sees_of_the_services_only_what_they_hand_out() -> None:
    wrong = [
        str(each)
        for each in _ours()
        if _room(each.module) == "ui"
        and _room(each.target) == "services"
        and not each.target.startswith("viewer.services.types")
    ]
    assert not wrong, "\n".join(wrong)


def test_only_its_own_folder_and_the_composition_root_name_the_window() -> None:
    named = {
        module
        for module, path in _modules().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id == "MainWindow")
        or (isinstance(node, ast.ImportFrom | ast.Import) and "MainWindow" in ast.unparse(node))
    }
    assert {each for each in named if not each.startswith("viewer.ui.window.")} == {"viewer.app"}


#: What a window itself offers: its own signals.
_OF_A_WINDOW = {"theme_wanted", "archive_wanted", "closed"}


def _reaching_through(tree: ast.AST) -> Iterator[str]:
    """Expressions such as `window.panels.hits`, under whatever name the window goes."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)):
            continue
        part, holder = node.value, node.value.value
        name = holder.id if isinstance(holder, ast.Name) else getattr(holder, "attr", "")
        if name == "window" and part.attr not in _OF_A_WINDOW:
            yield ast.unparse(node)


def test_nobody_reaches_through_the_window() -> None:
    """Neither the program nor its tests: they are given the workspace and the panels."""
    files = [path for name, path in _modules().items() if _room(name) in ("ui", "app")]
    files += sorted((_ROOT / "tests").rglob("*.py"))
    wrong = [
        f"{path.relative_to(_ROOT)}: {found}"
        for path in files
        for found in _reaching_through(ast.parse(path.read_text(encoding="utf-8")))
        if not found.startswith("viewer.")
    ]
    assert not wrong, "\n".join(wrong)


def test_reaching_through_the_window_is_noticed() -> None:
    tree = ast.parse("window.a.b\nself.window.c.d()\nwindow.closed.connect\nwindow.rect().x()")
    assert list(_reaching_through(tree)) == ["window.a.b", "self.window.c.d"]


def test_the_window_itself_is_small() -> None:
    path = _modules()["viewer.ui.window.main_window"]
    assert len(path.read_text(encoding="utf-8").splitlines()) < 150


def _loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_ROOT
    )
    return set(json.loads(said.stdout))


def _packages(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


def test_the_command_line_starts_light() -> None:
    slow = {"PySide6", "sqlalchemy", "alembic", "whoosh", "numpy", "lxml", "trafilatura", "rich"}
    slow |= {"pyqtgraph", "openpyxl", "qtawesome", "rapidfuzz", "regex", "charset_normalizer"}
    slow |= {"babel"}
    assert not _packages(_loaded_by("import viewer.cli.main")) & slow


def test_the_window_starts_without_what_only_some_work_needs() -> None:
    slow = {"alembic", "trafilatura", "lxml", "pyqtgraph", "openpyxl", "typer", "dateparser"}
    slow |= {"babel"}
    assert not _packages(loaded := _loaded_by("import viewer.app")) & slow
    assert not {name for name in loaded if name.startswith("sqlalchemy.dialects.postgresql")}


@pytest.mark.parametrize("start", ["viewer.cli.main", "viewer.app"])
def test_formats_are_listed_without_what_reads_and_writes_them(start: str) -> None:
    work = {each.read.module for each in IMPORT_FORMATS}
    work |= {each.write.module for each in EXPORT_FORMATS}
    work |= {"viewer.exchange.exporters.columns", "viewer.exchange.importers.paths"}
    assert not _loaded_by(f"import {start}") & work


def test_no_module_has_grown_out_of_hand() -> None:
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines())
        for name, path in _modules().items()
        if "migrations.versions" not in name
    }
    assert not {name: length for name, length in lengths.items() if length > _LONGEST}


def test_no_folder_has_grown_out_of_hand() -> None:
    folders = Counter(path.parent for path in _modules().values())
    assert not {str(folder): count for folder, count in folders.items() if count > _FULLEST}


def test_nothing_below_the_command_line_prints() -> None:
    prints = [
        f"{module}:{node.lineno}"
        for module, path in _modules().items()
        if _room(module) != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not prints


def test_every_package_says_what_it_is() -> None:
    silent = [
        name
        for name, path in _modules().items()
        if path.read_text(encoding="utf-8").strip()
        and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert not silent, "no docstring at the head of: " + ", ".join(silent)
