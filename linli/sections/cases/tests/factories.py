"""A small community for tests: areas, people of every role, cases at every step."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from linli.kernel.access import Actor
from linli.kernel.access import roles as r
from linli.kernel.access.resolve import actor_of
from linli.kernel.models import Area, RoleHolding, User, add_area
from linli.sections.cases import services
from linli.sections.cases.models import Case

NAMES = {
    r.SECRETARY: "孙书记",
    r.WORKER: "李社工",
    r.GRID: "赵网格",
    r.PROPERTY_MANAGER: "钱经理",
    r.PROPERTY_STAFF: "周师傅",
    r.STREET: "吴主任",
    r.RESIDENT: "王桂兰",
    r.SCREEN: "大厅屏",
    r.DOCTOR: "郑医生",
}
PHONE = "13869912345"


@dataclass
class World:
    """Two estates of one community; `users` hold their role on the first, `outside` is a secretary of another."""

    estate: Area
    other: Area
    users: dict[str, User] = field(default_factory=dict)
    browsers: dict[str, Browser] = field(default_factory=dict)

    def actor(self, role: str) -> Actor:
        """The actor of the user with that role."""
        return actor_of(self.users[role])

    def browser(self, role: str) -> Browser:
        """A browser in which that user is logged in."""
        if role not in self.browsers:
            self.browsers[role] = Browser(self.users[role])
        return self.browsers[role]

    @cached_property
    def worker(self) -> Actor:
        """The community worker."""
        return self.actor(r.WORKER)


class Browser:
    """A logged-in client that speaks JSON; without a user it is anonymous."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client()
        if user:
            self.client.force_login(user)

    def get(self, path: str, **query: Any) -> Any:
        """GET /api/cases/…"""
        return self.client.get(f"/api/cases/{path}", query)

    def post(self, path: str, **body: Any) -> Any:
        """POST JSON to /api/cases/…"""
        return self.client.post(f"/api/cases/{path}", json.dumps(body), content_type="application/json")

    def put(self, path: str, **body: Any) -> Any:
        """PUT JSON to /api/cases/…"""
        return self.client.put(f"/api/cases/{path}", json.dumps(body), content_type="application/json")

    def progress(self, number: str, code: str, **headers: str) -> Any:
        """Asks for the progress by number and query code."""
        asked = {"Query-Code": code, **headers}
        return self.client.get("/api/cases/progress", {"number": number}, headers=asked)

    def upload(self, content: bytes | None = None, name: str = "照片.jpg") -> Any:
        """POST a photo."""
        picture = SimpleUploadedFile(name, photo() if content is None else content)
        return self.client.post("/api/cases/photos", {"file": picture})


def photo(colour: str = "green") -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()


def world() -> World:
    """Creates areas and one user of each role."""
    street = add_area(name="古槐街道", kind="street")
    community = add_area(name="北门社区", kind="community", parent=street)
    estate = add_area(name="北门小区", kind="estate", parent=community)
    other = add_area(name="铁塔院", kind="estate", parent=community)
    made = World(estate, other)
    for role, name in NAMES.items():
        kind = {"resident": "resident", "screen": "service"}.get(role, "staff")
        user = User.objects.create(
            username=role, name=name, kind=kind, phone=PHONE if role == r.RESIDENT else ""
        )
        RoleHolding.objects.create(user=user, role=role, area=estate)
        made.users[role] = user
    outside = User.objects.create(username="outside", name="外来书记", kind="staff")
    RoleHolding.objects.create(user=outside, role=r.SECRETARY, area=other)
    made.users["outside"] = outside
    return made


def reported(w: World, **values: Any) -> Case:
    """A case reported by the resident."""
    given = {"text": "大风过后有散落树叶请及时清理", "category": "leaves", "place": "3号楼东侧"} | values
    return services.report_case(actor=w.actor(r.RESIDENT), source="resident", area=w.estate, **given)


def entered(w: World, **values: Any) -> Case:
    """A case written down by the worker for somebody who came in."""
    given = {"text": "楼道灯不亮", "category": "light", "reporter": services.Reporter(name="刘大爷")} | values
    return services.report_case(actor=w.worker, source="walk_in", area=w.estate, **given)


def bring_to(w: World, case: Case, state: str) -> Case:
    """Moves a fresh case along the main road until it stands at `state`."""
    road = ("accepted", "dispatched", "working", "handled", "closed")
    steps = {
        "accepted": lambda c: services.accept_case(actor=w.worker, case_id=c.pk, version=None),
        "dispatched": lambda c: services.dispatch_case(
            actor=w.worker, case_id=c.pk, version=None, party=services.Party(role=r.PROPERTY_STAFF)
        ),
        "working": lambda c: services.take_case(actor=w.actor(r.PROPERTY_STAFF), case_id=c.pk, version=None),
        "handled": lambda c: services.handle_case(
            actor=w.actor(r.PROPERTY_STAFF), case_id=c.pk, version=None, note="已清扫干净"
        ),
        "closed": lambda c: _close(w, c),
    }
    if state == "rejected":
        return services.reject_case(
            actor=w.worker, case_id=case.pk, version=None, reason="不属于社区职责", where_to="供热公司"
        )
    for step in road[: road.index(state) + 1] if state != "reported" else ():
        case = steps[step](case)
    return case


def _close(w: World, case: Case) -> Case:
    if case.reporter_user_id:
        return services.confirm_case(actor=w.actor(r.RESIDENT), case_id=case.pk, version=None, rating=5)
    return services.verify_case(
        actor=w.actor(r.GRID), case_id=case.pk, version=None, resolved=True, note="现场已看过"
    )
