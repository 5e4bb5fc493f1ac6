"""The outbox (待投递事件): delivery of events, at least once, with effects exactly once in the database."""

from linli.kernel.outbox.courier import Courier
from linli.kernel.outbox.deliver import deliver_due, drain
from linli.kernel.outbox.state import OutboxState, resend, state

__all__ = ["Courier", "OutboxState", "deliver_due", "drain", "resend", "state"]
