"""People of the registry for the administration tests."""

from __future__ import annotations

from django.apps import apps

from linli.kernel.privacy import blind_index
from linli.kernel.testing.world import Branch


def make_person(branch: Branch, name: str, phone: str) -> int:
    """A person who lives in the branch's estate; returns the id."""
    model = apps.get_model("registry", "Person")
    row = model.objects.create(
        area=branch.estate,
        name=name,
        address="1号楼2单元501室",
        phones=phone,
        phone_index=blind_index(phone, "phone"),
    )
    return row.pk


def phones_of(person_id: int) -> str:
    """The phones now on record."""
    phones: str = apps.get_model("registry", "Person").objects.get(pk=person_id).phones
    return phones
