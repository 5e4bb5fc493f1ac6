"""The `linli` command: help, catalogue, description, examination, audit check."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from linli.kernel import audit
from linli.kernel.access import SYSTEM
from linli.kernel.discovery import sections
from linli.kernel.models import AuditEntry, OutboxRow
from linli.kernel.testing.serving import Installation
from linli.server import checks
from linli.server.cli import COMMANDS, main
from linli.server.commands.functions import ROOT, proofs_by_function

Capture = pytest.CaptureFixture[str]


def answer(capsys: Capture, *words: str, code: int = 0) -> str:
    """What a command printed."""
    assert main(list(words)) == code
    return capsys.readouterr().out


def test_help_lists_every_command_with_a_chinese_line(capsys: Capture) -> None:
    text = answer(capsys)
    lines = dict(line.split(maxsplit=1) for line in text.splitlines() if line.startswith("  "))
    assert set(COMMANDS) <= set(lines)
    assert "import-roster" in lines
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in help_line) for help_line in lines.values())


def test_an_unknown_command_says_what_there_is(capsys: Capture) -> None:
    assert main(["bakcup"]) == 2
    assert "没有 bakcup 这个命令" in capsys.readouterr().err


def test_the_version_is_told(capsys: Capture) -> None:
    assert answer(capsys, "--version").startswith("linli ")


def test_the_catalogue_is_the_manifests(capsys: Capture) -> None:
    rows = json.loads(answer(capsys, "functions", "--json"))
    assert list(rows[0]) == ["id", "title", "section", "faces", "permission", "done", "tests"]
    declared = {(f.id, f.title, s.label, f.done) for s in sections() for f in s.functions}
    assert {(r["id"], r["title"], r["section"], r["done"]) for r in rows} == declared
    ids = [[int(part) for part in row["id"].split(".")] for row in rows]
    assert ids == sorted(ids)
    assert "1.1" in answer(capsys, "functions")


def test_proofs_are_found_without_importing_tests(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_one.py").write_text(
        "import nothing_that_exists, pytest\n"
        "pytestmark = [pytest.mark.function('9.1')]\n"
        "@pytest.mark.function('9.2', '9.3')\ndef test_a(): ...\n"
        "@pytest.mark.function('9.4')\nclass TestB:\n    @pytest.mark.function('9.5')\n    async def test_c(self): ...\n"
        "def helper(): ...\n"
    )
    a, c = "tests/test_one.py::test_a", "tests/test_one.py::TestB::test_c"
    assert proofs_by_function(tmp_path) == {"9.1": [a, c], "9.2": [a], "9.3": [a], "9.4": [c], "9.5": [c]}


def test_every_proof_is_a_file_of_the_project() -> None:
    for nodes in proofs_by_function(ROOT).values():
        assert all((ROOT / node.split("::")[0]).is_file() for node in nodes)


@pytest.mark.function("13.5")
def test_the_description_is_openapi_and_always_the_same(capsys: Capture, tmp_path: Path) -> None:
    printed = answer(capsys, "openapi")
    answer(capsys, "openapi", "--output", str(tmp_path / "openapi.json"))
    assert (tmp_path / "openapi.json").read_text("utf-8") == printed
    described = json.loads(printed)
    assert described["openapi"].startswith("3.1")
    assert described["paths"]


def test_migrate_says_when_there_is_nothing_to_do(installed: Installation) -> None:
    assert installed.command("migrate", "--check").stdout == "数据库结构已是最新。\n"


@pytest.mark.function("13.6")
def test_the_doctor_finds_a_healthy_installation_healthy(installed: Installation) -> None:
    findings = json.loads(installed.command("doctor", "--json").stdout)
    assert {f["subject"] for f in findings if f["level"] == "ok"} >= {
        "密钥",
        "数据库",
        "数据库结构",
        "事件投递",
        "磁盘",
        "时钟",
    }
    assert [f for f in findings if f["level"] == "error"] == []


@pytest.mark.function("13.6")
def test_the_doctor_says_what_is_wrong_and_what_to_do(
    db: None, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINLI_PAGE_SIZE", "viel")
    monkeypatch.setenv("LINLI_OUTBOKS_ATTEMPTS", "3")
    monkeypatch.setenv("LINLI_MQTT_URL", "mqtt://127.0.0.1:1")
    monkeypatch.setattr(checks, "LOW_DISK", 10**18)
    OutboxRow.objects.create(event="e", handler="h", payload="{}", due_at=None)
    path = settings.DATA / "secrets.json"
    path.chmod(0o644)
    try:
        text = answer(capsys, "doctor", code=1)
    finally:
        path.chmod(0o600)
    for line in (
        "✗ 配置：LINLI_PAGE_SIZE='viel' 不是有效的值：列表每页默认行数",
        "⚠ 配置：不认识的环境变量：LINLI_OUTBOKS_ATTEMPTS",
        f"    → 请运行：chmod 600 {path}",
        "✗ 设备接入：外部 MQTT 服务 127.0.0.1:1 连接不上",
        "⚠ 事件投递：1 件多次失败已停止重试",
        "    → 请清理磁盘，空间用尽后无法保存任何数据。",
    ):
        assert line in text


def test_the_doctor_warns_of_an_affected_engine(
    db: None, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.server.database_state.in_wal_reset_range", lambda: True)
    assert "WAL 重置缺陷" in answer(capsys, "doctor")


@pytest.mark.function("13.3")
def test_a_changed_audit_entry_is_found(db: None, capsys: Capture) -> None:
    entries = [audit.record(SYSTEM, "test.thing.done", detail={"n": n}) for n in range(3)]
    told = json.loads(answer(capsys, "verify-audit", "--json"))
    assert told == {"ok": True, "entries": 3, "last": entries[2].hash, "broken": None}
    AuditEntry.objects.filter(pk=entries[1].pk).update(detail={"n": 7})
    assert f"在第 {entries[1].pk} 条断开" in answer(capsys, "verify-audit", code=1)
