"""The scripts behind the two commands: stamps, launchers in odd folders, counting, and a PostgreSQL that goes away."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import postgres  # noqa: E402
import prepare  # noqa: E402
import reports  # noqa: E402
import steps  # noqa: E402

pytestmark = pytest.mark.smoke


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with spaces and Chinese characters that the scripts take for the repository."""
    root = tmp_path / "我的 代码" / "linli"
    root.mkdir(parents=True)
    for module in (steps, prepare):
        monkeypatch.setattr(module, "ROOT", root)
        monkeypatch.setattr(module, "STATE", root / ".setup")
    monkeypatch.setattr(prepare, "VENV", root / ".venv")
    return root


def test_a_fingerprint_changes_with_content_and_name(checkout: Path) -> None:
    page, other = checkout / "页.vue", checkout / "other.vue"
    page.write_text("1")
    first = steps.fingerprint([page])
    assert steps.fingerprint([page]) == first
    page.write_text("2")
    assert steps.fingerprint([page]) != first
    page.write_text("1")
    page.rename(other)
    assert steps.fingerprint([other]) != first


def test_a_step_is_fresh_only_with_its_own_fingerprint(checkout: Path) -> None:
    assert not steps.fresh("web", "a")
    steps.stamp("web", "a")
    assert steps.fresh("web", "a")
    assert not steps.fresh("web", "b")


def test_a_failing_step_shows_what_it_said_and_what_to_do(checkout: Path) -> None:
    with pytest.raises(steps.StepFailed) as failure:
        steps.run("测试步骤", ["sh", "-c", "echo 磁盘已满; exit 3"], hint="请清理磁盘。", cwd=checkout)
    assert str(failure.value) == "磁盘已满\n✗ 测试步骤：退出码 3。请清理磁盘。"


def test_jobs_side_by_side_report_the_first_failure() -> None:
    ran = []

    def bad() -> None:
        raise steps.StepFailed("坏了")

    with pytest.raises(steps.StepFailed, match="坏了"):
        steps.together(bad, lambda: ran.append(1))
    assert ran == [1]


def test_the_launcher_and_the_link_work_in_an_odd_folder(checkout: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", checkout)
    site = checkout / ".venv" / "lib" / "python3.11" / "site-packages"
    site.mkdir(parents=True)
    (checkout / ".venv" / "bin").mkdir()
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    server = checkout / "linli" / "server"
    server.mkdir(parents=True)
    (server / "cli.py").write_text("import sys\ndef main():\n    print(sys.argv)\n    return 7\n")
    prepare._link()
    assert (site / (site / "linli.pth").read_text().strip()).resolve() == checkout.resolve()
    launcher = checkout / ".venv" / "bin" / "linli"
    done = subprocess.run(
        [launcher, "a b"], cwd=checkout, capture_output=True, text=True, env={"PYTHONPATH": str(checkout)}
    )
    assert (done.returncode, done.stdout) == (7, "['linli', 'a b']\n")


def test_pages_are_built_again_when_a_section_brings_one(checkout: Path) -> None:
    page = checkout / "linli" / "sections" / "chess" / "web" / "section.ts"
    page.parent.mkdir(parents=True)
    page.write_text("export default 1")
    built = checkout / "web" / "dist" / "old.js"
    built.parent.mkdir(parents=True)
    built.write_text("")
    assert prepare.web_sources() == [page]


def test_counts_are_read_from_the_report(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="10" failures="1" errors="2" skipped="3" time="4.2"/></testsuites>',
        "utf-8",
    )
    count = reports.read("SQLite", report)
    assert (count.passed, count.failed, count.skipped, count.good) == (4, 3, 3, False)
    assert count.line() == "✗ SQLite：4 通过，3 失败，3 跳过（4 s）"
    assert reports.read("PostgreSQL", tmp_path / "none.xml").failed == 1


def test_a_given_postgresql_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_PG_URL", "postgresql://tester@db.example/tests")
    with postgres.postgres() as url:
        assert url == "postgresql://tester@db.example/tests"


def test_the_throw_away_postgresql_answers_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    monkeypatch.delenv("TEST_PG_URL", raising=False)
    with postgres.postgres() as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1 + 1").fetchone() == (2,)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)
