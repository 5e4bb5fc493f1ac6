"""Backup and restore: whole, checked, without the keys, never half."""

import dataclasses
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings

from linli.kernel import backup
from linli.kernel.backup import swap
from linli.kernel.models import User
from linli.kernel.testing.serving import Installation

PHONE = "13853712345"
POPULATE = """
import django
django.setup()
from linli.kernel.models import User
User.objects.create_user({name!r}, name={name!r}, phone={phone!r})
"""


def populate(installed: Installation, name: str) -> None:
    """One more user, whose phone is personal, and one more file, in the installation."""
    code = POPULATE.format(name=name, phone=PHONE)
    subprocess.run([sys.executable, "-c", code], env=installed.env, check=True)
    files = installed.folder / "files"
    files.mkdir(exist_ok=True)
    (files / f"{name}.txt").write_text(name)


def state(installed: Installation) -> tuple[list[tuple[str, str]], list[str]]:
    """Users with their sealed phones, and the files; read from outside."""
    sql, url = "SELECT username, phone FROM kernel_user ORDER BY id", installed.env["LINLI_DATABASE_URL"]
    if url:
        import psycopg

        with psycopg.connect(url) as connection:
            rows = connection.execute(sql.encode()).fetchall()
    else:
        opened = sqlite3.connect(installed.folder / "linli.sqlite3")
        rows = opened.execute(sql).fetchall()
        opened.close()
    return rows, sorted(path.name for path in (installed.folder / "files").iterdir())


@pytest.mark.function("13.6")
def test_what_was_backed_up_comes_back(installed: Installation) -> None:
    populate(installed, "ana")
    before = state(installed)
    file = installed.folder.parent / "all.zip"
    assert installed.command("backup", str(file)).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600
    populate(installed, "ben")
    changed = state(installed)
    assert changed != before
    unsure = installed.command("restore", str(file))
    assert (unsure.returncode, "请加 --yes" in unsure.stderr) == (1, True)
    assert state(installed) == changed
    done = installed.command("restore", str(file), "--yes")
    assert done.returncode == 0, done.stderr
    assert state(installed) == before
    former = re.search(r"before-restore-\S+", done.stdout)
    assert former
    assert (installed.folder / former.group() / "files" / "ben.txt").read_text() == "ben"
    again = installed.command("backup", str(file))
    assert (again.returncode, "已存在" in again.stderr) == (1, True)


@pytest.fixture
def stored(transactional_db: None) -> Iterator[None]:
    """This process's installation with a user and a stored file."""
    User.objects.create_user("ana", name="ana", phone=PHONE)
    settings.FILES_DIR.mkdir(exist_ok=True)
    file = settings.FILES_DIR / "ana.txt"
    file.write_text("ana")
    yield
    file.unlink()


def contents(file: Path) -> dict[str, bytes]:
    """The parts of a backup file."""
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.function("13.2", "13.6")
def test_a_backup_shows_no_personal_number_and_no_key(stored: None, tmp_path: Path) -> None:
    backup.back_up(tmp_path / "all.zip")
    parts = contents(tmp_path / "all.zip")
    assert "secrets.json" not in parts
    assert parts["files/ana.txt"] == b"ana"
    keys = json.loads((settings.DATA / "secrets.json").read_text()).values()
    for secret in (PHONE, *keys):
        assert secret.encode() not in b"".join(parts.values())
    backup.back_up(tmp_path / "with-keys.zip", with_keys=True)
    assert (
        contents(tmp_path / "with-keys.zip")["secrets.json"] == (settings.DATA / "secrets.json").read_bytes()
    )


