"""Elder care by the clock."""

from __future__ import annotations

from linli.kernel.jobs import daily, every
from linli.sections.eldercare.services import away, guardlist, planning, reminding, stockwatch
from linli.sections.eldercare.services.scoring import watch_bands
from linli.sections.eldercare.services.working_out import work_out


@daily("02:50")
def work_out_categories() -> None:
    """People grow older overnight; after the registry's own rules."""
    work_out()


@every(seconds=120)
def score_vital_signs() -> None:
    """Who wears a device is scored anew."""
    watch_bands()


@every(seconds=20)
def ring_reminders() -> None:
    """Reminders that are due, and those that nobody confirmed in time."""
    reminding.ring_due()
    reminding.settle_unconfirmed()


@daily("00:10")
def plan_visits() -> None:
    """The visits of the coming week, and those of yesterday that nobody made."""
    planning.settle_missed()
    planning.plan_visits()


@daily("07:30")
def watch_medicines() -> None:
    """Batches grow older overnight."""
    stockwatch.watch_all()


@every(seconds=600)
def keep_guard() -> None:
    """Who is guarded by the rules of long inactivity: people move, are looked after more closely, come home."""
    away.end_past()
    guardlist.keep_lists()
