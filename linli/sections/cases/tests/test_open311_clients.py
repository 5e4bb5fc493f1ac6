"""Clients that others wrote, against a live server: `georeport` reads in both formats."""

from __future__ import annotations

from typing import Any

import pytest
from georeport import GeoReport

from linli.sections.cases.tests.factories import reported
from linli.sections.cases.tests.georeport import as_text, town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.function("13.5")]


def test_the_georeport_client_reads_everything_in_both_formats(
    live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINLI_CASES_OPEN311_PER_MINUTE", "100000")
    t = town()
    first, second = reported(t.world), reported(t.world, category="light", text="楼道灯不亮")
    by_json = GeoReport(f"{live_server.url}/open311/v2", jurisdiction=str(t.world.estate.pk))
    by_xml = GeoReport(f"{live_server.url}/open311/v2", output_format="xml")
    services = by_json.get_service_list()
    assert [s["service_code"] for s in services] == [s["service_code"] for s in by_xml.get_service_list()]
    lift = by_json.get_service_definition("lift")
    assert [a["code"] for a in lift["attributes"]] == ["NOTICE", "TRAPPED", "LIFT_NUMBER"]
    assert by_xml.get_service_definition("lift")["attributes"]["attribute"][1]["required"] == "true"
    found = by_json.get_service_requests(service_code="leaves,light", status="open")
    assert [s["service_request_id"] for s in found] == [second.number, first.number]
    assert by_xml.get_service_requests() == as_text(found)
    one = by_json.get_service_request(first.number)
    assert (one["service_name"], one["status"]) == ("落叶积雪清扫", "open")
    assert by_xml.get_service_request(first.number) == as_text(one)
