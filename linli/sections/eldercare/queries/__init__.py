"""Every read of elder care; nothing outside what the actor may see."""

from linli.sections.eldercare.queries.elders import elders, exported, statistics, with_care
from linli.sections.eldercare.queries.offers import person_profile, search, tile, todos
from linli.sections.eldercare.queries.page import elder_page

__all__ = [
    "elder_page",
    "elders",
    "exported",
    "person_profile",
    "search",
    "statistics",
    "tile",
    "todos",
    "with_care",
]
