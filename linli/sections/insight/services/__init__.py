"""Every change of a bulletin."""

from linli.sections.insight.services.bulletins import (
    Programme,
    change_bulletin,
    order_bulletins,
    withdraw_bulletin,
    write_bulletin,
)

__all__ = ["Programme", "change_bulletin", "order_bulletins", "withdraw_bulletin", "write_bulletin"]
