"""What the devices section does by the clock."""

from __future__ import annotations

from linli.kernel.jobs import daily, every
from linli.sections.devices.services import charging, energy, lamps, presence, upkeep


@every(seconds=15, atomic=False)
def notice_silence() -> None:
    """Finds devices that have fallen silent."""
    presence.notice_silence()


@every(seconds=30, atomic=False)
def tidy_charging() -> None:
    """Ends charging sessions that never began, or whose end was lost."""
    charging.tidy()


@every(seconds=5, atomic=False)
def light_for_passers() -> None:
    """Lights the groups whose sensors have seen somebody."""
    lamps.notice_presence()


@every(seconds=15, atomic=False)
def steer_lamps() -> None:
    """Tells lamps what they should do now, again where they have not confirmed it, and looks for faults."""
    lamps.steer_all()


@every(seconds=600, atomic=False)
def count_lamp_energy() -> None:
    """Adds up what the lamps' counters say."""
    energy.count_energy()


@daily("03:40", atomic=False)
def forget_old_readings() -> None:
    """Deletes readings and refusals past their keeping time."""
    upkeep.forget_old()
