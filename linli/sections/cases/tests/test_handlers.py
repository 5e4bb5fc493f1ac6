"""Events of other sections: an erased person leaves their cases, a merged one takes them along."""

from __future__ import annotations

import pytest
from django.db import transaction

from linli.kernel.access import roles as r
from linli.kernel.events import publish
from linli.kernel.models import StoredFile, add_area
from linli.kernel.outbox import drain
from linli.sections.administration.events import PersonErased
from linli.sections.cases.models import Case
from linli.sections.cases.tests.factories import Browser, entered, world
from linli.sections.registry.events import PeopleMerged

pytestmark = pytest.mark.django_db(transaction=True)


def tell(event: object) -> None:
    with transaction.atomic():
        publish(event)
    drain()


def test_an_erased_person_leaves_no_name_and_no_phone() -> None:
    w = world()
    mine, others = entered(w), entered(w)
    Case.objects.filter(pk=mine.pk).update(reporter_person_id=7, reporter_phone="13869912345")
    tell(PersonErased(person_id=7, area_id=w.estate.pk))
    mine.refresh_from_db()
    others.refresh_from_db()
    assert (mine.reporter_name, mine.reporter_phone, mine.reporter_person_id) == ("", "", None)
    assert others.reporter_name == "刘大爷"


def test_the_cases_of_a_merged_record_follow() -> None:
    w = world()
    case = entered(w)
    Case.objects.update(reporter_person_id=7)
    for _ in range(2):
        tell(PeopleMerged(person_id=5, gone_id=7, area_id=w.estate.pk))
    case.refresh_from_db()
    assert case.reporter_person_id == 5


def test_photos_can_be_seen_where_the_case_belongs() -> None:
    w = world()
    worker = w.browser(r.WORKER)
    picture = worker.upload().json()["id"]
    StoredFile.objects.filter(pk=picture).update(area=add_area(name="古槐街道二", kind="street"))
    worker.post("entries", reporter_name="刘", text="灯不亮", photos=[picture])
    assert Browser(w.users[r.GRID]).client.get(f"/api/kernel/files/{picture}").status_code == 200
    assert Browser(w.users["outside"]).client.get(f"/api/kernel/files/{picture}").status_code == 404
