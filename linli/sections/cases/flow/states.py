"""Where a case stands, and which states count as open, running or ended."""

from __future__ import annotations

from django.db.models import TextChoices

from linli.kernel.access import roles as r


class State(TextChoices):
    """Where a case stands. These words are for staff only: residents read `linli.sections.cases.words`."""

    REPORTED = "reported", "待受理"
    ACCEPTED = "accepted", "待派遣"
    DISPATCHED = "dispatched", "待接单"
    WORKING = "working", "处置中"
    SUSPENDED = "suspended", "已挂起"
    HANDLED = "handled", "待核查"
    CLOSED = "closed", "已结案"
    REJECTED = "rejected", "不予受理"
    MERGED = "merged", "已合并"
    VOIDED = "voided", "已作废"


OPEN = (State.REPORTED, State.ACCEPTED, State.DISPATCHED, State.WORKING, State.SUSPENDED, State.HANDLED)
"""States in which somebody still owes the reporter something."""
RUNNING = (State.REPORTED, State.ACCEPTED, State.DISPATCHED, State.WORKING)
"""States in which the deadline runs: it stops when the party reports the work done."""
UNTAKEN = (State.REPORTED, State.ACCEPTED, State.DISPATCHED)
"""States in which nobody has taken the case yet: whoever received it first still owns it (首接负责)."""
ENDED = (State.CLOSED, State.REJECTED, State.MERGED, State.VOIDED)
PARTY_ROLES = (r.PROPERTY_MANAGER, r.PROPERTY_STAFF, r.GRID, r.WORKER, r.SECRETARY)
"""Roles a case may be given to as a whole; whoever of them is free takes it."""
SERVES = {r.PROPERTY_STAFF: (r.PROPERTY_STAFF, r.PROPERTY_MANAGER)}
"""Who may act for a role: the property manager for the property's staff."""
SEVEN = ("采集", "立案", "派遣", "处置", "反馈", "核查", "结案")
"""The seven steps of 数字城管 (GB/T 30428.8); the rating (评价) follows the last."""
REACHED = {
    State.REPORTED: 1,
    State.ACCEPTED: 2,
    State.DISPATCHED: 3,
    State.WORKING: 4,
    State.SUSPENDED: 4,
    State.HANDLED: 5,
    State.CLOSED: 7,
    State.REJECTED: 1,
    State.MERGED: 2,
    State.VOIDED: 1,
}
"""How many of the seven steps a case in that state has done."""
