"""`linli functions`: the catalogue of functions from the manifests, with the tests that prove each."""

from __future__ import annotations

import argparse
import ast
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HELP = "列出功能目录：编号、名称、板块、界面、权限、是否完成、证明它的测试"
ROOT = Path(__file__).resolve().parents[3]
TEST_FOLDERS = ("linli", "tests")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `linli functions`."""
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Prints the catalogue."""
    rows = catalogue()
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        print(
            f"{'✓' if row['done'] else '·'} {row['id']:<6}{row['title']}（{row['section']}，{len(row['tests'])} 项测试）"
        )
    return 0


def catalogue() -> list[dict[str, Any]]:
    """One row per function of every manifest, in the order of the ids."""
    from linli.kernel.discovery import sections

    proofs = proofs_by_function(ROOT)
    rows: list[dict[str, Any]] = [
        {
            "id": f.id,
            "title": f.title,
            "section": section.label,
            "faces": f.faces,
            "permission": f.permission,
            "done": f.done,
            "tests": proofs.get(f.id, []),
        }
        for section in sections()
        for f in section.functions
    ]
    return sorted(rows, key=lambda row: [int(part) for part in str(row["id"]).split(".")])


def proofs_by_function(root: Path) -> dict[str, list[str]]:
    """pytest node ids by function id, read from `@pytest.mark.function(...)` without importing the tests."""
    found: dict[str, list[str]] = defaultdict(list)
    for folder in TEST_FOLDERS:
        for path in sorted((root / folder).rglob("test_*.py")):
            for ids, name in _marked(ast.parse(path.read_text(encoding="utf-8"))):
                for function_id in ids:
                    found[function_id].append(f"{path.relative_to(root).as_posix()}::{name}")
    return dict(found)


def _marked(tree: ast.Module) -> Iterator[tuple[list[str], str]]:
    whole_file = [i for node in tree.body if isinstance(node, ast.Assign) for i in _of_pytestmark(node)]
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            yield whole_file + _ids(node.decorator_list), node.name
        elif isinstance(node, ast.ClassDef):
            shared = whole_file + _ids(node.decorator_list)
            for method in node.body:
                if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and method.name.startswith(
                    "test"
                ):
                    yield shared + _ids(method.decorator_list), f"{node.name}::{method.name}"


def _of_pytestmark(node: ast.Assign) -> list[str]:
    if not any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets):
        return []
    return _ids(node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value])


def _ids(decorators: list[ast.expr]) -> list[str]:
    return [
        argument.value
        for decorator in decorators
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("mark.function")
        for argument in decorator.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
