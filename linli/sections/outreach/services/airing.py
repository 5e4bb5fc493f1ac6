"""Airing (播出): when its time has come, a broadcast is made into sound and handed to each loudspeaker."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from linli.kernel import files, jobs, live
from linli.kernel.access import SYSTEM
from linli.kernel.errors import DomainError
from linli.kernel.models import Area
from linli.kernel.ports import port
from linli.sections.devices import queries as devices
from linli.sections.devices.queries import DeviceCard
from linli.sections.devices.services.commands import send_command
from linli.sections.outreach.models import Broadcast, Play, Zone
from linli.sections.outreach.models.broadcast import day_volumes
from linli.sections.outreach.services.reporting import settle

SPEAKER = "speaker"
READ = "outreach.broadcast.read"
SILENT = "这个时段不播放（音量为 0）"
URGENT_VOLUME = 100


@jobs.job(atomic=False)
def air(broadcast_id: int) -> None:
    """Makes the speech, then gives every loudspeaker its play. Safe to run twice."""
    rows = Broadcast.objects.filter(pk=broadcast_id, state=Broadcast.State.PLANNED)
    broadcast = rows.select_related("area").first()
    if broadcast is None:
        return
    if broadcast.sound_id is None:
        make_speech(broadcast)
    _hand_out(broadcast_id)


def make_speech(broadcast: Broadcast) -> None:
    """Has the text spoken and keeps the sound. Where no voice is installed the loudspeakers get the text itself."""
    try:
        spoken = port("speech").say(text=broadcast.text)
    except DomainError as error:
        broadcast.trouble = error.message[:200]
        broadcast.save(update_fields=["trouble"])
        return
    with transaction.atomic():
        broadcast.sound = files.kept(
            spoken.sound, name=f"广播-{broadcast.pk}.{spoken.extension}", content_type=spoken.content_type,
            area=broadcast.area, permission=READ,
        )  # fmt: skip
        broadcast.words, broadcast.pinyin, broadcast.seconds = spoken.words, spoken.pinyin, spoken.seconds
        broadcast.save(update_fields=["sound", "words", "pinyin", "seconds"])


@transaction.atomic
def _hand_out(broadcast_id: int) -> None:
    """One play for each loudspeaker, with the command that brings it there."""
    rows = Broadcast.objects.select_for_update(of=("self",)).select_related("area", "sound")
    broadcast = rows.filter(pk=broadcast_id, state=Broadcast.State.PLANNED).first()
    if broadcast is None:
        return
    volumes = Volumes(broadcast)
    for card in speakers(broadcast.area, list(broadcast.zones.all())):
        _hand(broadcast, card, volumes)
    broadcast.state = Broadcast.State.PLAYING
    broadcast.save(update_fields=["state"])
    settle(broadcast)
    live.touch("outreach.broadcasts", broadcast.area_id)


def speakers(area: Area, zones: Sequence[Zone]) -> list[DeviceCard]:
    """The loudspeakers in use of the zones, or of the whole area when there are none."""
    wanted = set(Zone.devices.through.objects.filter(zone__in=zones).values_list("device_id", flat=True))
    found = devices.cards(SYSTEM, device_ids=wanted if zones else None, type_code=SPEAKER)
    return [card for card in found if card.active and area.holds(card.area)]


class Volumes:
    """How loud each loudspeaker may be, by the zones that it stands in."""

    def __init__(self, broadcast: Broadcast) -> None:
        chosen = list(broadcast.zones.all())
        zones = chosen or list(Zone.objects.filter(area__path__startswith=broadcast.area.path))
        rows = Zone.devices.through.objects.filter(zone__in=zones).values_list("device_id", "zone_id")
        by_id = {zone.pk: zone for zone in zones}
        self._of: dict[int, list[Zone]] = defaultdict(list)
        for device_id, zone_id in rows:
            self._of[device_id].append(by_id[zone_id])

    def by_hour(self, device_id: int) -> list[int]:
        """24 percentages; of several zones the loudest counts."""
        hours: Sequence[list[int]] = [zone.volumes for zone in self._of[device_id]] or [day_volumes()]
        return [max(column) for column in zip(*hours, strict=True)]

    def urgent(self, device_id: int) -> int:
        """The volume of the urgent."""
        return max((zone.urgent_volume for zone in self._of[device_id]), default=URGENT_VOLUME)


def _hand(broadcast: Broadcast, card: DeviceCard, volumes: Volumes) -> None:
    now = timezone.now()
    hours = volumes.by_hour(card.id)
    usual = hours[timezone.localtime(now).hour]
    play = Play(
        broadcast=broadcast, device_id=card.id, volume=volumes.urgent(card.id) if broadcast.urgent else usual,
        overrides_hours=broadcast.urgent and usual == 0, expires_at=broadcast.expires_at,
    )  # fmt: skip
    if not play.volume:
        play.state, play.reason, play.ended_at = Play.State.SKIPPED, SILENT, now
    elif not broadcast.urgent:
        play.expires_at = min(broadcast.expires_at, next_silence(hours, now))
    play.save()
    if play.volume:
        _send(broadcast, play)


def next_silence(hours: Sequence[int], now: dt.datetime) -> dt.datetime:
    """When the next hour without sound begins; in two days when there is none."""
    first = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    coming = (first + dt.timedelta(hours=n) for n in range(1, 49))
    return next((at for at in coming if not hours[at.hour]), now + dt.timedelta(days=2))


def _send(broadcast: Broadcast, play: Play) -> None:
    """A command for the play; without a sound the loudspeaker is asked to speak the text by itself."""
    keep_s = max(30, int((play.expires_at - timezone.now()).total_seconds()))
    code, params = ("play", _what(broadcast, play)) if broadcast.sound else ("speak", _text(broadcast))
    try:
        command = send_command(
            actor=SYSTEM, device_id=play.device_id, code=code, params=params, keep_s=keep_s,
            note=f"广播 {broadcast.pk}",
        )  # fmt: skip
    except DomainError as error:
        play.state, play.reason, play.ended_at = Play.State.FAILED, error.message[:200], timezone.now()
    else:
        play.command_id = command.pk
    play.save(update_fields=["state", "reason", "ended_at", "command_id"])


def _what(broadcast: Broadcast, play: Play) -> dict[str, object]:
    """What the loudspeaker is told; it fetches the sound with its own key."""
    assert broadcast.sound is not None
    return {
        "play": play.pk, "sound": f"/api/outreach/speaker/plays/{play.pk}/sound", "sha256": broadcast.sound.sha256,
        "volume": play.volume, "repeats": broadcast.repeats, "urgent": broadcast.urgent,
        "at": _ms(broadcast.play_at), "until": _ms(play.expires_at),
    }  # fmt: skip


def _text(broadcast: Broadcast) -> dict[str, object]:
    return {"text": broadcast.text, "urgent": broadcast.urgent}


def _ms(at: dt.datetime) -> int:
    return int(at.timestamp() * 1000)
