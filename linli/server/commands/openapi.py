"""`linli openapi`: the description of the REST API as JSON."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

HELP = "输出开放接口的 OpenAPI 3.1 描述（JSON）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `linli openapi`."""
    parser.add_argument("-o", "--output", type=Path, help="写入文件；不给则打印")


def run(options: argparse.Namespace) -> int:
    """Prints or writes the description; the same input gives the same bytes."""
    from linli.server.urls import api

    text = (
        json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"
    )
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0
