"""What outreach does when something has happened."""

from __future__ import annotations

from linli.kernel.events import on
from linli.sections.devices.events import CommandEnded
from linli.sections.outreach.services import reporting


@on(CommandEnded)
def note_what_a_speaker_answered(event: CommandEnded) -> None:
    """A loudspeaker has its broadcast, or could not be reached."""
    reporting.command_ended(command_id=event.command_id, ok=event.ok)
