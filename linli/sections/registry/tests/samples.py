"""Samples for the walk over every route: things of one area, and bodies that are valid there."""

from __future__ import annotations

import json
from typing import Any

from linli.kernel.access import GRID, SYSTEM
from linli.kernel.models import Area
from linli.kernel.tests.factories import user_with
from linli.sections.registry import services
from linli.sections.registry.models import Correction, Household, ImportRow, Occupancy
from linli.sections.registry.services.imports import upload_roster
from linli.sections.registry.tests import factories
from linli.sections.registry.tests.rosters import small_roster


def samples(area: Area) -> dict[str, Any]:
    """A value for each path and required query parameter of the registry's routes."""
    person = factories.person(area, name="孙淑英")
    household = Household.objects.get(home=person.home)
    contact = services.add_contact(
        actor=SYSTEM, person=person, name="孙丽", relation="女儿", phone="13853700001"
    )
    tag = factories.tag(area, name="残疾", review_days=365)
    services.set_tag(actor=SYSTEM, person=person, tag=tag)
    grid = services.add_grid(actor=SYSTEM, estate=area, name="第九网格")
    correction = Correction.objects.create(
        person=person, area=person.area, changes=json.dumps({"hukou": "本市"})
    )
    batch = upload_roster(actor=SYSTEM, area=area, name="名册.xlsx", content=small_roster())
    return {
        "area_id": area.pk,
        "building_id": person.building_id,
        "home_id": person.home_id,
        "person_id": person.pk,
        "household_id": household.pk,
        "occupancy_id": Occupancy.objects.get(person=person).pk,
        "contact_id": contact.pk,
        "tag_id": tag.pk,
        "grid_id": grid.pk,
        "organisation_id": factories.organisation(area).pk,
        "correction_id": correction.pk,
        "batch_id": batch.pk,
        "row_id": ImportRow.objects.filter(batch=batch).earliest("pk").pk,
        "sheet": batch.sheets[0]["name"],
        "on": "2026-01-01",
    }


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    own = factories.person(area, name="周文")
    other_home = factories.home(area, ("2", "1", "202"))
    rule = {"all": [{"field": "age", "op": ">=", "value": 60}]}
    return {
        "registry_add_area": {"parent_id": area.pk, "name": "新网格", "kind": "grid"},
        "registry_rename_area": {"name": "改名小区"},
        "registry_add_building": {"area_id": area.pk, "name": "77号楼", "floors": 6},
        "registry_change_building": {"floors": 7},
        "registry_add_home": {"building_id": own.building_id, "unit": "1", "room": "999"},
        "registry_change_home": {"note": "钥匙在物业"},
        "registry_add_person": {"area_id": area.pk, "name": "新人", "id_number": factories.id_number()},
        "registry_change_person": {"note": "听力不好"},
        "registry_close_person": {"status": "moved", "on": "2026-11-01"},
        "registry_merge_people": {"other_id": _double(area).pk},
        "registry_add_contact": {"name": "孙强", "relation": "儿子", "phone": "13853700002"},
        "registry_move_in": {"home_id": other_home.pk, "kind": "owner", "resides": False},
        "registry_end_occupancy": {"until": "2026-11-01"},
        "registry_set_relation": {"person_id": own.pk, "relation": "配偶"},
        "registry_add_grid": {"area_id": area.pk, "name": "第八网格"},
        "registry_change_grid": {"note": "北片"},
        "registry_assign_buildings": {"building_ids": [other_home.building_id]},
        "registry_hand_over": {"user_id": user_with(GRID, area).pk},
        "registry_define_tag": {"area_id": area.pk, "name": "退役军人"},
        "registry_change_tag": {"note": "以证件为准"},
        "registry_try_rule": {"area_id": area.pk, "rule": rule},
        "registry_set_tag": {"tag_id": factories.tag(area, name="党员").pk},
        "registry_review_tag": {"keep": True},
        "registry_add_organisation": {"area_id": area.pk, "kind": "social", "name": "夕阳红志愿队"},
        "registry_change_organisation": {"note": "已联系"},
        "registry_report_member": {"name": "赵党员", "phone": "13853700003"},
        "registry_propose_correction": {"hukou": "外省"},
        "registry_decide_correction": {"accept": False, "reason": "与户口簿不符"},
        "registry_correct_columns": {"sheets": {}},
        "registry_restore_plan": {"version": 1},
        "registry_decide_row": {"decision": "keep"},
    }


def _double(area: Area) -> Any:
    return factories.person(area, name="孙淑英", id_number="")
