"""A helper process hears and tells, is started anew when it dies, and ends with the process it helps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linli.kernel.helper import Wire
from linli.kernel.precedence import Precedence

TALE = """
import os, signal, threading
import django
django.setup()
from linli.kernel import bus
from linli.kernel.helper import Helper
told, came = [], threading.Event()
def hear(message):
    told.append(message); came.set()
bus.subscribe("test.answer", hear)
helper = Helper("linli.kernel.tests.test_helper.answer", ("test.question",))
def ask(question):
    came.clear()
    while not came.wait(0.1):
        bus.tell("test.question", question)
    return told[-1].split()
helper.start()
word, first = ask("one")
os.kill(int(first), signal.SIGKILL)
came.clear()
again, second = ask("two")
helper.stop()
gone = not helper._ear.is_alive()
print(word, again, first != second, first != str(os.getpid()), gone)
"""


def answer(wire: Wire) -> None:
    """Answers every question with its words and who it is; what the test's helper does."""
    while not wire.stopping:
        for channel, message in wire.wait(1):
            if channel == "test.question":
                wire.tell("test.answer", f"{message} {os.getpid()}")


def test_a_helper_answers_is_made_anew_when_killed_and_ends_when_told(tmp_path: Path) -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "linli.server.settings", "LINLI_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", TALE], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.split() == ["one", "two", "True", "True", "True"], done.stderr


@pytest.mark.parametrize(
    ("ahead", "length", "waits"), [(1.0, 0.0, 0), (0.004, 0.0, 3), (0.05, 0.06, 45), (-0.1, 0.0, 0)]
)
def test_a_writer_leaves_a_moment_free_that_it_would_reach_into(
    monkeypatch: pytest.MonkeyPatch, ahead: float, length: float, waits: int
) -> None:
    now, slept = [1000.0], list[float]()

    def sleep(seconds: float) -> None:
        now[0] += seconds
        slept.append(seconds)
        if now[0] >= 1000 + ahead:
            shared.expect(0)

    monkeypatch.setattr("linli.kernel.precedence.time.time", lambda: now[0])
    monkeypatch.setattr("linli.kernel.precedence.time.sleep", sleep)
    shared = Precedence()
    shared.give_way()
    shared.share()
    shared.wrote(length)
    shared.expect(1000 + ahead)
    shared.give_way()
    assert (len(slept) >= waits) if waits else slept == []
    shared.take()
    shared.expect(now[0])
    before = len(slept)
    shared.give_way()
    assert len(slept) == before
