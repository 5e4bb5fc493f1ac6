"""A street with many invented people, and a session of somebody who may see them all."""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linli.sections.registry.models import Person

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国玉兰"
ESTATES = 40


def street_of(count: int) -> str:
    """Creates the street with `count` people; the session cookie of its administrator."""
    return session(filled_street(lambda estate: _people(count // ESTATES, estate)))


def filled_street(people: Callable[[int], Iterable[Any]]) -> int:
    """Creates a street whose every estate has the same people; its key. `people` makes those of an estate, given its key.

    One estate is written person by person; the others are copies of it, which takes seconds instead of minutes.
    """
    from django.db import connection, transaction

    from linli.kernel.models import add_area
    from linli.sections.registry.models import Person

    with transaction.atomic():
        street = add_area(name="测速街道", kind="street")
        estates = [add_area(name=f"{n + 1}号小区", kind="estate", parent=street).pk for n in range(ESTATES)]
        Person.objects.bulk_create(people(estates[0]), batch_size=500)
        fields = [
            f.column for f in Person._meta.concrete_fields if f.column not in ("id", "area_id", "estate_id")
        ]
        columns = ", ".join(connection.ops.quote_name(name) for name in fields)
        table = Person._meta.db_table
        with connection.cursor() as cursor:
            for estate in estates[1:]:
                cursor.execute(
                    f"INSERT INTO {table} (area_id, estate_id, {columns}) "
                    f"SELECT %s, %s, {columns} FROM {table} WHERE estate_id = %s",
                    [estate, estate, estates[0]],
                )
    return street.pk


def _people(count: int, estate: int) -> "Iterator[Person]":
    from linli.sections.registry.models import Person

    chance = random.Random(7)
    for number in range(count):
        born = date(1930, 1, 1) + timedelta(days=chance.randrange(34_000))
        yield Person(
            estate_id=estate,
            area_id=estate,
            name=chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2)))),
            sex=chance.choice(("男", "女")),
            born_on=born,
            id_number=f"370811{born:%Y%m%d}{number % 1000:03d}1",
            id_index=f"{number:032x}",
            phones=f"138{number:08d}",
            status=chance.choices(("resident", "tenant", "away", "moved"), (70, 15, 10, 5))[0],
            address=f"{number % 25 + 1}号楼{number % 4 + 1}单元{number % 6 + 1:02d}02",
            lives_alone=chance.random() < 0.1,
        )


def session(area_id: int, role: str = "street", kind: str = "staff") -> str:
    """A Cookie header for somebody who holds the role on the area: its administrator unless said."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from linli.kernel.models import RoleHolding, User

    user = User.objects.create_user(f"bench-{role}-{area_id}", name="测量员", kind=kind)
    RoleHolding.objects.create(user=user, role=role, area_id=area_id)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"
