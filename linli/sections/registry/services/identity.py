"""Checks what is entered about a person; the same rules as for rosters, but nothing doubtful gets in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from linli.kernel.errors import Conflict, DomainError
from linli.sections.registry.models import Person, PhoneIndex
from linli.sections.registry.roster.ids import born_in, read_id, sex_in
from linli.sections.registry.roster.person import why_id
from linli.sections.registry.roster.phones import read_phones, why_bad
from linli.sections.registry.roster.words import read_name
from linli.sections.registry.words import id_index, initials_of, phone_index, tail_index

EDITABLE = ("name", "sex", "born_on", "id_number", "phones", "hukou", "status", "note")


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns for what was entered. Raises DomainError with a message per field.

    A valid id number settles birth date and sex.
    """
    found: dict[str, Any] = {name: values[name] for name in ("hukou", "status", "note") if name in values}
    problems: dict[str, str] = {}
    if "name" in values:
        _name(str(values["name"]), found, problems)
    if "born_on" in values:
        _birth(values["born_on"], found, problems)
    if "sex" in values:
        found["sex"] = values["sex"]
    if "phones" in values:
        _phones(values["phones"], found, problems)
    if "id_number" in values:
        _id_number(str(values["id_number"] or ""), found, problems)
    if problems:
        raise DomainError("请检查标出的内容。", fields=problems)
    return found


def _name(text: str, found: dict[str, Any], problems: dict[str, str]) -> None:
    name, odd = read_name(text)
    if not name or odd:
        problems["name"] = "请填写姓名，不要带括号或数字"
    found["name"], found["initials"] = name[:60], initials_of(name[:60])


def _birth(born_on: dt.date | None, found: dict[str, Any], problems: dict[str, str]) -> None:
    if born_on and not dt.date(1890, 1, 1) <= born_on <= timezone.localdate():
        problems["born_on"] = "应是一个过去的日期"
    found["born_on"] = born_on


def _phones(numbers: Any, found: dict[str, Any], problems: dict[str, str]) -> None:
    good, bad = read_phones(numbers if isinstance(numbers, str) else "/".join(numbers or ()))
    if bad:
        problems["phones"] = why_bad(bad)
    found["phones"] = ",".join(good)


def _id_number(text: str, found: dict[str, Any], problems: dict[str, str]) -> None:
    number, code = read_id(text)
    if code == "id_missing":
        found |= {"id_number": "", "id_index": ""}
    elif code:
        problems["id_number"] = why_id(number, code)
    else:
        found |= {"id_number": number, "id_index": id_index(number), "id_doubtful": ""}
        found |= {"born_on": born_in(number), "sex": sex_in(number)}


def refuse_taken_id(estate_id: int, index: str, except_id: int = 0) -> None:
    """Raises Conflict when somebody else in the estate has this id number."""
    if not index:
        return
    other = Person.objects.filter(estate=estate_id, id_index=index).exclude(pk=except_id).first()
    if other:
        raise Conflict(f"这个身份证号已登记给{other.name}（{other.address or '无住址'}），请先查重。")


def index_phones(person: Person) -> None:
    """Writes the blind indexes of a person's phones anew."""
    PhoneIndex.objects.filter(person=person).delete()
    numbers = [number for number in person.phones.split(",") if number]
    PhoneIndex.objects.bulk_create(
        PhoneIndex(person=person, number=phone_index(n), tail=tail_index(n)) for n in numbers
    )
