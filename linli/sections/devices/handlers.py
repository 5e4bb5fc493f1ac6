"""What the devices section does when something has happened."""

from __future__ import annotations

from linli.kernel.events import on
from linli.sections.devices.events import CommandEnded
from linli.sections.devices.services import charging


@on(CommandEnded)
def end_a_start_in_vain(event: CommandEnded) -> None:
    """A pile that did not carry out a start leaves nobody waiting."""
    charging.note_outcome(command_id=event.command_id, ok=event.ok)
