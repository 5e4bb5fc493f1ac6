"""Live streams: told what changed, only one's own areas, no data, no more than five times a second."""

import json

import pytest
from django.db import transaction

from linli.kernel import live
from linli.kernel.models import Area, User, add_area
from linli.kernel.tests.waiting import eventually, rolled_back
from linli.server.tests.conftest import Port, log_in, message


@pytest.fixture
def estates(transactional_db: None) -> tuple[Area, Area]:
    street = add_area(name="北门街道", kind="street")
    return add_area(name="北门小区", kind="estate", parent=street), add_area(
        name="南门小区", kind="estate", parent=street
    )


def touch(topic: str, area: Area | None = None) -> None:
    with transaction.atomic():
        live.touch(topic, area and area.pk)


def test_a_stranger_hears_nothing(port: Port) -> None:
    status, body = port.get("/live?topics=cases")
    assert (status, json.loads(body)["error"]["code"]) == (401, "unauthorized")
    assert port.application.live.hub.listeners == set()


@pytest.mark.parametrize("query", ["", "?topics=", "?topics=,", "?topics=" + ",".join(map(str, range(21)))])
def test_topics_must_be_named(port: Port, query: str) -> None:
    status, body = port.get(f"/live{query}")
    assert (status, json.loads(body)["error"]["code"]) == (422, "invalid")


def test_a_listener_is_told_its_topics_after_commit(port: Port, estates: tuple[Area, Area]) -> None:
    with port.stream("/live?topics=cases,alerts", log_in("ana", estates[0])) as stream:
        touch("fees")
        rolled_back(lambda: live.touch("alerts"))
        with transaction.atomic():
            for _ in range(200):
                live.touch("cases")
        assert message(stream) == {"data": "cases"}


def test_changes_close_together_come_in_one_message(port: Port, estates: tuple[Area, Area]) -> None:
    with port.stream("/live?topics=a,b,c", log_in("ana", estates[0])) as stream:
        touch("a")
        assert message(stream) == {"data": "a"}
        for _ in range(50):
            touch("b")
            touch("c")
        assert message(stream) == {"data": "b,c"}


def test_another_estate_is_not_heard(port: Port, estates: tuple[Area, Area]) -> None:
    north, south = estates
    with port.stream("/live?topics=cases,end", log_in("ana", north)) as stream:
        touch("cases", south)
        touch("end", north)
        assert message(stream) == {"data": "end"}


def test_the_street_hears_its_estates(port: Port, estates: tuple[Area, Area]) -> None:
    north, _ = estates
    street = north.parent
    assert street
    with port.stream("/live?topics=cases", log_in("ana", street, role="street")) as stream:
        touch("cases", north)
        assert message(stream) == {"data": "cases"}


def test_a_closed_page_leaves_nothing_behind(port: Port, estates: tuple[Area, Area]) -> None:
    hub = port.application.live.hub
    with port.stream("/live?topics=cases", log_in("ana", estates[0])):
        assert len(hub.listeners) == 1
    eventually(lambda: not hub.listeners and not hub._of_topic)


def test_an_ended_session_hears_nothing_more(
    port: Port, estates: tuple[Area, Area], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.server.live.RECHECK", 0.0)
    with port.stream("/live?topics=cases", log_in("ana", estates[0])) as stream:
        User.objects.update(is_active=False)
        touch("cases")
        assert stream.read() == b""


def test_a_stopping_server_ends_its_streams(port: Port, estates: tuple[Area, Area]) -> None:
    with port.stream("/live?topics=cases", log_in("ana", estates[0])) as stream:
        port.application.live.hub.close_soon()
        assert stream.read() == b""
