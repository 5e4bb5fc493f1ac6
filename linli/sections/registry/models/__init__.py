"""The registry's tables."""

from linli.sections.registry.models.correction import Correction
from linli.sections.registry.models.grid import Grid, Warden
from linli.sections.registry.models.household import Household, Membership, Occupancy
from linli.sections.registry.models.imports import ImportBatch, ImportChange, ImportFile, ImportRow
from linli.sections.registry.models.organisation import MemberReport, Organisation
from linli.sections.registry.models.person import Contact, Person, PhoneIndex
from linli.sections.registry.models.place import Building, Home, Unit
from linli.sections.registry.models.plan import Plan
from linli.sections.registry.models.tag import PersonTag, Tag

__all__ = [
    "Building",
    "Contact",
    "Correction",
    "Grid",
    "Home",
    "Household",
    "ImportBatch",
    "ImportChange",
    "ImportFile",
    "ImportRow",
    "MemberReport",
    "Membership",
    "Occupancy",
    "Organisation",
    "Person",
    "PersonTag",
    "PhoneIndex",
    "Plan",
    "Tag",
    "Unit",
    "Warden",
]
