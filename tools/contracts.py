"""Section contracts: a section meets another only at its `events`, or at `services`/`queries` that its `needs` names."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "linli.sections."
OPEN_TO_ALL = "events"
OPEN_TO_NEEDS = ("services", "queries")
OUTSIDE = ("kernel", "edge", "server")


def sections(root: Path) -> dict[str, Path]:
    """Name and folder of each section."""
    folders = (root / "linli" / "sections").glob("*/apps.py")
    return {path.parent.name: path.parent for path in sorted(folders)}


def needs(folder: Path) -> tuple[str, ...]:
    """The `needs` of the manifest, read without importing it."""
    for node in ast.walk(ast.parse((folder / "apps.py").read_text("utf-8"))):
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        if "needs" in names and isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            return tuple(ast.literal_eval(node.value))
    return ()


def imported(path: Path, module: str) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything a file imports, relative imports resolved."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            )
            source = ".".join(part for part in (base, node.module) if part)
            yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)


def product_files(folder: Path) -> Iterator[Path]:
    """Python files that are part of the product: tests may look everywhere."""
    for path in sorted(folder.rglob("*.py")):
        if not {"tests", "testing"} & set(path.relative_to(folder).parts):
            yield path


def _module(root: Path, path: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def door_violations(root: Path) -> Iterator[str]:
    """Imports from one section into another that do not go through a door."""
    known = sections(root)
    for name, folder in known.items():
        allowed = needs(folder)
        for path in product_files(folder):
            for line, target in imported(path, _module(root, path)):
                other, _, rest = target.removeprefix(PREFIX).partition(".")
                if not target.startswith(PREFIX) or other == name:
                    continue
                door = rest.partition(".")[0]
                if door == OPEN_TO_ALL or (door in OPEN_TO_NEEDS and other in allowed):
                    continue
                why = (
                    f"add {other!r} to needs"
                    if door in OPEN_TO_NEEDS
                    else "only events, services and queries are doors"
                )
                yield f"{path.relative_to(root)}:{line}: {name} imports {target} ({why})"


def needs_violations(root: Path) -> Iterator[str]:
    """Needs that name no section, and circles among needs."""
    graph = {name: needs(folder) for name, folder in sections(root).items()}
    for name, wanted in graph.items():
        yield from (f"{name}: needs unknown section {other!r}" for other in wanted if other not in graph)
        if name in _reachable(graph, name):
            yield f"{name}: needs itself in a circle"


def _reachable(graph: dict[str, tuple[str, ...]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = list(graph[start])
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(graph.get(name, ()))
    return seen


def naming_violations(root: Path) -> Iterator[str]:
    """Places outside the sections that name one: adding a section must not mean editing them."""
    names = "|".join(sections(root)) or "-"
    pattern = re.compile(rf"linli\.sections\.(?:{names})\b")
    for part in OUTSIDE:
        for path in product_files(root / "linli" / part):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if pattern.search(line):
                    yield f"{path.relative_to(root)}:{number}: names a section: {line.strip()}"


def violations(root: Path = ROOT) -> list[str]:
    """Everything that is wrong, one line each."""
    return [*needs_violations(root), *door_violations(root), *naming_violations(root)]


def main() -> int:
    """Print what is wrong."""
    found = violations()
    print("\n".join(found) or f"{len(sections(ROOT))} sections keep their contracts")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
