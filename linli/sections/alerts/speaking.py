"""Loudspeakers (音箱) near an alert: asked to say a sentence, never anything about a person."""

from __future__ import annotations

from linli.kernel.access import SYSTEM
from linli.kernel.errors import DomainError
from linli.kernel.models import Area
from linli.sections.devices import queries
from linli.sections.devices.services.commands import send_command

SPEAKER, SPEAK = "speaker", "speak"
MOST = 5


def speak(area: Area, building: str, text: str) -> int:
    """Has the speakers of the building say the text, or those of the area when it has none. Returns how many were asked."""
    found = [
        card for card in queries.cards(SYSTEM, type_code=SPEAKER) if card.active and card.area.pk == area.pk
    ]
    near = [card for card in found if building and card.building == building] or found
    return sum(_ask(card.id, text) for card in near[:MOST] if card.online is not False)


def _ask(device_id: int, text: str) -> bool:
    """True when the command is on its way; a speaker that can't speak is no reason to fail."""
    try:
        send_command(
            actor=SYSTEM,
            device_id=device_id,
            code=SPEAK,
            params={"text": text, "urgent": True},
            note="预警播报",
        )
    except DomainError:
        return False
    return True
