"""No file leads to another machine: locks without registry addresses, no foreign hosts, no paths of somebody's disk."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import ROOT, TEXT, files, text

pytestmark = pytest.mark.smoke

# Names that are identifiers or examples, never fetched.
KNOWN_HOSTS = {
    "127.0.0.1", "localhost", "0.0.0.0", "www.w3.org", "www.apache.org", "json-schema.org", "spec.openapis.org",
    "schemas.openxmlformats.org", "schemas.microsoft.com", "purl.org", "hl7.org", "unitsofmeasure.org", "loinc.org",
    "terminology.hl7.org", "wiki.open311.org",
}  # fmt: skip
EXAMPLE = re.compile(r"(^|\.)(example(\.(com|org|net|cn))?|test|invalid|localhost)$")
ADDRESS = re.compile(r"(?:https?|wss?|mqtts?)://(?:[^/@\s]*@)?\[?([A-Za-z0-9.-]+)")
MACHINE = re.compile(r"(?<![\w./~-])/(?:home|Users|root|work|opt|mnt|srv|tmp)/[\w.]+")
SYSTEM_FOLDERS = ("/opt/homebrew", "/opt/linli", "/srv/linli")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")


def _texts() -> list[Path]:
    return [path for path in files() if path.suffix in TEXT or path.name.startswith(".")]


def test_no_file_names_a_foreign_host() -> None:
    found = {
        f"{path}: {host}"
        for path in _texts()
        for host in ADDRESS.findall(text(path))
        if path.name != "package-lock.json"  # its own test is below; it quotes the funding pages of packages
        and "." in host  # a placeholder such as `host` leads nowhere
        and host.lower() not in KNOWN_HOSTS
        and not EXAMPLE.search(host.lower())
    }
    assert found == set()


def test_no_file_names_a_path_of_one_machine() -> None:
    found = {
        f"{path}: {place}"
        for path in _texts()
        for place in MACHINE.findall(text(path))
        if not place.startswith(SYSTEM_FOLDERS)
    }
    assert found == set()


@pytest.mark.parametrize("name", LOCKS)
def test_python_locks_hold_only_names_versions_and_hashes(name: str) -> None:
    line = re.compile(
        r"^(?:[a-z0-9._-]+(?:\[[a-z0-9,_-]+\])?==[\w.!+-]+(?: ; .+?)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?)$"
    )
    assert [text_line for text_line in text(Path(name)).splitlines() if not line.match(text_line)] == []


def test_the_page_lock_holds_no_addresses() -> None:
    packages = json.loads(text(Path("package-lock.json")))["packages"]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if name and "integrity" not in entry] == []


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads(text(Path("pyproject.toml")))["project"]
    for wanted, lock in (
        (project["dependencies"], LOCKS[0]),
        (project["optional-dependencies"]["speech"], LOCKS[0]),
        (project["optional-dependencies"]["dev"], LOCKS[1]),
    ):
        locked = set(re.findall(r"^([a-z0-9._-]+)(?:\[.*?\])?==", text(Path(lock)), re.MULTILINE))
        names = {re.split(r"[\[<>=;! ]", line)[0].lower().replace(".", "-") for line in wanted}
        assert names - locked - {project["name"]} == set()


def test_every_dependency_has_its_reason() -> None:
    block = text(Path("pyproject.toml")).split("dependencies = [")[1].split("\n]")[0]
    assert [line for line in block.splitlines() if line.strip() and "#" not in line] == []


def test_the_root_is_where_it_is_thought_to_be() -> None:
    assert (ROOT / "pyproject.toml").is_file()
