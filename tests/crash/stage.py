"""`python -m crash.stage publish N` and `queue FILE`: puts work into an installation, in a process of its own."""

import sys
from pathlib import Path


def publish(count: str) -> None:
    """N events, each in its own transaction, as real ones are."""
    from crash.app import Rang
    from django.db import transaction

    from linli.kernel import events

    for number in range(int(count)):
        with transaction.atomic():
            events.publish(Rang(number))


def queue(file: str) -> None:
    """A roster, uploaded and confirmed: the import waits for a courier."""
    from django.db import transaction

    from linli.kernel.access import SYSTEM
    from linli.kernel.models import add_area
    from linli.sections.registry.services.imports import confirm_import, upload_roster

    with transaction.atomic():
        estate = add_area(name="北门小区", kind="estate")
    path = Path(file)
    batch = upload_roster(actor=SYSTEM, area=estate, name=path.name, content=path.read_bytes())
    confirm_import(actor=SYSTEM, batch=batch)


if __name__ == "__main__":
    import django

    django.setup()
    {"publish": publish, "queue": queue}[sys.argv[1]](sys.argv[2])
