"""What elder care does when something happens elsewhere."""

from __future__ import annotations

from linli.kernel.events import on
from linli.sections.devices.events import CommandEnded
from linli.sections.eldercare.services import dispensing, reminding


@on(CommandEnded)
def finish_dispensing(event: CommandEnded) -> None:
    """The cabinet opened the slot, or did not."""
    dispensing.finish(command_id=event.command_id, ok=event.ok)


@on(CommandEnded)
def note_spoken(event: CommandEnded) -> None:
    """The speaker said the reminder, or did not."""
    reminding.speaker_answered(command_id=event.command_id, ok=event.ok)
