"""What a reporter (诉求人) reads: plain words instead of states, no names of staff, no numbers of people."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone

from linli.kernel.access import roles as r
from linli.sections.cases.flow import State
from linli.sections.cases.models import Case, TimelineEntry

PHONE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
ID_NUMBER = re.compile(r"(?<!\d)(\d{4})\d{10}(\d{3}[\dXx])(?!\d)")
PARTY_WORDS = {
    r.PROPERTY_MANAGER: "物业",
    r.PROPERTY_STAFF: "物业师傅",
    r.GRID: "网格员",
    r.WORKER: "社区工作人员",
    r.SECRETARY: "社区",
    r.STREET: "街道",
    r.COMMITTEE: "业委会",
    r.DOCTOR: "社区医生",
}
STAGES = {
    State.REPORTED: 1,
    State.ACCEPTED: 2,
    State.DISPATCHED: 2,
    State.WORKING: 3,
    State.SUSPENDED: 3,
    State.HANDLED: 3,
    State.CLOSED: 4,
    State.REJECTED: 4,
    State.MERGED: 4,
    State.VOIDED: 4,
}
HAPPENED = {
    "report": "您的诉求已收到",
    "accept": "社区决定受理",
    "reject": "这件事社区办不了",
    "take": "师傅已接单",
    "return": "社区正在重新安排办理的人",
    "uphold": "社区正在重新安排办理的人",
    "suspend": "暂时办不了，要等一等",
    "resume": "接着办了",
    "allow_extension": "需要多一些时间",
    "merge": "和另一条一样的事并在一起办",
    "split": "分开来单独办",
    "void": "社区核对后停办了这件事",
    "handle": "处理的人说已经办好",
    "verify": "社区到现场看过了",
    "redo": "社区看过后要求重新处理",
    "confirm": "您确认已经解决",
    "rate": "您作了评价",
    "dispute": "您反映还没有解决，已要求重新处理",
    "reopen": "您要求重新办理",
    "reopen_for": "应您的要求重新办理",
    "reassign": "社区重新安排了处理的人",
    "callback": "社区回访了您",
    "callback_redo": "您说还没有办好，已要求重新办理",
    "note": "有新进展",
    "append": "您补充了情况",
}
SHOWN = frozenset(HAPPENED) | {"dispatch", "redispatch"}
"""Actions a reporter is told of; warnings and the like are the staff's own business."""


def redact(text: str) -> str:
    """Free text with mobile and id numbers masked, so that none reaches the database in the clear."""
    return ID_NUMBER.sub(r"\1**********\2", PHONE.sub(r"\1****\2", text.strip()))


def party_word(case: Case) -> str:
    """Who is on it, as a reporter reads it: an organisation by name, people by their trade."""
    if case.assigned_org:
        return str(case.assigned_org)
    return PARTY_WORDS.get(case.assigned_role, "工作人员")


def day_word(moment: dt.datetime, now: dt.datetime | None = None) -> str:
    """“今天下午”, “明天上午”, “11月25日上午” for a moment."""
    moment, today = timezone.localtime(moment), timezone.localdate(now)
    near = {0: "今天", 1: "明天", 2: "后天"}.get((moment.date() - today).days)
    half = "上午" if moment.hour < 12 else "下午" if moment.hour < 18 else "晚上"
    return f"{near or f'{moment.month}月{moment.day}日'}{half}"


def sentence(case: Case, *, asked: bool = True) -> str:
    """One plain sentence on where the case stands; `asked` to whoever is to say whether it is solved.

    Of a merged case it says where the other one stands.
    """
    if case.state == State.MERGED and case.merged_into:
        return f"和另一条一样的事并在一起办：{sentence(case.merged_into, asked=False)}"
    match State(case.state):
        case State.REPORTED:
            return f"已收到，最晚{day_word(case.respond_by_at)}给您答复"
        case State.ACCEPTED:
            return "社区已经接下这件事，正在安排人处理"
        case State.DISPATCHED:
            return f"已安排{party_word(case)}处理，等候接单"
        case State.WORKING:
            return _working(case)
        case State.SUSPENDED:
            return _waiting(case)
        case State.HANDLED:
            done = "请您看看是否真的解决了" if asked else "正在等最先说这件事的人确认"
            return f"{party_word(case)}说已经办好了，{done}"
        case State.CLOSED:
            return "这件事已经解决" if case.resolved else "这件事已答复，但还没有完全解决"
        case State.REJECTED:
            return "这件事社区办不了，原因和该找谁写在下面"
        case State.MERGED:
            return "和另一条一样的事并在一起办"
        case State.VOIDED:
            return "社区核对后停办了这件事，原因写在下面"


def happening(entry: TimelineEntry, party: str) -> str:
    """The title of a timeline entry in plain words."""
    if entry.action in ("dispatch", "redispatch"):
        return f"已安排{entry.data.get('word') or party}处理"
    if entry.action == "suspend" and entry.data.get("until"):
        return f"暂时办不了，要等到{_day(entry, 'until')}"
    if entry.action == "allow_extension" and entry.data.get("due_at"):
        return f"需要多一些时间，最晚{_day(entry, 'due_at')}办好"
    if entry.action == "take" and entry.data.get("expected_at"):
        return f"师傅已接单，预计{_day(entry, 'expected_at')}到"
    return HAPPENED.get(entry.action, "有新进展")


def _day(entry: TimelineEntry, name: str) -> str:
    """A moment kept with an entry, seen from the day of the entry."""
    return day_word(dt.datetime.fromisoformat(entry.data[name]), entry.at)


def of_other(title: str) -> str:
    """The title of an entry for somebody who waits for a case that another person reported."""
    return title.replace(HAPPENED["report"], "有人先说了这件事").replace("您", "先说的人")


def nameless(text: str, names: list[str]) -> str:
    """Text for the reporter with the names of the staff on the case taken out."""
    for name in sorted((n for n in names if len(n) > 1), key=len, reverse=True):
        text = text.replace(name, "工作人员")
    return text


def _waiting(case: Case) -> str:
    if case.suspended_until is None:
        return "暂时办不了，要等一等"
    return f"暂时办不了，要等一等，预计{day_word(case.suspended_until)}继续办"


def _working(case: Case) -> str:
    if not case.expected_at or case.expected_at < timezone.now():
        return f"{party_word(case)}已接单，正在处理"
    return f"{party_word(case)}已接单，预计{day_word(case.expected_at)}到"
