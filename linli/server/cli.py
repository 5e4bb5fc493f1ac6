"""The `linli` command: its own sub-commands, and every management command that a section brings."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from importlib import import_module
from types import ModuleType

RARELY = (5_000, 10, 10)
"""What is loaded at the start never becomes garbage: looking for some as often as Python does takes a fifth of the start."""
COMMANDS = {
    "serve": "serve",
    "web": "apart",
    "work": "apart",
    "ingest": "apart",
    "migrate": "migrate",
    "demo": "demo",
    "doctor": "doctor",
    "functions": "functions",
    "openapi": "openapi",
    "backup": "backup",
    "restore": "restore",
    "verify-audit": "verify_audit",
    "speaker": "speaker",
}


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    words = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.server.settings")
    gc.set_threshold(*RARELY)
    _complete_restore()
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    if words[0] in ("--version", "version"):
        from linli.server.version import version

        print(f"linli {version()}")
        return 0
    return _own(words[0], words[1:]) if words[0] in COMMANDS else _of_a_section(words)


def _complete_restore() -> None:
    """A restore that was cut off between its renames is completed before anything reads the data."""
    from pathlib import Path

    from linli.kernel.backup import swap

    swap.finish(Path(os.environ.get("LINLI_DATA") or Path(__file__).resolve().parents[2] / "data"))


def _own(name: str, words: list[str]) -> int:
    module = import_module(f"linli.server.commands.{COMMANDS[name]}")
    parser = argparse.ArgumentParser(prog=f"linli {name}", description=help_of(module, name))
    parser.set_defaults(command=name)
    module.add_arguments(parser)
    options = parser.parse_args(words)
    try:
        if getattr(module, "NEEDS_DJANGO", True):
            import django

            django.setup()
        return int(module.run(options) or 0)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("LINLI_LOG") == "DEBUG" or not _is_expected(error):
            raise
        print(f"✗ {error}", file=sys.stderr)
        return 1


def _is_expected(error: Exception) -> bool:
    """True for errors whose text tells a person what to do."""
    from linli.kernel.errors import DomainError
    from linli.server.lock import Occupied

    return isinstance(error, (DomainError, Occupied, OSError))


def _of_a_section(words: list[str]) -> int:
    import django
    from django.core.management import execute_from_command_line, get_commands

    django.setup()
    name = words[0].replace("-", "_")
    if name not in get_commands():
        print(f"✗ 没有 {words[0]} 这个命令。\n\n{overview()}", file=sys.stderr)
        return 2
    execute_from_command_line(["linli", name, *words[1:]])
    return 0


def overview() -> str:
    """The help page: every command with one line."""
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    lines = {name: help_of(import_module(f"linli.server.commands.{m}"), name) for name, m in COMMANDS.items()}
    for name, app in get_commands().items():
        if isinstance(app, str) and app.startswith("linli."):
            lines[name.replace("_", "-")] = load_command_class(app, name).help or ""
    listing = "\n".join(f"  {name:<18}{text}" for name, text in lines.items())
    return f"邻里 linli — 社区日常运行平台\n\n用法：linli 命令 [参数]    （linli 命令 --help 看参数）\n\n{listing}"


def help_of(module: ModuleType, name: str) -> str:
    """The one-line help of a command of our own."""
    text = module.HELP
    return str(text[name] if isinstance(text, dict) else text)
