"""Places behind QR codes (扫码说事): signed, so that nobody can make up a place."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.kernel.models import Area
from linli.sections.cases.flow import REPORTER
from linli.sections.cases.queries import door

SALT = "cases.place"


@dataclass(frozen=True)
class Here:
    """A place: a building of an estate (小区), or the estate as a whole."""

    title: str
    area_id: int
    building_id: int | None = None


def place_token(*, area_id: int = 0, building_id: int = 0) -> str:
    """The signed token of a place, to stand in a QR code."""
    return Signer(salt=SALT).sign(f"b{building_id}" if building_id else f"a{area_id}")


def here(actor: Actor, token: str) -> Here:
    """The place behind a token. Raises DomainError for a forged one, or a place that is not the actor's."""
    try:
        plain = Signer(salt=SALT).unsign(token)
    except BadSignature:
        raise DomainError("这个二维码不对，请直接写在哪里。") from None
    kind, pk = plain[0], int(plain[1:])
    found = door.building_here(pk) if kind == "b" else None
    title, area = found or ("", Area.objects.filter(pk=pk).first() if kind == "a" else None)
    if area is None:
        raise DomainError("这个二维码对应的楼已经不在了，请直接写在哪里。")
    if not _reports_in(actor, area):
        raise DomainError("这里不在您的小区，请向这个小区的社区反映，或直接写在哪里。")
    return Here(title or area.name, area.pk, pk if kind == "b" else None)


def _reports_in(actor: Actor, area: Area) -> bool:
    """True when the actor reports on that area, or holds the right on a part of it."""
    paths = actor.paths(REPORTER)
    return actor.kind == "system" or any(area.path.startswith(p) or p.startswith(area.path) for p in paths)


def place_codes(actor: Actor, area: Area, building_id: int | None = None) -> list[tuple[str, str]]:
    """Title and token for the building named, or for the area and each of its buildings."""
    if building_id is not None:
        name, where = door.building_name(actor, building_id)
        return [(f"{area.name}{name}" if area.holds(where) else name, place_token(building_id=building_id))]
    whole = (area.name, place_token(area_id=area.pk))
    return [
        whole,
        *((f"{area.name}{n}", place_token(building_id=pk)) for pk, n in door.buildings_of(actor, area)),
    ]
