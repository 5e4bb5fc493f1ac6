"""Broadcasting (智慧广播): saying something over loudspeakers, and taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, files, jobs, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.models import Area, StoredFile
from linli.sections.devices.services.commands import send_command
from linli.sections.outreach.models import Broadcast, Play, Programme, Zone
from linli.sections.outreach.recordings import seconds_of
from linli.sections.outreach.services.airing import air, speakers
from linli.sections.outreach.services.reporting import tell_end

READ, SEND, URGENT = "outreach.broadcast.read", "outreach.broadcast.send", "outreach.broadcast.urgent"
LONGEST_TEXT, MOST_REPEATS = 500, 5
LATE_MINUTES, URGENT_LATE_MINUTES, LATEST_MINUTES = 30, 120, 24 * 60
FURTHEST = dt.timedelta(days=366)


@transaction.atomic
def say(
    *, actor: Actor, area: Area, zones: Sequence[int] | None = None, text: str = "", audio: int | None = None,
    urgent: bool = False, ref: str = "", at: dt.datetime | None = None, title: str = "", repeats: int = 1,
    late_minutes: int | None = None, programme: Programme | None = None,
) -> Broadcast:  # fmt: skip
    """Has a text spoken, or a recording (id of a stored file) played, at once or `at` a time; returns at once.

    `zones` are ids of zones within the area; None means all its loudspeakers. The urgent breaks into what is being
    played and keeps to no hours. Raises DomainError, also when there is no loudspeaker; Forbidden, NotFound.
    """
    actor.require(URGENT if urgent else SEND, area)
    text, title = text.strip(), title.strip()
    sound = checked_content(area, text, audio)
    chosen = checked_zones(area, zones)
    if not speakers(area, chosen):
        raise DomainError("这个范围内没有在用的音箱。", fields={"zones": "请另选分区，或先登记音箱。"})
    play_at = _time(at)
    late = (URGENT_LATE_MINUTES if urgent else LATE_MINUTES) if late_minutes is None else late_minutes
    _check_numbers(repeats, late)
    made = Broadcast.objects.create(
        area=area, title=(title or text or "录音")[:60], text=text, sound=sound, recorded=sound is not None,
        seconds=_length(sound), urgent=urgent, repeats=repeats, ref=ref[:60], programme=programme, play_at=play_at,
        expires_at=play_at + dt.timedelta(minutes=late), actor_name=actor.name,
    )  # fmt: skip
    made.zones.set(chosen)
    detail = {"urgent": urgent, "ref": made.ref, "play_at": play_at.isoformat()}
    audit.record(actor, "outreach.broadcast.ordered", target=made, area=area, detail=detail)
    jobs.enqueue(air, run_at=play_at, broadcast_id=made.pk)
    live.touch("outreach.broadcasts", area.pk)
    return made


@transaction.atomic
def withdraw(*, actor: Actor, broadcast_id: int, reason: str = "") -> Broadcast:
    """Takes a broadcast back: what has not been played is not, what is being played stops. Raises Conflict when over."""
    found = Broadcast.objects.select_for_update(of=("self",)).select_related("area").filter(pk=broadcast_id)
    broadcast = found.first()
    if broadcast is None:
        actor.require(SEND)
        raise NotFound
    actor.require(URGENT if broadcast.urgent else SEND, broadcast.area)
    if broadcast.state not in Broadcast.OPEN:
        raise Conflict("广播已经结束，不能撤回。")
    _stop_plays(broadcast, reason.strip()[:200] or f"由{actor.name}撤回")
    broadcast.state = Broadcast.State.WITHDRAWN
    broadcast.save(update_fields=["state"])
    tell_end(broadcast)
    audit.record(actor, "outreach.broadcast.withdrawn", target=broadcast, area=broadcast.area)
    live.touch("outreach.broadcasts", broadcast.area_id)
    return broadcast


@transaction.atomic
def withdraw_ref(*, actor: Actor, ref: str, reason: str = "") -> int:
    """Takes back every open broadcast that comes from `ref`; returns how many."""
    open_ones = Broadcast.objects.filter(ref=ref, state__in=Broadcast.OPEN).values_list("pk", flat=True)
    return sum(bool(withdraw(actor=actor, broadcast_id=pk, reason=reason)) for pk in list(open_ones))


def checked_zones(area: Area, zones: Sequence[int] | None) -> list[Zone]:
    """The zones, all within the area. Raises DomainError."""
    wanted = set(zones or ())
    found = list(Zone.objects.filter(pk__in=wanted, area__path__startswith=area.path))
    if len(found) != len(wanted):
        raise DomainError("请重新选择分区。", fields={"zones": "有的分区不在这个区域，或已删除。"})
    return found


def checked_content(area: Area, text: str, audio: int | None) -> StoredFile | None:
    """The recording, or None when it is the text that is spoken. Raises DomainError unless it is exactly one of them."""
    if bool(text) == (audio is not None):
        raise DomainError(
            "请填写内容，或选择一段录音。", fields={"text": "请写要播的话，或者选一段录音，二者选一。"}
        )
    if len(text) > LONGEST_TEXT:
        raise DomainError("内容太长。", fields={"text": f"最多 {LONGEST_TEXT} 个字，现有 {len(text)} 个。"})
    if text and not any(letter.isalnum() for letter in text):
        raise DomainError("没有可以读出来的内容。", fields={"text": "这里没有可以读出来的字，请写要播的话。"})
    if audio is None:
        return None
    kept = StoredFile.objects.filter(pk=audio, permission=READ, content_type__startswith="audio/")
    found = kept.select_related("area").first()
    if found is None or not (area.holds(found.area) or found.area.holds(area)):
        raise DomainError("没有找到这段录音。", fields={"audio": "请重新上传。"})
    return found


def _length(sound: StoredFile | None) -> float:
    if sound is None:
        return 0
    with files.opened(sound) as file:
        return seconds_of(file.read())


def _time(at: dt.datetime | None) -> dt.datetime:
    now = timezone.now()
    if at is None:
        return now
    if timezone.is_naive(at):
        at = timezone.make_aware(at)
    if not now - dt.timedelta(minutes=5) <= at <= now + FURTHEST:
        raise DomainError("请检查播放时间。", fields={"at": "请选现在之后、一年之内的时间。"})
    return at


def _check_numbers(repeats: int, late_minutes: int) -> None:
    errors = {}
    if not 1 <= repeats <= MOST_REPEATS:
        errors["repeats"] = f"1 到 {MOST_REPEATS} 遍。"
    if not 0 <= late_minutes <= LATEST_MINUTES:
        errors["late_minutes"] = "0 到 1440 分钟。"
    if errors:
        raise DomainError("请检查标出的内容。", fields=errors)


def _stop_plays(broadcast: Broadcast, reason: str) -> None:
    """Tells each loudspeaker that has it, or may still get it, to let it be."""
    for play in broadcast.plays.filter(state__in=Play.OPEN):
        if play.command_id is not None:
            _cancel(play)
        play.state, play.reason, play.ended_at = Play.State.WITHDRAWN, reason, timezone.now()
        play.save(update_fields=["state", "reason", "ended_at"])


def _cancel(play: Play) -> None:
    keep_s = max(60, int((play.expires_at - timezone.now()).total_seconds()))
    try:
        send_command(
            actor=SYSTEM, device_id=play.device_id, code="cancel", params={"play": play.pk}, keep_s=keep_s,
            note="撤回广播",
        )  # fmt: skip
    except DomainError as error:
        play.reason = error.message
