"""Every change of a bulletin."""

from linli.sections.insight.services.bulletins import change_bulletin, withdraw_bulletin, write_bulletin

__all__ = ["change_bulletin", "withdraw_bulletin", "write_bulletin"]
