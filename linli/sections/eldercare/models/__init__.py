"""The tables of elder care."""

from linli.sections.eldercare.models.binding import Binding
from linli.sections.eldercare.models.cabinet import Batch, Cabinet, Drug, Movement, Restock, Slot, Stock
from linli.sections.eldercare.models.category import Category, ElderCategory
from linli.sections.eldercare.models.dispensing import Dispensing, Pickup, Prescription, PrescriptionLine
from linli.sections.eldercare.models.elder import Assessment, Elder
from linli.sections.eldercare.models.guard import Away, Fall, Guard
from linli.sections.eldercare.models.health import FileView, HealthFile, Measurement
from linli.sections.eldercare.models.limit import PersonLimit
from linli.sections.eldercare.models.relative import Relative
from linli.sections.eldercare.models.reminders import Reminder, Ring
from linli.sections.eldercare.models.visits import Visit, VisitPhoto, VisitPlan

__all__ = [
    "Assessment",
    "Away",
    "Batch",
    "Binding",
    "Cabinet",
    "Category",
    "Dispensing",
    "Drug",
    "Elder",
    "ElderCategory",
    "Fall",
    "FileView",
    "Guard",
    "HealthFile",
    "Measurement",
    "Movement",
    "PersonLimit",
    "Pickup",
    "Prescription",
    "PrescriptionLine",
    "Relative",
    "Reminder",
    "Restock",
    "Ring",
    "Slot",
    "Stock",
    "Visit",
    "VisitPhoto",
    "VisitPlan",
]
