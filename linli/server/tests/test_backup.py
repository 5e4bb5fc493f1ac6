"""Backup and restore through the command line: whole, checked, without the keys, never half."""

import json
import os
import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from linli.kernel.backup import swap
from linli.kernel.testing.serving import Installation

PHONE = "13853712345"


def populate(installed: Installation, name: str) -> None:
    """A migrated installation with one user, whose phone is personal, and one file."""
    assert installed.command("migrate").returncode == 0
    user = f"User.objects.create_user('{name}', name='{name}', phone='{PHONE}')"
    run(installed, f"from linli.kernel.models import User; {user}")
    files = installed.folder / "files"
    files.mkdir(exist_ok=True)
    (files / f"{name}.txt").write_text(name)


def run(installed: Installation, code: str) -> str:
    """A line of Python inside the installation."""
    done = installed.command("shell", "--no-imports", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def state(installed: Installation) -> tuple[str, list[str]]:
    """Users with their phones, and the files."""
    code = "from linli.kernel.models import User; print([(u.username, str(u.phone)) for u in User.objects.all()])"
    names = sorted(path.name for path in (installed.folder / "files").iterdir())
    return run(installed, code).strip(), names


@pytest.mark.function("13.6")
def test_what_was_backed_up_comes_back(installed: Installation) -> None:
    populate(installed, "ana")
    before = state(installed)
    file = installed.folder.parent / "all.zip"
    assert installed.command("backup", str(file)).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600
    populate(installed, "ben")
    assert state(installed) != before
    unsure = installed.command("restore", str(file))
    assert (unsure.returncode, "请加 --yes" in unsure.stderr) == (1, True)
    done = installed.command("restore", str(file), "--yes")
    assert done.returncode == 0, done.stderr
    assert state(installed) == before
    former = re.search(r"before-restore-\S+", done.stdout)
    assert former
    assert (installed.folder / former.group() / "files" / "ben.txt").read_text() == "ben"
    again = installed.command("backup", str(file))
    assert (again.returncode, "已存在" in again.stderr) == (1, True)


@pytest.mark.function("13.2", "13.6")
def test_a_backup_shows_no_personal_number_and_no_key(installed: Installation) -> None:
    populate(installed, "ana")
    file = installed.folder.parent / "all.zip"
    assert installed.command("backup", str(file)).returncode == 0
    secrets = json.loads((installed.folder / "secrets.json").read_text())
    with ZipFile(file) as archive:
        assert "secrets.json" not in archive.namelist()
        contents = b"".join(archive.read(name) for name in archive.namelist())
    for secret in (PHONE, *secrets.values()):
        assert secret.encode() not in contents


@pytest.mark.function("13.6")
def test_a_damaged_or_foreign_backup_changes_nothing(installed: Installation, tmp_path: Path) -> None:
    populate(installed, "ana")
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    assert installed.command("backup", str(good)).returncode == 0
    before = state(installed)
    content = good.read_bytes()
    with ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    damaged = {
        "cut": content[: len(content) // 2],
        "not a backup": b"PK\x03\x04 nonsense",
        "a part changed": zipped(tmp_path, parts | {"files/ana.txt": b"eve"}),
        "a part missing": zipped(tmp_path, {n: c for n, c in parts.items() if n != "files/ana.txt"}),
        "a part outside": zipped(tmp_path, outside(parts)),
    }
    for what, damage in damaged.items():
        bad.write_bytes(damage)
        done = installed.command("restore", str(bad), "--yes")
        assert (done.returncode, done.stdout) == (1, ""), what
        assert done.stderr.startswith("✗ "), done.stderr
    shutil.copy(installed.folder / "secrets.json", tmp_path / "kept")
    (installed.folder / "secrets.json").unlink()
    done = installed.command("restore", str(good), "--yes")
    assert "备份不含密钥，且与现在的密钥不同" in done.stderr
    os.replace(tmp_path / "kept", installed.folder / "secrets.json")
    assert state(installed) == before


def zipped(folder: Path, parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts."""
    path = folder / "made.zip"
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path.read_bytes()


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
