"""What somebody who steals the disk can read: no id number, no phone – in the database, the backup or the log."""

import json
import re
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from linli.kernel.testing.serving import Installation
from linli.sections.registry.roster import read_roster
from tests.crash.conftest import Victim
from tests.crash.test_import import JOB, ROSTER

ROWS = 130
NUMBER = re.compile(r"\d{17}[\dXx]|1\d{10}")


def shortened(folder: Path) -> Path:
    """The sample with the first hundred-odd rows of each sheet: enough people, and soon imported."""
    book = load_workbook(ROSTER)
    for sheet in book.worksheets:
        sheet.delete_rows(ROWS, sheet.max_row)
    book.save(folder / ROSTER.name)
    return folder / ROSTER.name


def personal_numbers(roster: Path) -> set[bytes]:
    """Every id number and mobile number of the roster, as a person would write them."""
    rows = read_roster(roster).rows
    texts = (value for row in rows for value in (row.id_number, *row.phones))
    return {text.encode() for text in texts if NUMBER.fullmatch(text)}


def tell(installation: Installation, path: str, body: object) -> int:
    """Posts JSON without signing in; the status."""
    request = urllib.request.Request(
        installation.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def contents(place: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, those inside backups unpacked."""
    for path in sorted(p for p in place.rglob("*") if p.is_file()):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as bundle:
                yield from ((f"{path.name}:{name}", bundle.read(name)) for name in bundle.namelist())
        else:
            yield path.name, path.read_bytes()


def dumped(victim: Victim) -> Iterator[tuple[str, bytes]]:
    """Every row of every table as text (PostgreSQL keeps its files elsewhere)."""
    tables = [t for (t,) in victim.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    for table in tables:
        rows = victim.ask(f'SELECT t::text FROM "{table}" t')
        yield table, "\n".join(str(row) for (row,) in rows).encode()


@pytest.mark.function("13.2")
def test_nothing_personal_lies_open_on_the_disk(victim: Victim, tmp_path: Path) -> None:
    roster = shortened(tmp_path)
    victim.prepare("queue", str(roster))
    installation = victim.installation
    known = personal_numbers(roster)
    assert len(known) > 500
    some_phone = next(n.decode() for n in sorted(known) if len(n) == 11)
    with victim.serve() as process:
        process.wait_ready()
        victim.wait(lambda: victim.number(f"{JOB}'done'") == 1, process)
        assert tell(installation, "/api/administration/resident/code", {"phone": some_phone}) == 200
        assert (
            tell(installation, "/api/administration/login", {"username": some_phone, "password": "x"}) == 401
        )
        saved = installation.command("backup", str(installation.folder / "saved.linli"))
        assert saved.returncode == 0, saved.stdout + saved.stderr
    places = [*contents(installation.folder)]
    if installation.env["LINLI_DATABASE_URL"]:
        places += [*dumped(victim)]
    assert any(len(text) > 500_000 for _, text in places)
    found = {name: [n for n in known if n in text] for name, text in places}
    assert {name: hits for name, hits in found.items() if hits} == {}
