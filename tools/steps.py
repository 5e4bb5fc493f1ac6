"""Progress lines, commands with a log, and stamps that tell whether a step is still good."""

import fcntl
import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / ".setup"
BEAT_SECONDS = 10
TAIL_LINES = 40
_started = time.monotonic()
_printing = threading.Lock()


class StepFailed(Exception):
    """A step did not succeed; the message says what to do."""


def say(text: str) -> None:
    """Print one line with the seconds since the start."""
    with _printing:
        print(f"[{time.monotonic() - _started:6.1f} s] {text}", flush=True)


def run(
    title: str, command: list[str], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT, hint: str = ""
) -> None:
    """Run a command quietly; a line when it starts, every ten seconds and when it ends; its output only on failure."""
    log = STATE / "logs" / f"{hashlib.sha1(title.encode()).hexdigest()[:8]}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    say(f"{title} …")
    began = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=merged(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _wait(process, title, began)
    if process.returncode:
        tail = log.read_text("utf-8", "replace").splitlines()[-TAIL_LINES:]
        raise StepFailed("\n".join([*tail, f"✗ {title}：退出码 {process.returncode}。{hint}"]))
    say(f"{title}：完成，{time.monotonic() - began:.1f} s")


def _wait(process: subprocess.Popen[bytes], title: str, began: float) -> None:
    while True:
        try:
            process.wait(timeout=BEAT_SECONDS)
        except subprocess.TimeoutExpired:
            say(f"{title} … 已用 {time.monotonic() - began:.0f} s")
        except BaseException:
            process.kill()
            process.wait()
            raise
        else:
            return


def merged(env: Mapping[str, str] | None) -> dict[str, str]:
    """The environment of this process with additions; colours would only clutter the logs."""
    return {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "0", **(env or {})}


def fingerprint(paths: Iterable[Path], *extra: str) -> str:
    """One hash over the names and contents of files, in a fixed order, and some words."""
    total = hashlib.sha256("\0".join(extra).encode())
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def fresh(name: str, value: str) -> bool:
    """Whether the step was last finished with just this fingerprint."""
    stamp = STATE / name
    return stamp.exists() and stamp.read_text() == value


def stamp(name: str, value: str) -> None:
    """Remember that the step is finished."""
    STATE.mkdir(exist_ok=True)
    (STATE / name).write_text(value)


def together(*jobs: Callable[[], None]) -> None:
    """Run jobs side by side (they mostly wait for downloads); the first failure is raised after all have ended."""
    failures: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@contextmanager
def alone() -> Iterator[None]:
    """Only one preparation at a time in one checkout."""
    STATE.mkdir(exist_ok=True)
    with (STATE / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("另一个命令正在准备环境，等它完成 …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def ending(main: Callable[[], int]) -> None:
    """Run a script's main function; a failed step is told without a traceback."""
    try:
        code = main()
    except StepFailed as failure:
        print(failure, file=sys.stderr, flush=True)
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
