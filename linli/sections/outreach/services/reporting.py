"""Reports of loudspeakers (播放回报): what was played, kept step by step; and giving up on what nobody reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from linli.kernel import live
from linli.kernel.events import publish
from linli.sections.outreach.events import BroadcastEnded
from linli.sections.outreach.models import Broadcast, Play, PlayStep

What, State = PlayStep.What, Play.State
MADE_UP_AFTER = dt.timedelta(minutes=1)
GRACE = dt.timedelta(minutes=5)
AHEAD, OLDEST = dt.timedelta(minutes=2), dt.timedelta(days=30)
"""A loudspeaker whose clock is further off is told by our own."""
AFTER = {
    What.ACCEPTED: State.ACCEPTED, What.STARTED: State.PLAYING, What.RESUMED: State.PLAYING, What.PAUSED: State.PAUSED,
    What.CUT: State.PAUSED, What.FINISHED: State.PLAYED, What.SKIPPED: State.SKIPPED, What.FAILED: State.FAILED,
    What.CANCELLED: State.WITHDRAWN,
}  # fmt: skip
"""Where a play stands after a step."""
NO_WORD, NEVER_REACHED = "音箱收下后没有再回报", "音箱没有连接，没有送到"


@dataclass(frozen=True)
class Report:
    """One step as the loudspeaker tells it. `nth` is its own number; `second` how far the sound had come."""

    play: int
    nth: int
    what: str
    at: dt.datetime
    second: float = 0
    reason: str = ""


@transaction.atomic
def take_reports(*, device_id: int, reports: Sequence[Report]) -> int:
    """Keeps what a loudspeaker reports of its own plays; returns how many were new. Telling twice changes nothing."""
    asked = {report.play for report in reports}
    rows = Play.objects.select_for_update(of=("self",)).select_related("broadcast")
    plays = {play.pk: play for play in rows.filter(pk__in=asked, device_id=device_id).order_by("pk")}
    known = set(PlayStep.objects.filter(play__in=plays).values_list("play_id", "nth"))
    fresh = {(r.play, r.nth): r for r in reports if r.play in plays and (r.play, r.nth) not in known}
    PlayStep.objects.bulk_create(_step(report) for report in fresh.values())
    for pk in sorted({play for play, _ in fresh}):
        _follow(plays[pk])
    for broadcast in {plays[pk].broadcast_id: plays[pk].broadcast for pk, _ in fresh}.values():
        settle(broadcast)
        live.touch("outreach.broadcasts", broadcast.area_id)
    return len(fresh)


def _step(report: Report) -> PlayStep:
    now = timezone.now()
    at = report.at if now - OLDEST <= report.at <= now + AHEAD else now
    return PlayStep(
        play_id=report.play, nth=report.nth, what=report.what, at=at, received_at=now,
        second=round(report.second, 1), reason=report.reason[:200],
    )  # fmt: skip


def _follow(play: Play) -> None:
    """Brings the play in line with all its steps; what was withdrawn stays so unless it had been played to the end."""
    steps = list(play.steps.order_by("nth"))
    started = next((step for step in steps if step.what == What.STARTED), None)
    last = steps[-1]
    if started is not None:
        play.started_at = started.at
        play.made_up = started.at - play.broadcast.play_at > MADE_UP_AFTER
    if play.state != State.WITHDRAWN or last.what == What.FINISHED:
        play.state, play.reason = AFTER[What(last.what)], last.reason
        play.ended_at = None if play.state in Play.OPEN else last.at
    play.save(update_fields=["state", "reason", "started_at", "ended_at", "made_up"])


@transaction.atomic
def command_ended(*, command_id: int, ok: bool) -> None:
    """The loudspeaker answered the command, or did not: it has the play now, or it has missed it."""
    rows = Play.objects.select_for_update(of=("self",)).select_related("broadcast__sound")
    play = rows.filter(command_id=command_id, state=State.WAITING).first()
    if play is None:
        return
    now = timezone.now()
    if not ok:
        play.state, play.reason, play.ended_at = State.MISSED, NEVER_REACHED, now
    elif play.broadcast.sound is None:  # asked to speak by itself: its answer is that it has
        play.state, play.started_at, play.ended_at = State.PLAYED, now, now
    else:
        play.state = State.ACCEPTED
    play.save(update_fields=["state", "reason", "started_at", "ended_at"])
    settle(play.broadcast)
    live.touch("outreach.broadcasts", play.broadcast.area_id)


@transaction.atomic
def give_up() -> int:
    """The clock: plays whose time is long over and of which nothing was heard are missed. Returns how many."""
    late = Play.objects.select_for_update(of=("self",)).select_related("broadcast")
    rows = [
        play
        for play in late.filter(state__in=Play.OPEN, expires_at__lt=timezone.now() - GRACE)
        if _over(play)
    ]
    for play in rows:
        heard = play.state != State.WAITING
        play.state, play.reason = State.MISSED, NO_WORD if heard else NEVER_REACHED
        play.ended_at = timezone.now()
    Play.objects.bulk_update(rows, ["state", "reason", "ended_at"])
    settle_all(play.broadcast for play in rows)
    return len(rows)


def _over(play: Play) -> bool:
    """True when even a play that began in the last moment must have ended."""
    length = dt.timedelta(seconds=2 * play.broadcast.seconds * play.broadcast.repeats)
    return play.expires_at + GRACE + length < timezone.now()


def settle_all(broadcasts: Iterable[Broadcast]) -> None:
    """Settles each once."""
    for broadcast in {one.pk: one for one in broadcasts}.values():
        settle(broadcast)


def settle(broadcast: Broadcast) -> None:
    """Ends the broadcast once no loudspeaker is still at it."""
    if broadcast.state not in Broadcast.OPEN or broadcast.plays.filter(state__in=Play.OPEN).exists():
        return
    broadcast.state = Broadcast.State.DONE
    broadcast.save(update_fields=["state"])
    tell_end(broadcast)


def tell_end(broadcast: Broadcast) -> None:
    """Tells other sections that it is over, and on how many loudspeakers it was heard."""
    played = broadcast.plays.filter(state=State.PLAYED).count()
    left = broadcast.plays.exclude(state=State.PLAYED).count()
    publish(BroadcastEnded(broadcast.pk, broadcast.area_id, broadcast.ref, played, left))
