"""import.roster: rows per second from the file to the commit: upload and preview, then the import itself.

Baseline: merely reading every cell of the same file with openpyxl (read-only mode, values only).
"""

import time
from pathlib import Path
from statistics import median

from benchmarks.report import report
from benchmarks.stage import ROOT, stage

ROSTER = ROOT / "linli/sections/registry/tests/data/北门小区居民花名册.xlsx"
ROUNDS = 3


def run(*, quick: bool) -> bool:
    """Each round imports into an estate of its own; the two sides take turns."""
    with stage():
        import django

        django.setup()
        from django.db import connections

        from linli.server.database_state import engine, migrate

        migrate()
        rounds = [(_read(ROSTER), _import(ROSTER, f"第{n + 1}小区")) for n in range(1 if quick else ROUNDS)]
        name = engine()
        connections.close_all()
    rows = rounds[0][0][0]
    reading, importing = median(r[0][1] for r in rounds), median(r[1][1] for r in rounds)
    people = rounds[0][1][0]
    return report(
        "import.roster",
        rows / importing,
        "rows/s",
        baseline=rows / reading,
        at_least=0.30,
        rows=rows,
        people=people,
        engine=name,
    )


def _read(path: Path) -> tuple[int, float]:
    """Rows with something in them, and the seconds openpyxl takes to read them."""
    from openpyxl import load_workbook

    began = time.perf_counter()
    book = load_workbook(path, read_only=True, data_only=True)
    rows = sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) if any(row))
    book.close()
    return rows, time.perf_counter() - began


def _import(path: Path, estate: str) -> tuple[int, float]:
    """People imported, and the seconds from the file to the commit, preview included."""
    from django.db import transaction

    from linli.kernel import jobs
    from linli.kernel.access import SYSTEM
    from linli.kernel.models import add_area
    from linli.sections.registry.models import Person
    from linli.sections.registry.services.imports import confirm_import, upload_roster

    with transaction.atomic():
        area = add_area(name=estate, kind="estate")
    began = time.perf_counter()
    batch = upload_roster(actor=SYSTEM, area=area, name=path.name, content=path.read_bytes())
    confirm_import(actor=SYSTEM, batch=batch)
    jobs.drain_jobs()
    taken = time.perf_counter() - began
    return Person.objects.filter(estate=area).count(), taken
