"""What the devices section does by the clock."""

from __future__ import annotations

from linli.kernel.jobs import daily, every
from linli.sections.devices.services import presence, upkeep


@every(seconds=15, atomic=False)
def notice_silence() -> None:
    """Finds devices that have fallen silent."""
    presence.notice_silence()


@daily("03:40", atomic=False)
def forget_old_readings() -> None:
    """Deletes readings and refusals past their keeping time."""
    upkeep.forget_old()
