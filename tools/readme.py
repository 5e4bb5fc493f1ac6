"""`make readme`: writes the table of what works today into both READMEs, from the catalogue that the product prints."""

import argparse
import json
import re
import subprocess
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from prepare import VENV
from steps import ROOT, ending, say

Row = dict[str, Any]
FACES = {"C": "电脑", "R": "手机", "S": "大屏", "D": "设备"}
FACES_EN = {"C": "console", "R": "phone", "S": "screen", "D": "devices"}
MARKERS = re.compile(r"(<!-- functions:begin -->\n).*?(<!-- functions:end -->)", re.DOTALL)


def catalogue() -> list[Row]:
    """The functions as `linli functions --json` tells them."""
    command = [str(VENV / "bin" / "linli"), "functions", "--json"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return list(json.loads(told.stdout))


def chinese(rows: list[Row]) -> str:
    """One line per finished function, then the numbers of those that are not."""
    done = [row for row in rows if row["done"]]
    lines = [
        f"共 {len(rows)} 项功能，已完成 {len(done)} 项。\n",
        "| 编号 | 功能 | 板块 | 用在 |",
        "|---|---|---|---|",
    ]
    for row in done:
        faces = "、".join(FACES[face] for face in row["faces"] if face in FACES)
        lines.append(f"| {row['id']} | {row['title']} | `{row['section']}` | {faces} |")
    return "\n".join([*lines, "", *_open(rows, "还没有完成：", "。")]) + "\n"


def english(rows: list[Row]) -> str:
    """The same by section, without the Chinese titles."""
    done = [row for row in rows if row["done"]]
    lines = [
        f"{len(done)} of {len(rows)} functions are done.\n",
        "| section | functions | faces |",
        "|---|---|---|",
    ]
    for section, group in groupby(
        sorted(done, key=lambda row: str(row["section"])), key=lambda row: row["section"]
    ):
        members = list(group)
        faces = ", ".join(
            name for face, name in FACES_EN.items() if any(face in row["faces"] for row in members)
        )
        lines.append(f"| {section} | {', '.join(row['id'] for row in members)} | {faces} |")
    return "\n".join([*lines, "", *_open(rows, "Not done yet: ", ".")]) + "\n"


def _open(rows: Iterable[Row], before: str, after: str) -> list[str]:
    numbers = [row["id"] for row in rows if not row["done"]]
    return [before + ("、" if after == "。" else ", ").join(numbers) + after] if numbers else []


DOCUMENTS: dict[str, Callable[[list[Row]], str]] = {"README.md": chinese, "README.en.md": english}


def filled(text: str, table: str) -> str:
    """The document with the table between its markers. Raises ValueError when the markers are missing."""
    if not MARKERS.search(text):
        raise ValueError("markers functions:begin and functions:end are missing")
    return MARKERS.sub(lambda found: f"{found[1]}{table}{found[2]}", text)


def lagging(rows: list[Row]) -> list[str]:
    """Names of the documents whose table is not what the catalogue says."""
    documents = {name: (ROOT / name).read_text("utf-8") for name in DOCUMENTS}
    return [name for name, text in documents.items() if filled(text, DOCUMENTS[name](rows)) != text]


def main() -> int:
    """Write the tables; with `--check` only tell whether they lag."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    rows = catalogue()
    behind = lagging(rows)
    if parser.parse_args().check:
        say(f"落后：{'、'.join(behind)}（运行 make readme）" if behind else "README 与功能目录一致")
        return 1 if behind else 0
    for name in behind:
        path = ROOT / name
        path.write_text(filled(path.read_text("utf-8"), DOCUMENTS[name](rows)), "utf-8")
    say(f"已更新：{'、'.join(behind)}" if behind else "README 已是最新")
    return 0


if __name__ == "__main__":
    ending(main)
