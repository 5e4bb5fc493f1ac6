"""What the devices section does by the clock."""

from __future__ import annotations

from linli.kernel.jobs import daily, every
from linli.sections.devices.services import charging, presence, upkeep


@every(seconds=15, atomic=False)
def notice_silence() -> None:
    """Finds devices that have fallen silent."""
    presence.notice_silence()


@every(seconds=30, atomic=False)
def tidy_charging() -> None:
    """Ends charging sessions that never began, or whose end was lost."""
    charging.tidy()


@daily("03:40", atomic=False)
def forget_old_readings() -> None:
    """Deletes readings and refusals past their keeping time."""
    upkeep.forget_old()
