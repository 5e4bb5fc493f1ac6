"""What GeoReport v2 demands of every answer, restated from the standard's tables; and a town that speaks it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema_rs
from django.test import Client

from linli.kernel.access import roles as r
from linli.sections.cases.tests.factories import World, world

ROOT = "/open311/v2"
TEXT = {"type": "string", "minLength": 1}
MAYBE_TEXT = {"type": ["string", "null"], "minLength": 1}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
MAYBE_MOMENT = {"anyOf": [MOMENT, {"type": "null"}]}
DEGREES = {"type": ["number", "null"]}


def thing(**fields: Any) -> dict[str, Any]:
    """An object with exactly these fields."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def many(of: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": of, "minItems": least}


FORMATS = {"type": "array", "items": {"enum": ["text/xml", "application/json"]}, "minItems": 2}
ENDPOINT = thing(
    specification={"const": "http://wiki.open311.org/GeoReport_v2"},
    url={"type": "string", "pattern": r"^https?://[^/]+/open311/(test/)?v2$"},
    changeset=MOMENT,
    type={"enum": ["production", "test"]},
    formats=FORMATS,
)
DISCOVERY = thing(changeset=MOMENT, contact=TEXT, key_service=TEXT, endpoints=many(ENDPOINT, 2))
SERVICE = thing(
    service_code=TEXT,
    service_name=TEXT,
    description=TEXT,
    metadata={"type": "boolean"},
    type={"enum": ["realtime", "batch", "blackbox"]},
    keywords=TEXT,
    group=TEXT,
)
ATTRIBUTE = thing(
    variable={"type": "boolean"},
    code=TEXT,
    datatype={"enum": ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]},
    required={"type": "boolean"},
    datatype_description=MAYBE_TEXT,
    order={"type": "integer", "minimum": 1},
    description=TEXT,
    values=many(thing(key=TEXT, name=TEXT)),
)
DEFINITION = thing(service_code=TEXT, attributes=many(ATTRIBUTE))
REQUEST = thing(
    service_request_id=TEXT,
    status={"enum": ["open", "closed"]},
    status_notes=MAYBE_TEXT,
    service_name=TEXT,
    service_code=TEXT,
    description=MAYBE_TEXT,
    agency_responsible=MAYBE_TEXT,
    service_notice=MAYBE_TEXT,
    requested_datetime=MOMENT,
    updated_datetime=MOMENT,
    expected_datetime=MAYBE_MOMENT,
    address=MAYBE_TEXT,
    address_id=MAYBE_TEXT,
    zipcode=MAYBE_TEXT,
    lat=DEGREES,
    long=DEGREES,
    media_url=MAYBE_TEXT,
)
CREATED = thing(service_request_id=TEXT, service_notice=MAYBE_TEXT, account_id=MAYBE_TEXT)
TOKEN = thing(service_request_id=TEXT, token=TEXT)
FAULTS = many(thing(code={"type": "integer"}, description=TEXT), 1)
SHAPES = {
    "discovery": DISCOVERY,
    "services": many(SERVICE, 1),
    "service_definition": DEFINITION,
    "service_requests": many(REQUEST),
}


def check(shape: dict[str, Any], answer: Any) -> None:
    """Fails with every place where the answer is not of that shape."""
    assert [f"{'/'.join(map(str, e.instance_path))}: {e.message}" for e in
            jsonschema_rs.validator_for(shape).iter_errors(answer)] == []  # fmt: skip


@dataclass
class Town:
    """A community, somebody outside without a key, and an outside system with one."""

    world: World
    key: str = ""

    def get(self, path: str, **query: Any) -> Any:
        """GET under the door, with nothing but the query."""
        return Client().get(f"{ROOT}/{path}", query)

    def json(self, path: str, **query: Any) -> Any:
        """The JSON of a good answer."""
        answer = self.get(f"{path}.json", **query)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")
        return json.loads(answer.content)

    def xml(self, path: str, **query: Any) -> ET.Element:
        """The XML of a good answer."""
        answer = self.get(f"{path}.xml", **query)
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
        return ET.fromstring(answer.content)

    def post(self, path: str = "requests.json", headers: dict[str, str] | None = None, **form: Any) -> Any:
        """POST of a form, as the standard sends it."""
        given = {"api_key": self.key, "service_code": "light", "address_string": "北门小区3号楼"} | form
        sent = {name: value for name, value in given.items() if value is not None}
        return Client(headers=headers or {}).post(f"{ROOT}/{path}", sent)

    def created(self, **form: Any) -> str:
        """The number of a request that was sent in."""
        answer = self.post(**form)
        assert answer.status_code == 200, answer.content.decode()
        check(many(CREATED, 1), answer.json())
        return str(answer.json()[0]["service_request_id"])

    def refused(self, **form: Any) -> tuple[int, str]:
        """(status, description) of a request that was refused."""
        answer = self.post(**form)
        check(FAULTS, answer.json())
        assert answer.json()[0]["code"] == answer.status_code
        return answer.status_code, answer.json()[0]["description"]


def town() -> Town:
    """The community of the factories, and a key that its secretary issued."""
    made = Town(world())
    answer = made.world.browser(r.SECRETARY).client.post(
        "/api/administration/api-keys",
        json.dumps(
            {
                "title": "随手拍小程序",
                "area_id": made.world.estate.pk,
                "role": "external",
                "scopes": ["cases.open311.report"],
            }
        ),
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content.decode()
    made.key = answer.json()["key"]
    return made


def plain(
    element: ET.Element, lists: tuple[str, ...] = ("attributes", "values", "endpoints", "formats")
) -> Any:
    """An XML element as JSON would say it, all leaves as text, empty ones as None."""
    if element.tag in lists or element.tag in ("services", "service_requests"):
        return [plain(child) for child in element]
    return {child.tag: plain(child) for child in element} if len(element) else element.text


def as_text(data: Any) -> Any:
    """JSON with all leaves as the text that XML would hold."""
    if isinstance(data, dict):
        return {key: as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_text(value) for value in data]
    if isinstance(data, bool):
        return "true" if data else "false"
    return None if data is None or data == "" else str(data)
