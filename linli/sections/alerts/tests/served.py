"""People and devices in front of a real `linli serve`: signed in over HTTP, sending over MQTT, listening to /live."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from linli.kernel.testing.serving import Installation

PATIENCE = 20.0
PASSWORD = "een-goed-wachtwoord-42"
PREPARE = f"""
import json
from datetime import time
from linli.kernel.access import SYSTEM
from linli.kernel.models import RoleHolding, User, add_area
from linli.sections.alerts import services as alerts
from linli.sections.devices.services.register import register_device
street = add_area(name="古槐街道", kind="street")
estate = add_area(name="北门小区", kind="estate", parent=street)
for role, name in (("worker", "李社工"), ("grid", "赵网格"), ("property_staff", "周师傅")):
    user = User.objects.create_user(role, "{PASSWORD}", name=name, kind="staff")
    RoleHolding.objects.create(user=user, role=role, area=estate)
first, second = User.objects.get(username="grid"), User.objects.get(username="worker")
shift = alerts.ShiftData(estate.pk, "全天", list(range(7)), time(8), time(8), first.pk, second.pk)
alerts.create_shift(actor=SYSTEM, data=shift)
rule = alerts.RuleData("心率过高", "threshold", "heart_rate", estate.pk, "wristband", 60, "heart_rate", ">", 120.0, 110.0)
alerts.create_rule(actor=SYSTEM, data=rule)
cry = alerts.RuleData("手环呼救", "event", "sos", estate.pk, "wristband", 0, "sos")
alerts.create_rule(actor=SYSTEM, data=cry)
band = register_device(actor=SYSTEM, type_code="wristband", area_id=estate.pk, name="手环01")
print(json.dumps([estate.pk, band.device.pk, band.device.number, band.key]))
"""


def prepare(installed: Installation) -> list[Any]:
    """An estate with three people, a roster, one rule and one wristband: [area, device, number, key]."""
    done = installed.command("shell", "-v", "0", "-c", PREPARE)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout.strip().splitlines()[-1]))


class Person:
    """Somebody signed in with a user name and password."""

    def __init__(self, installed: Installation, username: str) -> None:
        self.url, self.csrf = installed.url, ""
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        status, body = self.call(
            "POST", "/api/administration/login", {"username": username, "password": PASSWORD}
        )
        assert status == 200, body
        self.csrf = body["me"]["csrf"]

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """(status, JSON) of one request."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.csrf}
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with self.opener.open(asked, timeout=PATIENCE) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def get(self, path: str) -> Any:
        """The JSON of a good answer."""
        status, body = self.call("GET", path)
        assert status == 200, body
        return body

    def post(self, path: str, **body: Any) -> Any:
        """The JSON of a good answer to a POST."""
        status, answer = self.call("POST", path, body)
        assert status in (200, 201), answer
        return answer


class Ear:
    """Listens to /live?topics=alerts like an open page."""

    def __init__(self, person: Person) -> None:
        asked = urllib.request.Request(f"{person.url}/live?topics=alerts")
        self.stream = person.opener.open(asked, timeout=PATIENCE)
        self.told = threading.Event()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        for line in self.stream:
            if line.strip() == b"data: alerts":
                self.told.set()

    def wait(self) -> None:
        """Waits until the page is told that alerts changed."""
        assert self.told.wait(PATIENCE), "/live told nothing about alerts"


def send(
    installed: Installation, number: str, key: str, messages: list[dict[str, Any]], kind: str = "readings"
) -> None:
    """Publishes readings or events at QoS 1 and waits until every message is acknowledged."""
    _wait_port(installed.mqtt_port)
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id=f"{number}-{time.monotonic_ns()}")
    client.username_pw_set(number, key)
    client.connect("127.0.0.1", installed.mqtt_port)
    client.loop_start()
    for message in messages:
        info = client.publish(f"linli/{number}/up/{kind}", json.dumps(message), qos=1)
        info.wait_for_publish(PATIENCE)
        assert info.is_published(), "not acknowledged"
    client.disconnect()
    client.loop_stop()


def _wait_port(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the broker did not open its port")
