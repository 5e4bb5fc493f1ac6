"""What the devices section does by the clock."""

from __future__ import annotations

from linli.kernel.jobs import daily, every
from linli.sections.devices.services import (
    charging,
    energy,
    lamps,
    parceltold,
    presence,
    requests,
    rollups,
    upkeep,
    water,
)


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


@every(seconds=60)
def release_held_water() -> None:
    """Draws whose end was never reported hold no money back any more."""
    water.release_held()


@every(seconds=900)
def remind_of_parcels() -> None:
    """Reminds of parcels that wait too long."""
    parceltold.remind_overdue()


@daily("03:50")
def forget_answered_requests() -> None:
    """Deletes old requests of machines."""
    requests.forget_requests()


@every(seconds=600, atomic=False)
def count_lamp_energy() -> None:
    """Adds up what the lamps' counters say."""
    energy.count_energy()


@every(seconds=60, atomic=False)
def roll_up_readings() -> None:
    """Works out the hours and days that are over, and those to which something late was added."""
    rollups.roll_up()


@daily("03:40", atomic=False)
def forget_old_readings() -> None:
    """Deletes raw readings and refusals past their keeping time; makes the next months on PostgreSQL."""
    upkeep.forget_old()
