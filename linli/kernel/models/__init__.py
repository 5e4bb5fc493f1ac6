"""The kernel's tables."""

from linli.kernel.models.area import Area, add_area, steps
from linli.kernel.models.audit import AuditEntry
from linli.kernel.models.file import RememberedAnswer, StoredFile
from linli.kernel.models.outbox import JobRow, OutboxRow
from linli.kernel.models.sms import SmsSent
from linli.kernel.models.user import ApiKey, ApiUsage, RoleHolding, User

__all__ = [
    "ApiKey",
    "ApiUsage",
    "Area",
    "AuditEntry",
    "JobRow",
    "JobRow",
    "OutboxRow",
    "OutboxRow",
    "RememberedAnswer",
    "RoleHolding",
    "SmsSent",
    "StoredFile",
    "User",
    "add_area",
    "steps",
]
