"""What the administration section does when people of the registry leave or turn out to be one."""

from __future__ import annotations

from django.utils.module_loading import import_string

from linli.kernel.discovery import webhooks
from linli.kernel.events import Event, on
from linli.sections.administration.services import pushing, residents
from linli.sections.registry.events import PeopleMerged, PersonLeft


@on(PersonLeft)
def close_access(event: PersonLeft) -> None:
    """Whoever moved away or died is no longer a resident of the estate."""
    residents.close_access(person_id=event.person_id)


@on(PeopleMerged)
def follow_merge(event: PeopleMerged) -> None:
    """The account follows the person that is kept."""
    residents.follow_merge(gone=event.gone_id, kept=event.person_id)


PUSHED = [import_string(path) for path in sorted({declared.event for declared in webhooks().values()})]


@on(*PUSHED, when=pushing.is_wanted)
def push(event: Event) -> None:
    """Whatever sections declare as worth pushing goes to the outside systems that want it."""
    pushing.announce(event)
