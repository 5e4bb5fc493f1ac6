"""Adding a section is adding one folder: a throw-away section brings its API, menu, permission and table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

FILES = {
    "__init__.py": '"""A throw-away section."""',
    "apps.py": '''
        """The manifest."""
        from linli.kernel.access import WORKER
        from linli.kernel.manifest import Function, MenuItem, Permission, Section, Setting


        class ChessSection(Section):
            """棋牌室."""

            name = "linli.sections.chess"
            label = "chess"
            title = "棋牌室"
            order = 99
            functions = (Function("99.1", "订桌", faces="C", permission="chess.table.read"),)
            permissions = (Permission("chess.table.read", "查看棋桌", roles=(WORKER,)),)
            menu = (MenuItem("棋桌", path="/chess", permission="chess.table.read"),)
            settings = (Setting("chess.tables", 4, "棋桌数"),)
    ''',
    "models.py": '''
        """Tables."""
        from django.db import models


        class Table(models.Model):
            """棋桌."""

            area = models.ForeignKey("kernel.Area", models.PROTECT)
            name = models.CharField(max_length=20)
    ''',
    "events.py": '''
        """Events."""
        from dataclasses import dataclass

        from linli.kernel.events import Event


        @dataclass(frozen=True)
        class TableTaken(Event):
            """A table was taken."""

            table_id: int
    ''',
    "handlers.py": '''
        """Handlers."""
        from linli.kernel.events import on
        from linli.sections.chess.events import TableTaken
        from linli.sections.chess.models import Table


        @on(TableTaken)
        def name_taken(event: TableTaken) -> None:
            Table.objects.filter(pk=event.table_id).update(name="已占")
    ''',
    "routes.py": '''
        """The REST face."""
        from typing import Any

        from ninja import Schema

        from linli.kernel.access import visible
        from linli.kernel.api import Request, SectionRouter
        from linli.sections.chess.models import Table

        router = SectionRouter("chess")


        class TableOut(Schema):
            """棋桌."""

            name: str


        @router.get("/tables", gate="chess.table.read", response=list[TableOut])
        def tables(request: Request) -> Any:
            """棋桌列表"""
            return visible(Table.objects.all(), request.actor, "chess.table.read")
    ''',
}
SCRIPT = """
import json, sys
import linli.sections
linli.sections.__path__.append(sys.argv[1])
import django
django.setup()
from django.core.management import call_command
from django.db import transaction
from django.apps import apps
from django.conf import settings
from django.db import connections
# The tables of the others come straight from their models, as in every test: only the new one is migrated.
settings.MIGRATION_MODULES = {a.label: None for a in apps.get_app_configs() if a.label != "chess"}
call_command("makemigrations", "chess", verbosity=0)
for alias in connections:
    call_command("migrate", database=alias, run_syncdb=True, verbosity=0)
from django.test import Client
from linli.kernel import conf
from linli.kernel.events import publish
from linli.kernel.models import RoleHolding, User, add_area
from linli.kernel.outbox import drain
from linli.sections.chess.events import TableTaken
from linli.sections.chess.models import Table
area, other = add_area(name="北门社区", kind="community"), add_area(name="南门社区", kind="community")
worker = User.objects.create(username="w", name="李工")
RoleHolding.objects.create(user=worker, role="worker", area=area)
table = Table.objects.create(area=area, name="一号")
Table.objects.create(area=other, name="外面")
with transaction.atomic():
    publish(TableTaken(table_id=table.pk))
drain()
client = Client()
anonymous = client.get("/api/chess/tables").status_code
client.force_login(worker)
menu = [g for g in client.get("/api/kernel/menu").json() if g["section"] == "chess"]
paths = client.get("/api/openapi.json").json()["paths"]
print(json.dumps({
    "anonymous": anonymous,
    "tables": client.get("/api/chess/tables").json(),
    "menu": menu,
    "permission": paths["/api/chess/tables"]["get"]["x-permission"],
    "setting": conf.get("chess.tables"),
}))
"""


def test_one_folder_is_enough(tmp_path: Path) -> None:
    section = tmp_path / "more" / "chess"
    section.mkdir(parents=True)
    for name, text in FILES.items():
        (section / name).write_text(dedent(text).strip() + "\n", encoding="utf-8")
    environment = {
        **{k: v for k, v in os.environ.items() if k != "LINLI_DATABASE_URL"},
        "LINLI_DATA": str(tmp_path / "data"),
        "LINLI_CHESS_TABLES": "6",
        "DJANGO_SETTINGS_MODULE": "linli.server.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(section.parent)],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "anonymous": 401,
        "tables": [{"name": "已占"}],
        "menu": [
            {
                "section": "chess",
                "title": "棋牌室",
                "icon": "Grid",
                "items": [{"title": "棋桌", "path": "/chess", "badge": None}],
            }
        ],
        "permission": "chess.table.read",
        "setting": 6,
    }