DAMAGES = {
    "cut": (lambda good, folder: good.read_bytes()[:-3000], "不是完整的邻里备份文件"),
    "not a backup": (lambda good, folder: b"PK nonsense", "不是完整的邻里备份文件"),
    "a part changed": (
        lambda good, folder: zipped(folder, contents(good) | {"files/ana.txt": b"eve"}),
        "files/ana.txt 已损坏（校验和不符），没有改动任何数据",
    ),
    "a part missing": (
        lambda good, folder: zipped(
            folder, {n: c for n, c in contents(good).items() if n != "files/ana.txt"}
        ),
        "内容与清单不符",
    ),
    "a part outside": (
        lambda good, folder: zipped(folder, outside(contents(good))),
        "不安全的路径 ../evil.txt",
    ),
    "of a newer version": (
        lambda good, folder: zipped(folder, told(contents(good), migrations=["kernel.9999_future"])),
        "备份来自较新的版本",
    ),
    "of another database": (
        lambda good, folder: zipped(folder, told(contents(good), vendor="oracle")),
        "不能恢复",
    ),
}


@pytest.mark.function("13.6")
@pytest.mark.parametrize("what", DAMAGES)
def test_a_damaged_or_foreign_backup_changes_nothing(
    stored: None, tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MIGRATION_MODULES", {})  # the tests' own database knows no migrations
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    backup.back_up(good)
    damage, message = DAMAGES[what]
    bad.write_bytes(damage(good, tmp_path))
    before = sorted(settings.DATA.iterdir())
    with pytest.raises(backup.BackupError, match=re.escape(message)):
        backup.restore(bad)
    assert sorted(settings.DATA.iterdir()) == before
    assert User.objects.get().username == "ana"
    assert (settings.FILES_DIR / "ana.txt").read_text() == "ana"


@pytest.mark.function("13.6")
def test_a_backup_that_other_keys_sealed_is_refused(
    stored: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.back_up(tmp_path / "all.zip")
    assert backup.check(tmp_path / "all.zip").with_keys is False
    monkeypatch.setattr(settings, "SECRETS", dataclasses.replace(settings.SECRETS, field=b"x" * 32))
    with pytest.raises(backup.BackupError, match="备份不含密钥，且与现在的密钥不同"):
        backup.restore(tmp_path / "all.zip")


def zipped(folder: Path, parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts."""
    path = folder / "made.zip"
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path.read_bytes()


def told(parts: dict[str, bytes], **changes: object) -> dict[str, bytes]:
    """The same with a manifest that says something else."""
    manifest = json.loads(parts["manifest.json"]) | changes
    return parts | {"manifest.json": json.dumps(manifest).encode()}


def outside(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The same with a part that wants to be written outside the data folder."""
    manifest = json.loads(parts["manifest.json"])
    manifest["parts"]["../evil.txt"] = manifest["parts"]["files/ana.txt"]
    changed = {"manifest.json": json.dumps(manifest).encode(), "../evil.txt": parts["files/ana.txt"]}
    return parts | changed


def test_a_swap_cut_off_anywhere_is_completed(tmp_path: Path) -> None:
    names = ["files", "linli.sqlite3", "telemetry.sqlite3"]
    for done in range(len(names) + 1):
        data = tmp_path / str(done)
        stage, old = data / "stage", data / "old"
        for folder, word in ((stage, "new"), (data, "former")):
            (folder / "files").mkdir(parents=True)
            (folder / "files" / "a.txt").write_text(word)
            for name in names[1:]:
                (folder / name).write_text(word)
        (data / "linli.sqlite3-wal").write_text("former")
        old.mkdir()
        (data / swap.JOURNAL).write_text(json.dumps({"stage": "stage", "old": "old", "names": names}))
        for name in names[:done]:  # what a crash had left done already
            swap._swap(data, stage, old, name)
        assert swap.finish(data) is True
        assert [(data / name).read_text() for name in names[1:]] == ["new", "new"]
        assert (data / "files" / "a.txt").read_text() == "new"
        assert (old / "linli.sqlite3-wal").read_text() == "former"
        assert not (data / "linli.sqlite3-wal").exists()
        assert not stage.exists()
        assert swap.finish(data) is False
