"""The invented people of the demo: families by home, with kinship, tags, phones and a little history."""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from linli.kernel.models import Area
from linli.sections.registry.models import (
    Contact,
    Correction,
    Home,
    Household,
    Membership,
    Occupancy,
    Person,
    PersonTag,
    PhoneIndex,
    Tag,
)
from linli.sections.registry.roster.ids import check_character
from linli.sections.registry.services.derive import SEPARATOR
from linli.sections.registry.services.imports.table import insert
from linli.sections.registry.words import id_index, initials_of, phone_index, tail_index

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗孟孔颜曾冉闫单仇"
MALE = ["建国", "志强", "卫东", "伟", "磊", "军", "勇", "涛", "浩然", "子轩", "德胜", "长青", "家豪", "一鸣"]
FEMALE = [
    "秀英",
    "桂兰",
    "淑华",
    "玉珍",
    "丽",
    "敏",
    "静",
    "娟",
    "婷婷",
    "欣怡",
    "春梅",
    "红",
    "思雨",
    "诗涵",
]
HUKOU = ("任城区", "济宁市任城区", "本市", "外省", "本省外市")
HAND_TAGS = (
    ("低保", 18, 0.02),
    ("党员", 25, 0.09),
    ("退役军人", 20, 0.04),
    ("残疾", 0, 0.02),
    ("慢病", 45, 0.18),
    ("空巢老人", 70, 0.12),
)


@dataclass
class Village:
    """An estate with its homes, and the tags by "area/name"."""

    estate: Area
    homes: list[dict[str, Any]]
    tags: dict[str, Tag]
    people: list[dict[str, Any]] = field(default_factory=list)
    families: list[tuple[dict[str, Any], list[int], list[str]]] = field(default_factory=list)
    serial: int = 0
    taken: set[str] = field(default_factory=set)


def people_in(rng: random.Random, village: Village) -> None:
    """Fills the homes with families and writes all tables, one statement each."""
    for home in village.homes:
        if home["status"] != "vacant":
            _family(rng, village, home)
    keys = insert(Person, village.people)
    phones = [
        (key, n) for key, row in zip(keys, village.people, strict=True) for n in row["phones"].split(",") if n
    ]
    insert(PhoneIndex, [{"person_id": k, "number": phone_index(n), "tail": tail_index(n)} for k, n in phones])
    _households(village, keys)
    _occupancies(rng, village, keys)
    _set_tags(rng, village, keys)
    if len(keys) > 1000:
        _corrections(village, keys)
    owned = [Home(pk=h["id"], owner_name=h["owner_name"]) for h in village.homes if h.get("owner_name")]
    Home.objects.bulk_update(owned, ["owner_name"], batch_size=400)


def _family(rng: random.Random, village: Village, home: dict[str, Any]) -> None:
    today = timezone.localdate()
    head_age = int(rng.triangular(24, 92, 66))
    surname = rng.choice(SURNAMES)
    sex = rng.choice("男女")
    members = [("户主", head_age, sex, surname)]
    if rng.random() < (0.78 if head_age < 75 else 0.46):
        members.append(("配偶", max(22, head_age + rng.randint(-4, 3)), "女" if sex == "男" else "男", ""))
    heir = surname if sex == "男" else ""
    if head_age > 27 and rng.random() < 0.46:
        child = rng.choice("男女")
        members.append(("子" if child == "男" else "女", head_age - rng.randint(22, 30), child, heir))
    if head_age > 52 and len(members) > 2 and rng.random() < 0.35:
        small = rng.choice("男女")
        members.append(
            ("孙子" if small == "男" else "孙女", max(0, head_age - rng.randint(52, 58)), small, heir)
        )
    indexes = [_person(rng, village, home, age, who, family, today) for _, age, who, family in members]
    village.families.append((home, indexes, [relation for relation, *_ in members]))
    home["owner_name"] = village.people[indexes[0]]["name"] if home["status"] == "owned" else ""


