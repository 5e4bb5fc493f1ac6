"""An app of the installation under test: a bell that is rung a thousand times, each ring noted in the audit trail."""

from dataclasses import dataclass
from time import sleep

from django.apps import AppConfig

from linli.kernel.events import Event, on


class CrashConfig(AppConfig):
    """App label `crash`; no tables of its own."""

    name = "crash"
    label = "crash"

    def ready(self) -> None:
        """Registers the handlers."""
        on(Rang)(note)
        on(Rang)(echo)
        on(Echoed)(hear)


@dataclass(frozen=True)
class Rang(Event):
    """The bell rang."""

    number: int


@dataclass(frozen=True)
class Echoed(Event):
    """What a handler publishes in turn must neither be lost nor doubled either."""

    number: int


def note(event: Rang) -> None:
    """One audit entry for each ring; slow enough that a kill meets work under way."""
    from linli.kernel import audit
    from linli.kernel.access import SYSTEM

    audit.record(SYSTEM, "crash.bell.rang", detail={"number": event.number})
    sleep(0.001)


def echo(event: Rang) -> None:
    """Hands the ring on as an event of its own."""
    from linli.kernel.events import publish

    publish(Echoed(event.number))


def hear(event: Echoed) -> None:
    """One audit entry for each echo."""
    from linli.kernel import audit
    from linli.kernel.access import SYSTEM

    audit.record(SYSTEM, "crash.bell.echoed", detail={"number": event.number})
