"""Broadcasts as people see them: the list, the log of every loudspeaker, zones and programmes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.kernel.models import StoredFile
from linli.sections.devices import queries as devices
from linli.sections.devices.queries import DeviceCard
from linli.sections.outreach.models import Broadcast, Play, Programme, Zone

READ = "outreach.broadcast.read"
SPEAKER = "speaker"
LOST = (Play.State.MISSED, Play.State.FAILED, Play.State.SKIPPED)


def broadcasts(
    actor: Actor, *, q: str = "", state: str = "", urgent: bool | None = None
) -> QuerySet[Broadcast]:
    """The broadcasts of the actor's areas, newest first, with how many loudspeakers have played each."""
    rows = visible(Broadcast.objects.all(), actor, READ)
    if q := q.strip():
        rows = rows.filter(Q(title__icontains=q) | Q(text__icontains=q))
    if state:
        rows = rows.filter(state=state)
    if urgent is not None:
        rows = rows.filter(urgent=urgent)
    counted = {
        "speakers": Count("plays"),
        "played": Count("plays", filter=Q(plays__state=Play.State.PLAYED)),
        "lost": Count("plays", filter=Q(plays__state__in=LOST)),
    }
    return (
        rows.select_related("area").prefetch_related("zones").annotate(**counted).order_by("-play_at", "-pk")
    )


def broadcast(actor: Actor, broadcast_id: int) -> Broadcast:
    """One broadcast with its plays and their steps. Raises NotFound outside the actor's areas."""
    plays = Play.objects.select_related("device").prefetch_related("steps").order_by("device__name", "pk")
    rows = broadcasts(actor).prefetch_related(Prefetch("plays", queryset=plays))
    found = rows.filter(pk=broadcast_id).first()
    if found is None:
        raise NotFound
    return found


def plays(
    actor: Actor, *, device_id: int | None = None, state: str = "", since: dt.date | None = None,
    until: dt.date | None = None,
) -> QuerySet[Play]:  # fmt: skip
    """The execution log of the loudspeakers in the actor's areas, newest first; of the whole street's broadcasts too."""
    rows = visible(Play.objects.select_related("broadcast", "device"), actor, READ, "device__area")
    if device_id is not None:
        rows = rows.filter(device=device_id)
    if state:
        rows = rows.filter(state=state)
    if since:
        rows = rows.filter(broadcast__play_at__date__gte=since)
    if until:
        rows = rows.filter(broadcast__play_at__date__lte=until)
    return rows


def zones(actor: Actor) -> QuerySet[Zone]:
    """The zones of the actor's areas with their loudspeakers."""
    return visible(Zone.objects.select_related("area").prefetch_related("devices"), actor, READ)


def zone(actor: Actor, zone_id: int) -> Zone:
    """One zone. Raises NotFound."""
    found = zones(actor).filter(pk=zone_id).first()
    if found is None:
        raise NotFound
    return found


def programmes(actor: Actor) -> QuerySet[Programme]:
    """The programmes of the actor's areas."""
    rows = Programme.objects.select_related("area", "recording").prefetch_related("zones")
    return visible(rows, actor, READ)


def programme(actor: Actor, programme_id: int) -> Programme:
    """One programme. Raises NotFound."""
    found = programmes(actor).filter(pk=programme_id).first()
    if found is None:
        raise NotFound
    return found


def speakers(actor: Actor) -> list[dict[str, Any]]:
    """The loudspeakers in use that the actor sees: their zones, whether they are there, what they played last."""
    actor.require(READ)
    cards = [card for card in devices.cards(actor, type_code=SPEAKER) if card.active]
    seen = set(actor.areas(READ).values_list("pk", flat=True))
    cards = [card for card in cards if card.area.pk in seen]
    ids = [card.id for card in cards]
    newest = Play.objects.filter(device__in=ids).values("device").annotate(newest=Max("pk")).values("newest")
    last = {
        play.device_id: play
        for play in Play.objects.filter(pk__in=newest).select_related("broadcast", "device")
    }
    names = _zone_names(ids)
    return [_speaker(card, names[card.id], last.get(card.id)) for card in cards]


def _zone_names(device_ids: list[int]) -> dict[int, list[str]]:
    rows = Zone.devices.through.objects.filter(device__in=device_ids).order_by("zone__name")
    found: dict[int, list[str]] = defaultdict(list)
    for device_id, name in rows.values_list("device_id", "zone__name"):
        found[device_id].append(name)
    return found


def _speaker(card: DeviceCard, zone_names: list[str], last: Play | None) -> dict[str, Any]:
    return {
        "id": card.id, "number": card.number, "name": card.name, "area_id": card.area.pk, "area_name": card.area.name,
        "place": card.place, "online": card.online, "last_seen_at": card.last_seen_at, "zones": zone_names, "last": last,
    }  # fmt: skip


def sound_of(actor: Actor, broadcast_id: int) -> StoredFile:
    """The sound of a broadcast. Raises NotFound, also while it has not been made yet."""
    found = broadcast(actor, broadcast_id).sound
    if found is None:
        raise NotFound("声音还没有合成好，请稍后再听。")
    return found


def sound_for(device: DeviceCard, play_id: int) -> StoredFile:
    """The sound that a loudspeaker has to play. Raises NotFound unless the play is its own."""
    rows = Play.objects.filter(pk=play_id, device=device.id, broadcast__sound__isnull=False)
    play = rows.select_related("broadcast__sound").first()
    if play is None or play.broadcast.sound is None:
        raise NotFound
    return play.broadcast.sound
