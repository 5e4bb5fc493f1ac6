"""Who writes, reviews and reads notices, for the tests of notices and emergencies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from linli.kernel.access import RESIDENT, SECRETARY, WORKER
from linli.kernel.models import Area
from linli.kernel.testing.world import Browser, World
from linli.sections.outreach.tests.reached import ok, work
from linli.sections.registry.models import Person
from linli.sections.registry.tests import factories as registry

__all__ = ["API", "Office", "hours", "office", "ok", "pdf", "refused", "resident", "work"]
API = "/api/outreach"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def refused(answer: Any) -> tuple[int, dict[str, str]]:
    """Status and fields of a request that must fail."""
    return answer.status_code, answer.json()["error"]["fields"]


def hours(count: float) -> str:
    """A time so many hours from now."""
    return (timezone.now() + dt.timedelta(hours=count)).isoformat()


def resident(area: Area, world: World, name: str) -> tuple[Person, Browser]:
    """Somebody who lives in the area and can sign in."""
    person = registry.person(area, name, status="resident")
    user = world._new_user(f"home-{person.pk}", RESIDENT, person.estate)
    user.person_id = person.pk
    user.save()
    return person, Browser(user)


@dataclass
class Office:
    """A worker who writes, a secretary who reviews, two neighbours, and somebody of another street."""

    world: World
    worker: Browser
    secretary: Browser
    wang: Person
    her: Browser
    neighbour: Browser
    stranger: Browser

    def write(self, **values: Any) -> dict[str, Any]:
        """A draft of the near community."""
        body = {"area_id": self.world.near.community.pk, "title": "周三停水", "html": "<p>请提前储水。</p>"}
        return ok(self.worker.call("POST", f"{API}/notices", body | values))

    def send(self, notice: dict[str, Any], who: Browser | None = None) -> dict[str, Any]:
        """Submits it and has the secretary approve it."""
        ok(self.worker.call("POST", f"{API}/notices/{notice['id']}/submit"))
        return self.approve(notice, who)

    def approve(self, notice: dict[str, Any], who: Browser | None = None) -> dict[str, Any]:
        """A second person says yes."""
        body = {"revision": notice["revision"], "approve": True}
        return ok((who or self.secretary).call("POST", f"{API}/notices/{notice['id']}/review", body))

    def seen(self, who: Browser, kind: str = "") -> list[str]:
        """The titles in somebody's list."""
        return [row["title"] for row in ok(who.call("GET", f"{API}/my/notices?kind={kind}"))["items"]]


def office(world: World) -> Office:
    """Everybody, signed in."""
    wang, her = resident(world.near.estate, world, "王桂兰")
    _, neighbour = resident(world.near.estate, world, "李建国")
    _, stranger = resident(world.far.estate, world, "远方客")
    near = world.near
    return Office(
        world,
        world.browser(WORKER, near.community),
        world.browser(SECRETARY, near.street),
        wang,
        her,
        neighbour,
        stranger,
    )


def pdf(name: str = "通知.pdf") -> SimpleUploadedFile:
    """A small document."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")
