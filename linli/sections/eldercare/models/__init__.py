"""The tables of elder care."""

from linli.sections.eldercare.models.binding import Binding
from linli.sections.eldercare.models.category import Category, ElderCategory
from linli.sections.eldercare.models.elder import Assessment, Elder
from linli.sections.eldercare.models.health import FileView, HealthFile, Measurement
from linli.sections.eldercare.models.limit import PersonLimit
from linli.sections.eldercare.models.relative import Relative

__all__ = [
    "Assessment",
    "Binding",
    "Category",
    "Elder",
    "ElderCategory",
    "FileView",
    "HealthFile",
    "Measurement",
    "PersonLimit",
    "Relative",
]
