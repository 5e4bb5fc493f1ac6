"""Deployment files speak of commands and settings that exist."""

import re
from pathlib import Path

import pytest
import yaml

from tests.house.sources import ROOT, files, text

pytestmark = pytest.mark.smoke
VARIABLE = re.compile(r"\b(LINLI_[A-Z_]+)\b")
COMMANDS = {"serve", "web", "work", "ingest", "migrate"}


def _deploy_files() -> list[Path]:
    return [path for path in files() if path.parts[0] == "deploy"]


def test_variables_of_the_deployment_are_read_by_the_product() -> None:
    product = "".join(text(path) for path in files() if path.suffix == ".py" and "tests" not in path.parts)
    named = {name for path in _deploy_files() for name in VARIABLE.findall(text(path))}
    assert {name for name in named if name not in product} == set()


def test_compose_starts_commands_that_exist() -> None:
    services = yaml.safe_load(text(Path("deploy/compose.yaml")))["services"]
    ours = {name: service["command"] for name, service in services.items() if service["image"] == "linli"}
    assert ours == {"migrate": ["migrate"], "web": ["web"], "work": ["work"], "ingest": ["ingest"]}
    assert {command[0] for command in ours.values()} <= COMMANDS


def test_mosquitto_keeps_every_message() -> None:
    lines = dict(
        line.split(" ", 1)
        for line in text(Path("deploy/mosquitto.conf")).splitlines()
        if line and line[0] != "#"
    )
    assert lines["max_queued_messages"] == lines["max_inflight_messages"] == "0"
    assert (lines["autosave_interval"], lines["autosave_on_changes"]) == ("1", "false")
    assert lines["allow_anonymous"] == "false"


def test_units_start_the_command_of_the_checkout() -> None:
    for unit in (ROOT / "deploy" / "systemd").glob("*.service"):
        (start,) = re.findall(
            r"^ExecStart=/opt/linli/\.venv/bin/linli (\S+)$", unit.read_text(), re.MULTILINE
        )
        assert start in COMMANDS | {"%i"}
