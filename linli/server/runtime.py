"""What a process runs besides answering requests: the ear of the bus, the couriers, the ingest and what runs beside it."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
from types import FrameType
from typing import Any

import uvicorn

from linli.server.asgi import Application

GRACE_SECONDS = 8
log = logging.getLogger(__name__)


_wants_ingest = threading.Event()


def wants_ingest() -> bool:
    """True in a process that should be taking device messages in."""
    return _wants_ingest.is_set()


class Runtime:
    """The parts of one process, started in order and stopped in reverse."""

    def __init__(self, *, courier: bool, ingest: bool) -> None:
        from linli.edge.runner import Ingest
        from linli.kernel.bus import PostgresEar
        from linli.kernel.discovery import runners
        from linli.kernel.outbox import Courier

        self.ear = PostgresEar()
        self.courier = Courier() if courier else None
        self.ingest = Ingest() if ingest else None
        self.runners = runners() if ingest else []

    def start(self) -> None:
        """Starts the parts. A broker that cannot start is said aloud, and the rest goes on."""
        for runner in self.runners:  # first: they may fork, which is safe only while there are no threads
            runner.start()
        self.ear.start()
        if self.courier:
            self.courier.start()
        if self.ingest:
            _wants_ingest.set()
            try:
                self.ingest.start()
            except (OSError, ValueError, TimeoutError, LookupError) as error:
                self.ingest = None
                print(
                    f"⚠ 设备接入没有启动：{error}。请检查 LINLI_MQTT_PORT 或 LINLI_MQTT_URL。",
                    file=sys.stderr,
                )

    def stop(self) -> None:
        """Stops the parts; what was taken in is committed, what is under way is finished or given back."""
        if self.ingest:
            self.ingest.stop()
        for runner in reversed(self.runners):
            runner.stop()
        if self.courier:
            self.courier.stop()
        self.ear.stop()


class Server(uvicorn.Server):
    """uvicorn that ends the live streams first when told to stop, so that it need not wait for them."""

    def __init__(self, application: Application, **options: Any) -> None:
        self.application = application
        super().__init__(uvicorn.Config(application, **options))

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """On SIGTERM and SIGINT."""
        self.application.live.hub.close_soon()
        super().handle_exit(sig, frame)


def serve_http(bound: socket.socket) -> None:
    """Answers requests on the bound socket until SIGTERM or SIGINT, then returns so that the rest can be stopped."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)  # uvicorn raises the signal once more when it has ended
    server = Server(
        Application(),
        http="httptools",
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server.run(sockets=[bound])


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError with a Chinese message when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio switches Nagle off; without, each answer waits 40 ms.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise OSError(f"端口 {port} 无法使用（{error.strerror}）。请换一个：PORT=8001 linli serve") from error
    bound.listen(2048)  # connections wait from here on
    return bound


def wait_for_signal() -> threading.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
