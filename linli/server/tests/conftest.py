"""The one port, answering in this process on the test database."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from linli.kernel.models import Area, RoleHolding, User
from linli.server.asgi import Application
from linli.server.runtime import Server, bind

PATIENCE = 10.0


class Port:
    """The server and small clients for it."""

    def __init__(self, number: int, application: Application) -> None:
        self.number, self.application = number, application

    def connect(self) -> http.client.HTTPConnection:
        """A connection whose every wait is bounded."""
        return http.client.HTTPConnection("127.0.0.1", self.number, timeout=PATIENCE)

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Status and body."""
        connection = self.connect()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    @contextmanager
    def stream(self, path: str, cookie: str) -> Iterator[http.client.HTTPResponse]:
        """An open live stream, past its first message."""
        connection = self.connect()
        connection.request("GET", path, headers={"Cookie": f"sessionid={cookie}"})
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        assert message(answer) == {"retry": "2000", "event": "ready", "data": ""}
        yield answer
        connection.close()


def message(answer: http.client.HTTPResponse) -> dict[str, str]:
    """The next message of a stream."""
    fields: dict[str, str] = {}
    while line := answer.readline().decode().rstrip("\n"):
        name, _, value = line.partition(":")
        fields[name] = value.strip()
    return fields


@pytest.fixture
def port(transactional_db: None) -> Iterator[Port]:
    """The application behind a real uvicorn on a free port."""
    bound = bind("127.0.0.1", 0)
    application = Application()
    server = Server(application, http="httptools", ws="none", lifespan="on", log_config=None)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    yield Port(bound.getsockname()[1], application)
    application.live.hub.close_soon()
    server.should_exit = True
    thread.join(PATIENCE)
    assert not thread.is_alive()


def log_in(username: str, *areas: Area, role: str = "worker") -> str:
    """A new user with a role on the areas; the session cookie's value."""
    user = User.objects.create_user(username, name=username)
    for area in areas:
        RoleHolding.objects.create(user=user, role=role, area=area)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
