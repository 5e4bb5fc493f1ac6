"""Notices for those they are meant for: of the areas one lives in, and of the lists one is on; and the open ones."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import NotFound
from linli.kernel.models import Area, StoredFile, steps
from linli.sections.outreach.models import AudienceMember, Notice, Reading, SignUp
from linli.sections.registry import queries as registry

OWN = "outreach.notice.own"


def my_areas(actor: Actor) -> set[int]:
    """The areas a person lives in, from the grid up to the city: where the record says, and where the role is held."""
    paths = set(actor.paths(OWN))
    person = registry.person_brief(actor.person_id) if actor.person_id else None
    if person is not None:
        paths.add(person.area.path)
    return {pk for path in paths for pk in steps(path)}


def shown() -> QuerySet[Notice]:
    """What is shown now, the pinned first, then the newest."""
    now = timezone.now()
    rows = Notice.objects.filter(Q(shown_until=None) | Q(shown_until__gt=now), shown__isnull=False)
    on_top = Q(pinned_until__isnull=False, pinned_until__gt=now)
    return rows.select_related("area", "shown").annotate(pinned=on_top).order_by(
        "-pinned", "-shown__published_at", "-pk"
    )  # fmt: skip


def my_notices(actor: Actor, kind: str = "") -> QuerySet[Notice]:
    """What is meant for the actor, with whether it was read and confirmed, and one's own sign-up."""
    member = AudienceMember.objects.filter(
        audience_id=OuterRef("audience_id"), person_id=actor.person_id or 0, verdict="in"
    )
    rows = shown().filter(area_id__in=my_areas(actor)).filter(Q(audience_id=None) | Exists(member))
    own = Reading.objects.filter(notice=OuterRef("pk"), user=actor.user_id)
    coming = SignUp.objects.filter(notice=OuterRef("pk"), person_id=actor.person_id or 0)
    rows = rows.annotate(
        read_at=Subquery(own.values("read_at")[:1]),
        confirmed_at=Subquery(own.values("confirmed_at")[:1]),
        my_state=Subquery(coming.values("state")[:1]),
        my_people=Subquery(coming.values("people")[:1]),
    )
    return rows.filter(kind=kind) if kind else rows


def my_notice(actor: Actor, notice_id: int) -> Notice:
    """One of them. Raises NotFound for what is meant for others, withdrawn or past."""
    found = my_notices(actor).filter(pk=notice_id).first()
    if found is None:
        raise NotFound("这条通知已经撤下，或不是发给您的。")
    return found


def open_notices(area_id: int | None = None, kind: str = "") -> QuerySet[Notice]:
    """What anybody may read, of an area with all around and within it."""
    rows = shown().filter(open=True, audience_id=None)
    if area_id is not None:
        area = Area.objects.filter(pk=area_id).first()
        if area is None:
            raise NotFound
        rows = rows.filter(Q(area__path__startswith=area.path) | Q(area_id__in=area.around))
    return rows.filter(kind=kind) if kind else rows


def open_notice(notice_id: int) -> Notice:
    """One of them. Raises NotFound."""
    found = open_notices().filter(pk=notice_id).first()
    if found is None:
        raise NotFound("这条通知已经撤下，或不对外公开。")
    return found


def seats_taken(notice_id: int) -> int:
    """How many seats of an event are taken."""
    rows = SignUp.objects.filter(notice=notice_id, state=SignUp.State.SEATED)
    return sum(rows.values_list("people", flat=True))


def attachment(notice: Notice, file_id: int) -> StoredFile:
    """A file of what is shown. Raises NotFound for any other."""
    if notice.shown is None or file_id not in {one["id"] for one in notice.shown.files}:
        raise NotFound
    found = StoredFile.objects.filter(pk=file_id).first()
    if found is None:
        raise NotFound
    return found


def line(notice: Notice) -> dict[str, Any]:
    """A notice in the list, in the words that are shown."""
    words = notice.shown
    assert words is not None
    names = ("title", "brief", "starts_at", "ends_at", "place")
    return {name: getattr(words, name) for name in names} | {
        "id": notice.pk,
        "kind": notice.kind,
        "kind_title": str(Notice.Kind(notice.kind).label),
        "area": notice.area.name,
        "pinned": getattr(notice, "pinned", False),
        "published_at": words.published_at,
        "receipt": notice.receipt,
        "read": getattr(notice, "read_at", None) is not None,
        "confirmed": getattr(notice, "confirmed_at", None) is not None,
        "my_state": getattr(notice, "my_state", None) or "",
    }


def page(notice: Notice) -> dict[str, Any]:
    """The whole of it, with the seats that are left."""
    words = notice.shown
    assert words is not None
    left = None if words.seats is None else max(0, words.seats - seats_taken(notice.pk))
    names = ("html", "text", "files", "source", "document", "sign_up", "sign_up_until")
    return line(notice) | {name: getattr(words, name) for name in names} | {
        "seats_left": left if words.sign_up else None,
        "my_people": getattr(notice, "my_people", None) or 0,
        "version": words.number,
    }  # fmt: skip