def _person(
    rng: random.Random,
    village: Village,
    home: dict[str, Any],
    age: int,
    sex: str,
    surname: str,
    today: dt.date,
) -> int:
    born = today - dt.timedelta(days=age * 365 + age // 4 + rng.randrange(1, 364))
    village.serial += 1
    first17 = (
        f"370802{born:%Y%m%d}{village.serial // 5 % 100:02d}{rng.choice('13579' if sex == '男' else '02468')}"
    )
    number = first17 + check_character(first17)
    name = (surname or rng.choice(SURNAMES)) + rng.choice(MALE if sex == "男" else FEMALE)
    index = id_index(number)
    known = rng.random() > 0.03 and index not in village.taken
    village.taken.add(index)
    village.people.append(
        {
            "estate_id": village.estate.pk,
            "area_id": home["area_id"],
            "name": name,
            "initials": initials_of(name),
            "sex": sex,
            "born_on": born,
            "id_number": number if known else "",
            "id_index": index if known else "",
            "phones": f"1{rng.choice('3578')}{rng.randrange(10**9):09d}" if age > 12 else "",
            "hukou": rng.choice(HUKOU),
            "status": "tenant" if home["status"] == "rented" else "resident",
            "home_id": home["id"],
            "building_id": home["building_id"],
            "address": home["address"],
            "verified_at": timezone.now() - dt.timedelta(days=rng.randrange(300))
            if rng.random() < 0.2
            else None,
        }
    )
    return len(village.people) - 1


def _households(village: Village, keys: list[int]) -> None:
    rows = [
        {
            "estate_id": village.estate.pk,
            "area_id": home["area_id"],
            "home_id": home["id"],
            "head_id": keys[members[0]],
            "size": len(members),
        }
        for home, members, _ in village.families
    ]
    households = insert(Household, rows)
    insert(
        Membership,
        [
            {"household_id": household, "person_id": keys[i], "relation": relation}
            for household, (_, members, relations) in zip(households, village.families, strict=True)
            for i, relation in zip(members, relations, strict=True)
        ],
    )


def _occupancies(rng: random.Random, village: Village, keys: list[int]) -> None:
    today, rows = timezone.localdate(), []
    for home, members, _ in village.families:
        since = today - dt.timedelta(days=rng.randrange(200, 9000))
        for nth, i in enumerate(members):
            kind = "tenant" if home["status"] == "rented" else "owner" if nth == 0 else "family"
            base = {"area_id": home["area_id"], "person_id": keys[i], "home_id": home["id"]}
            rows.append(
                base | {"kind": kind, "resides": True, "since": max(since, village.people[i]["born_on"])}
            )
    rows += _history(rng, village, keys, today)
    insert(Occupancy, rows)
    contacts = rng.sample(range(len(keys)), len(keys) // 12)
    insert(
        Contact,
        [
            {
                "person_id": keys[i],
                "area_id": village.people[i]["area_id"],
                "name": rng.choice(SURNAMES) + rng.choice(MALE + FEMALE),
                "relation": rng.choice(("女儿", "儿子", "妹妹", "邻居")),
                "phone": f"139{rng.randrange(10**8):08d}",
            }
            for i in contacts
        ],
    )


def _history(rng: random.Random, village: Village, keys: list[int], today: dt.date) -> list[dict[str, Any]]:
    """Former tenants: people who lived in another home of the estate before."""
    rows = []
    for _ in range(len(village.families) // 20):
        (home, _, _), (_, members, _) = rng.sample(village.families, 2)
        until = today - dt.timedelta(days=rng.randrange(9100, 9900))
        i = members[0]
        base = {"area_id": home["area_id"], "person_id": keys[i], "home_id": home["id"], "kind": "tenant"}
        since = until - dt.timedelta(days=rng.randrange(200, 1500))
        rows.append(base | {"resides": True, "since": since, "until": until, "reason": "租期届满"})
    return rows


def _corrections(village: Village, keys: list[int]) -> None:
    """A few proposals of residents that wait for a decision."""
    proposals: tuple[tuple[int, dict[str, Any], str], ...] = (
        (40, {"phones": ["13805370040"]}, "换了手机号"),
        (77, {"hukou": "任城区"}, "户口已迁入"),
        (123, {"name": "李晓红"}, "名字登记错了一个字"),
    )
    for index, changes, explanation in proposals:
        person = Person.objects.get(pk=keys[index])
        text = json.dumps(changes, ensure_ascii=False)
        Correction.objects.create(
            person=person, area_id=person.area_id, changes=text, explanation=explanation
        )


def _set_tags(rng: random.Random, village: Village, keys: list[int]) -> None:
    today, rows = timezone.localdate(), []
    texts: dict[int, list[str]] = {}
    for key, person in zip(keys, village.people, strict=True):
        age = (today - person["born_on"]).days // 365
        for name, youngest, share in HAND_TAGS:
            if age >= youngest and rng.random() < share:
                tag = village.tags[f"{village.estate.parent_id}/{name}"]
                review = today + dt.timedelta(days=rng.randrange(-5, 300)) if tag.review_days else None
                since = today - dt.timedelta(days=rng.randrange(30, 900))
                rows.append({"person_id": key, "tag_id": tag.pk, "review_on": review, "since": since})
                texts.setdefault(key, []).append(name)
    insert(PersonTag, rows)
    changed = [Person(pk=key, tag_text=SEPARATOR.join(sorted(names))) for key, names in texts.items()]
    Person.objects.bulk_update(changed, ["tag_text"], batch_size=500)
