"""What the devices section does when something has happened."""

from __future__ import annotations

from linli.kernel.events import on
from linli.sections.devices.events import CommandEnded
from linli.sections.devices.services import charging, lamps, lockers


@on(CommandEnded)
def end_a_start_in_vain(event: CommandEnded) -> None:
    """A pile that did not carry out a start leaves nobody waiting."""
    charging.note_outcome(command_id=event.command_id, ok=event.ok)


@on(CommandEnded)
def note_a_door_that_stayed_shut(event: CommandEnded) -> None:
    """A locker that did not open its door keeps what was in it."""
    if not event.ok:
        lockers.opening_failed(command_id=event.command_id)


@on(CommandEnded)
def note_what_a_lamp_answered(event: CommandEnded) -> None:
    """A lamp that answered shows as confirmed at once."""
    lamps.note_answer(command_id=event.command_id)
