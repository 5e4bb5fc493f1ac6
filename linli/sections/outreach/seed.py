"""Demo data of outreach, one file for each topic."""

from __future__ import annotations

import random

from linli.sections.outreach import seedanswers, seedbroadcasts, seedcampaigns, seednotices, seedpeople


def seed(rng: random.Random) -> list[str]:
    """Runs them all. Running it again changes nothing."""
    return [
        *seedpeople.seed_people(rng),
        *seedbroadcasts.seed_broadcasts(rng),
        *seedcampaigns.seed_campaigns(),  # gives some residents their account
        *seedanswers.seed_answers(),
        *seednotices.seed_notices(),
    ]
