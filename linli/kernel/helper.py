"""A helper process (辅助进程): work that must not wait for this process's other threads, in a process forked from it.

It is forked before any thread runs, so what has been loaded is shared. Should it die alone, it is started anew as a fresh
interpreter, since forking is not safe any more by then. Notices of the bus travel both ways over a socket, and the socket's
end is how the helper learns that the process it helps is gone.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

from django.db import connections
from django.utils.module_loading import import_string

from linli.kernel import bus
from linli.kernel.precedence import precedence

STOP = "!stop"
AGAIN_S = 0.2
FRESH = "from linli.kernel.helper import begin_anew; begin_anew({path!r}, {wire}, {cell})"
log = logging.getLogger(__name__)


class Wire:
    """The helper's end: what it is told, and what it tells."""

    def __init__(self, own: socket.socket) -> None:
        self._socket, self._rest = own, b""
        self.stopping = False

    def wait(self, seconds: float) -> set[tuple[str, str]]:
        """What was told, (channel, message), after at most so many seconds. Ends the process when left alone."""
        if not select.select([self._socket], [], [], max(0.0, seconds))[0]:
            return set()
        data = self._socket.recv(1 << 16)
        if not data:
            os._exit(1)
        *lines, self._rest = (self._rest + data).split(b"\n")
        told = {_parted(line) for line in lines}
        self.stopping |= (STOP, "") in told
        return told

    def tell(self, channel: str, message: str) -> None:
        """Hands a notice to the process that is helped."""
        self._socket.sendall(f"{channel}|{message}\n".encode())


class Helper:
    """Runs the function at a dotted path, `work(wire)`, in a process of its own; it hears these channels of the bus."""

    def __init__(self, path: str, channels: Sequence[str]) -> None:
        self.path = path
        self._stopping = False
        self._ours: socket.socket
        self._reap: Callable[[], object]
        self._unsubscribe = [bus.subscribe(channel, self._teller(channel)) for channel in channels]
        self._ear = threading.Thread(target=self._hear, name="helper-ear", daemon=True)

    def start(self) -> None:
        """Forks; to be called while this process has no other thread and no transaction."""
        connections.close_all()
        cell = precedence.share()
        self._ours, theirs = socket.socketpair()
        gc.freeze()
        pid = os.fork()
        if pid == 0:
            _keep_only(theirs.fileno(), cell)
            _help(self.path, theirs)
        theirs.close()
        self._reap = lambda: os.waitpid(pid, 0)
        self._ear.start()

    def stop(self, seconds: float = 20) -> None:
        """Lets it finish, and waits for its end."""
        self._stopping = True
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        with contextlib.suppress(OSError):
            self._ours.sendall(f"{STOP}|\n".encode())
        self._ear.join(seconds)

    def _teller(self, channel: str) -> bus.Listener:
        def tell(message: str) -> None:
            with contextlib.suppress(OSError):  # full or just gone: notices may be lost
                self._ours.send(f"{channel}|{message}\n".encode(), socket.MSG_DONTWAIT)

        return tell

    def _hear(self) -> None:
        """What the helper tells is told here; when it dies unasked, there is a new one."""
        while True:
            rest = b""
            with contextlib.suppress(ConnectionError):
                while data := self._ours.recv(1 << 16):
                    *lines, rest = (rest + data).split(b"\n")
                    for line in lines:
                        bus.tell(*_parted(line))
            self._reap()
            if self._stopping:
                return
            log.error("the helper process %s died and is started anew", self.path)
            time.sleep(AGAIN_S)
            self._begin_anew()

    def _begin_anew(self) -> None:
        ours, theirs = socket.socketpair()
        cell = precedence.share()
        code = FRESH.format(path=self.path, wire=theirs.fileno(), cell=cell)
        started = subprocess.Popen([sys.executable, "-c", code], pass_fds=(theirs.fileno(), cell))  # noqa: S603
        theirs.close()
        self._reap, before, self._ours = started.wait, self._ours, ours
        before.close()


def begin_anew(path: str, wire: int, cell: int) -> None:
    """The beginning of a helper that is not forked. Never returns."""
    import django

    django.setup()
    precedence.share(cell)
    _help(path, socket.socket(fileno=wire))


def _keep_only(*kept: int) -> None:
    """Closes what was inherited, above all locks and listening sockets, which would outlive their owner."""
    start = 3
    for number in sorted(kept):
        os.closerange(start, number)
        start = number + 1
    os.closerange(start, os.sysconf("SC_OPEN_MAX"))


def _help(path: str, own: socket.socket) -> None:
    """The helper's life. Never returns."""
    code = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)  # the process that is helped says when to stop
        wire = Wire(own)
        precedence.take()
        bus.hand_over(wire.tell)
        import_string(path)(wire)
        code = 0
    except Exception:
        log.exception("the helper process %s ended", path)
    finally:
        os._exit(code)


def _parted(line: bytes) -> tuple[str, str]:
    channel, _, message = line.decode().partition("|")
    return channel, message
