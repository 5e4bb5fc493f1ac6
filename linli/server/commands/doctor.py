"""`linli doctor`: looks at settings, database, broker, disk and clock, and says what to do."""

from __future__ import annotations

import argparse
import json

HELP = "体检：配置、数据库、设备接入、磁盘、时钟，并说明该怎么办"
MARKS = {"ok": "✓", "warning": "⚠", "error": "✗"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `linli doctor`."""
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Exit code 1 when something is wrong; warnings alone give 0."""
    from linli.server.checks import examine

    findings = examine()
    if options.json:
        print(json.dumps([finding._asdict() for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(f"{MARKS[finding.level]} {finding.subject}：{finding.text}")
            if finding.advice:
                print(f"    → {finding.advice}")
    return 1 if any(finding.level == "error" for finding in findings) else 0
