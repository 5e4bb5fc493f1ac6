"""Six people who can each be reached in another way, for the tests of campaigns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from linli.kernel.access import GRID, RESIDENT, SECRETARY, WORKER
from linli.kernel.jobs import drain_jobs
from linli.kernel.models import Area
from linli.kernel.outbox import drain
from linli.kernel.ports import port
from linli.kernel.testing.world import Browser, World
from linli.sections.outreach.models import Audience, AudienceMember, HouseholdSms, Target
from linli.sections.registry.models import Person
from linli.sections.registry.tests import factories as registry

API = "/api/outreach"
TOKEN = "let-the-gateway-in"
PUSH = f"{API}/sms/receipts?token={TOKEN}"
SHARED, OWN = "13905370001", "13905370002"


def audience(area: Area, people: list[Person], doubtful: list[Person] | None = None) -> Audience:
    """A frozen list."""
    made = Audience.objects.create(
        area=area, title="60 岁以上", way="hand", as_of=timezone.localdate(), certain=len(people)
    )
    rows = [AudienceMember(audience=made, person=one, verdict="in") for one in people]
    rows += [AudienceMember(audience=made, person=one, verdict="check") for one in doubtful or []]
    AudienceMember.objects.bulk_create(rows)
    return made


@dataclass
class Six:
    """王一 reads pages; 李二 and 李三 share a phone; 赵四 has a landline, 钱五 nothing; 孙六 opted out of notices."""

    world: World
    people: dict[str, Person]
    list: Audience
    reader: Browser
    office: Browser
    secretary: Browser
    grid: Browser

    def plan(self, **values: Any) -> dict[str, Any]:
        """A campaign for all of them."""
        body = {
            "title": "居民医保免缴代办", "text": "60 岁以上老人请带身份证到社区办理。", "audience_id": self.list.pk,
            "kind": "matter", "ref": "matter:1",
        }  # fmt: skip
        return ok(self.office.call("POST", f"{API}/campaigns", body | values))

    def start(self, campaign: dict[str, Any], **values: Any) -> None:
        """Starts it and lets the background do its work."""
        ok(self.office.call("POST", f"{API}/campaigns/{campaign['id']}/start", values))
        work()

    def states(self, campaign: dict[str, Any]) -> dict[str, tuple[str, str]]:
        """name → (state, way) of everybody."""
        names = {person.pk: name for name, person in self.people.items()}
        rows = Target.objects.filter(campaign=campaign["id"])
        return {names[row.person_id]: (row.state, row.reached_by or row.channel) for row in rows}


def six(world: World) -> Six:
    """Makes them."""
    numbers = {
        "王一": "13905370009",
        "李二": SHARED,
        "李三": SHARED,
        "赵四": "0537-2724986",
        "钱五": "",
        "孙六": OWN,
    }
    people = {
        name: registry.person(world.near.estate, name, phones=[phone] if phone else [])
        for name, phone in numbers.items()
    }
    user = world.user(RESIDENT, world.near.estate)
    user.person_id = people["王一"].pk
    user.save()
    from linli.sections.outreach.services.optouts import opt_out

    opt_out(person_id=people["孙六"].pk, kind="matter", way="paper")
    staff = [world.browser(role) for role in (WORKER, SECRETARY, GRID)]
    return Six(world, people, audience(world.near.community, list(people.values())), Browser(user), *staff)


def work() -> None:
    """Whatever is due now is done."""
    drain_jobs()
    drain()


def time_is_up() -> None:
    """Everybody's waiting time is over."""
    from linli.sections.outreach.services import running

    Target.objects.exclude(due_at=None).update(due_at=timezone.now())
    running.run()
    work()


def push(phone: str, *, delivered: bool = True, text: str = "") -> Any:
    """The gateway pushes a receipt of the last SMS to the phone."""
    row = HouseholdSms.objects.exclude(batch="").order_by("pk")
    batch = next(one.batch for one in reversed(row) if one.phone == phone)
    body = [
        {"batch": batch, "phone": phone, "delivered": delivered, "text": text, "code": "E1" if text else ""}
    ]
    return Browser().post(PUSH, json.dumps(body), content_type="application/json")


def texts() -> list[tuple[str, str]]:
    """(phone, text) of every SMS that went out, in order."""
    return [(row["phone"], row["text"]) for row in reversed(port("sms").outbox(50))]


def ok(answer: Any) -> Any:
    """What a request that must go well answered."""
    assert answer.status_code < 300, answer.content.decode()
    return answer.json()
