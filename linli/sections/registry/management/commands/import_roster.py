"""`linli import-roster FILE`: reads a roster, and imports it unless --dry-run."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.errors import DomainError
from linli.kernel.models import Area
from linli.sections.registry.models import ImportBatch
from linli.sections.registry.roster import read_roster, summary
from linli.sections.registry.services.imports import upload_roster
from linli.sections.registry.services.imports.run import import_batch


class Command(BaseCommand):
    """The roster importer on the command line."""

    help = "读取居民花名册（.xlsx）；不加 --dry-run 则导入到指定小区"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, --estate, --dry-run, --json."""
        parser.add_argument("file", type=Path, help="花名册文件")
        parser.add_argument("--estate", default="", help="小区名称（只有一个小区时可不写）")
        parser.add_argument("--dry-run", action="store_true", help="只读取和检查，不写入")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, file: Path, estate: str, dry_run: bool, json: bool, **options: Any) -> None:
        """Prints what was found; exits with 1 and a Chinese message when the file is refused."""
        if not file.is_file():
            raise CommandError(f"没有这个文件：{file}")
        try:
            found = summary(read_roster(file), timezone.localdate())
            if not dry_run:
                found["imported"] = _import(file, estate)
        except DomainError as error:
            raise CommandError(error.message) from None
        self.stdout.write(_as_json(found) if json else _as_text(found))


def _import(file: Path, estate: str) -> dict[str, int]:
    area = _estate(estate)
    batch = upload_roster(actor=SYSTEM, area=area, name=file.name, content=file.read_bytes())
    with transaction.atomic():
        batch.state = ImportBatch.State.QUEUED
        return import_batch(batch, SYSTEM)


def _estate(name: str) -> Area:
    estates = Area.objects.filter(kind__in=(Area.Kind.ESTATE, Area.Kind.VILLAGE))
    found = list(estates.filter(name=name) if name else estates)
    if len(found) != 1:
        known = "、".join(estates.values_list("name", flat=True)) or "还没有小区"
        raise DomainError(f"请用 --estate 写明要导入到哪个小区（现有：{known}）。")
    return found[0]


def _as_json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1)


def _as_text(found: dict[str, Any]) -> str:
    lines = [f"{name}\t{value}" for name, value in found.items() if not isinstance(value, dict)]
    for name in ("errors", "warnings", "tags", "imported"):
        lines += [f"{name}.{code}\t{count}" for code, count in found.get(name, {}).items()]
    return "\n".join(lines)
