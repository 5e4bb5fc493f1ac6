"""Demo data of the administration section: one account of each role, a wall screen, a few consents."""

from __future__ import annotations

import random

from django.db import transaction

from linli.kernel.access import SYSTEM
from linli.sections.administration import people
from linli.sections.administration.models import Consent
from linli.sections.administration.services import first_admin, seed_accounts
from linli.sections.administration.services.privacy import WORDINGS, record_consent

CONSENTS = 40


def first_start() -> list[str]:
    """What every installation needs before anybody can log in. Returns what to tell, one line per account."""
    return first_admin()


def seed(rng: random.Random) -> list[str]:
    """Accounts of the demo, and written consents of some of its people. Running it again changes nothing."""
    lines = first_admin() + seed_accounts()
    if not Consent.objects.exists():
        _consents(rng)
    return lines


@transaction.atomic
def _consents(rng: random.Random) -> None:
    for person in people.some(CONSENTS):
        for purpose in ("basic", rng.choice(("health", "sms", "camera"))):
            record_consent(
                actor=SYSTEM, person=person, purpose=purpose, way="paper", wording=WORDINGS[purpose]
            )
