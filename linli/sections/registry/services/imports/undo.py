"""Takes a whole import back, unless something of it has been changed or used since."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict
from linli.kernel.events import publish
from linli.kernel.models import User
from linli.sections.registry.events import ImportUndone
from linli.sections.registry.models import (
    Building,
    Contact,
    Correction,
    Home,
    Household,
    ImportBatch,
    ImportChange,
    Membership,
    Occupancy,
    Person,
    PersonTag,
    PhoneIndex,
    Unit,
)
from linli.sections.registry.services.derive import refresh_homes, retag

MADE = (PersonTag, Membership, Occupancy, Household, Person, Home, Unit, Building)
SHOWN = 20


@transaction.atomic
def undo_import(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Deletes what the import made and gives back what it filled. Raises Conflict naming what was changed since."""
    actor.require("registry.import.run", batch.area)
    batch = ImportBatch.objects.select_for_update().select_related("area").get(pk=batch.pk)
    if batch.state != ImportBatch.State.DONE:
        raise Conflict(f"这次导入{batch.get_state_display()}，没有可撤销的内容。")
    _refuse_if_changed(batch)
    people = list(Person.objects.filter(tags__batch=batch).exclude(batch=batch).values_list("pk", flat=True))
    homes = set(
        Occupancy.objects.filter(batch=batch).exclude(home__batch=batch).values_list("home", flat=True)
    )
    _give_back(batch)
    counts = {model._meta.model_name or "": _delete(model, batch) for model in MADE}
    refresh_homes(Q(pk__in=homes))
    retag(people)
    batch.state, batch.undone_at = ImportBatch.State.UNDONE, timezone.now()
    batch.save(update_fields=["state", "undone_at"])
    audit.record(actor, "registry.import.undone", target=batch, detail=counts)
    publish(ImportUndone(batch.pk, batch.area_id))
    live.touch("registry", batch.area_id)
    return batch


def _refuse_if_changed(batch: ImportBatch) -> None:
    """Raises Conflict with the first twenty things that were changed or used after the import."""
    changed = [str(row) for row in _later(batch)]
    if changed:
        more = f"等 {len(changed)} 处" if len(changed) > SHOWN else ""
        raise Conflict(
            f"导入后已有改动，不能整批撤销：{'、'.join(changed[:SHOWN])}{more}。请先处理这些改动，或逐条修改。"
        )


def _later(batch: ImportBatch) -> list[str]:
    """What stands in the way: changed rows, and rows that others hung on to imported people and homes."""
    people, homes = Person.objects.filter(batch=batch), Home.objects.filter(batch=batch)
    found = [f"{name}（档案已修改）" for name in people.filter(revision__gt=1).values_list("name", flat=True)]
    found += [
        f"{name}（房屋已修改）" for name in homes.filter(revision__gt=1).values_list("address", flat=True)
    ]
    of_person = Q(person__in=people.values("pk"))
    for model in (Occupancy, Membership, PersonTag):
        rows: Any = model._default_manager.filter(of_person).exclude(Q(batch=batch)).select_related("person")
        found += [f"{row.person.name}（{model._meta.verbose_name}有新增）" for row in rows[:50]]
    for other in (Contact, Correction):
        rows = other._default_manager.filter(of_person).select_related("person")
        found += [f"{row.person.name}（有{other._meta.verbose_name}）" for row in rows[:50]]
    in_home = Q(home__in=homes.values("pk"))
    found += [
        f"{o.home.address}（有新的人房关系）"
        for o in Occupancy.objects.filter(in_home).exclude(batch=batch)[:50]
    ]
    found += [
        f"{o.person.name}（人房关系已修改）"
        for o in Occupancy.objects.filter(batch=batch, revision__gt=1)[:50]
    ]
    users = User.objects.filter(person_id__in=people.values("pk"))
    found += [f"{name}（已开通居民账号）" for name in users.values_list("name", flat=True)]
    return found + _used_elsewhere(people, homes) + _refilled(batch)


def _used_elsewhere(people: models.QuerySet[Person], homes: models.QuerySet[Home]) -> list[str]:
    """Rows of other sections that point at imported people or homes, whatever section that is."""
    found = []
    for rows, model in ((people, Person), (homes, Home)):
        for foreign, field in _pointers(model):
            if used := foreign._default_manager.filter(**{f"{field}__in": rows.values("pk")}).count():
                found.append(f"{used} 条{foreign._meta.verbose_name}")
    return found


def _pointers(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """(model, field) of every foreign key of another section to this model.

    Left out is what another section works out from the registry (DO_NOTHING): it follows the registry by itself.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        foreign = relation.related_model
        if not isinstance(relation, models.ManyToOneRel) or not isinstance(foreign, type):
            continue
        if foreign._meta.app_label != "registry" and relation.on_delete is not models.DO_NOTHING:
            yield foreign, relation.field.name


def _refilled(batch: ImportBatch) -> list[str]:
    """People and homes that the import filled and somebody changed again."""
    found = []
    for model, label in ((Person, "name"), (Home, "address")):
        changes = dict(
            batch.changes.filter(model=model._meta.model_name).values_list("object_id", "revision_after")
        )
        rows: Any = model._default_manager.filter(pk__in=changes).values_list("pk", "revision", label)
        found += [f"{name}（之后又有修改）" for pk, revision, name in rows if revision != changes[pk]]
    return found


def _give_back(batch: ImportBatch) -> None:
    """Puts the former values back into rows that the import filled."""
    for change in batch.changes.all():
        before = json.loads(change.before)
        if change.model == "person":
            if before.get("born_on"):
                before["born_on"] = dt.date.fromisoformat(before["born_on"])
            _restore(Person, change, before)
            if "phones" in before:
                PhoneIndex.objects.filter(person=change.object_id).delete()
        else:
            _restore(Home, change, before)
    batch.changes.all().delete()


def _restore(model: type[models.Model], change: ImportChange, before: dict[str, Any]) -> None:
    model._default_manager.filter(pk=change.object_id).update(**before, revision=F("revision") - 1)


def _delete(model: type[models.Model], batch: ImportBatch) -> int:
    rows = model._default_manager.filter(batch=batch)
    if model in (Unit, Building):
        rows = rows.filter(homes=None)
    return rows.delete()[1].get(model._meta.label, 0)
