"""Everything that is read from the registry; nothing outside what the actor may see."""

from linli.sections.registry.queries.corrections import corrections, pending_corrections
from linli.sections.registry.queries.find import area_of, home, one, person
from linli.sections.registry.queries.grids import grid_staff, grids
from linli.sections.registry.queries.households import households
from linli.sections.registry.queries.living import Living, contacts_of, living, person_at
from linli.sections.registry.queries.offers import adults, person_line
from linli.sections.registry.queries.organisations import members, organisations
from linli.sections.registry.queries.overview import people_tile, todos
from linli.sections.registry.queries.people import (
    first_people,
    people,
    people_briefs,
    people_by_phone,
    person_brief,
    phone_of,
)
from linli.sections.registry.queries.places import buildings, homes, occupancies, tree
from linli.sections.registry.queries.plans import (
    degrees_of,
    middles_of,
    origins_of,
    plan_file,
    plan_of,
    plans,
)
from linli.sections.registry.queries.profile import person_profile
from linli.sections.registry.queries.reach import ReachLine, named_like, phone_key, reach_lines
from linli.sections.registry.queries.search import search
from linli.sections.registry.queries.tags import due_reviews, known_tags, tags

__all__ = [
    "Living",
    "ReachLine",
    "adults",
    "area_of",
    "buildings",
    "contacts_of",
    "corrections",
    "degrees_of",
    "due_reviews",
    "first_people",
    "grid_staff",
    "grids",
    "home",
    "homes",
    "households",
    "known_tags",
    "living",
    "members",
    "middles_of",
    "named_like",
    "occupancies",
    "one",
    "organisations",
    "origins_of",
    "pending_corrections",
    "people",
    "people_briefs",
    "people_by_phone",
    "people_tile",
    "person",
    "person_at",
    "person_brief",
    "person_line",
    "person_profile",
    "phone_key",
    "phone_of",
    "plan_file",
    "plan_of",
    "plans",
    "reach_lines",
    "search",
    "tags",
    "todos",
    "tree",
]
