"""What the section counts (统计指标): every measure with its formula, every way to break it down. The only place.

Page, hall screen, workbench, insight and the case list all compile these same conditions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from linli.sections.cases.flow import RUNNING, State
from linli.sections.cases.models import Callback

Condition = Callable[[dt.datetime], Q]
GOOD_STARS = 4
"""From so many stars on somebody is satisfied."""


@dataclass(frozen=True)
class Definition:
    """A share of cases: `part` of `whole`, as words and as conditions at a moment; `high` says which way is good."""

    id: str
    title: str
    part_words: str
    whole_words: str
    part: Condition
    whole: Condition
    high: bool = True

    @property
    def formula(self) -> str:
        """The written formula."""
        return f"{self.part_words} ÷ {self.whole_words}"

    def rows(self, which: str, now: dt.datetime) -> Q:
        """The cases in the numerator (part), in the denominator (whole), or only in the latter (rest)."""
        if which == "whole":
            return self.whole(now)
        return self.whole(now) & (self.part(now) if which == "part" else ~self.part(now))


COUNTED = ~Q(state__in=(State.VOIDED, State.MERGED))
"""Void cases were none; a merged one is counted as the one it was merged into."""
DISPATCHED = COUNTED & (~Q(party_key="") | Q(returned__gt=0))
ASKED = Callback.objects.filter(case=OuterRef("pk"), round=OuterRef("round"))


def _answered(now: dt.datetime) -> Q:
    return COUNTED & (Q(responded_at__isnull=False) | Q(respond_by_at__lt=now))


def _worked(now: dt.datetime) -> Q:
    return COUNTED & (Q(handled_at__isnull=False) | Q(state__in=RUNNING, due_at__lt=now))


def _to_ask(now: dt.datetime) -> Q:
    return COUNTED & Q(Exists(ASKED.exclude(state=Callback.State.DROPPED)))


MEASURES: tuple[Definition, ...] = (
    Definition(
        "response",
        "响应率",
        "响应时限内已受理或答复",
        "（已响应 + 超过响应时限未响应）",
        lambda now: Q(responded_at__isnull=False, responded_at__lte=F("respond_by_at")),
        _answered,
    ),
    Definition(
        "on_time",
        "按期办结率",
        "办理时限内处置完成",
        "（已处置 + 超过办理时限未处置）",
        lambda now: Q(handled_at__isnull=False, handled_at__lte=F("due_at")),
        _worked,
    ),
    Definition(
        "resolved",
        "解决率",
        "诉求人或核查人认定已解决",
        "已结案",
        lambda now: Q(resolved__isnull=False, resolved=True),
        lambda now: Q(state=State.CLOSED),
    ),
    Definition(
        "satisfied",
        "满意率",
        "评价为 4 星或 5 星",
        "已评价",
        lambda now: Q(rating__gte=GOOD_STARS),
        lambda now: COUNTED & Q(rating__isnull=False),
    ),
    Definition(
        "callback",
        "回访率",
        "已回访到本人",
        "列入回访（抽中或返工后再问；本人已评价的不用问）",
        lambda now: Q(Exists(ASKED.filter(state=Callback.State.REACHED))),
        _to_ask,
    ),
    Definition(
        "returned",
        "退单率",
        "被责任方退回过",
        "派遣过",
        lambda now: Q(returned__gt=0),
        lambda now: DISPATCHED,
        high=False,
    ),
    Definition(
        "extended",
        "延期率",
        "经批准延期过",
        "派遣过",
        lambda now: Q(extended__gt=0),
        lambda now: DISPATCHED,
        high=False,
    ),
    Definition(
        "repeated",
        "重复诉求率",
        "与别的诉求是同一件事，已并入",
        "全部上报（作废的除外）",
        lambda now: Q(state=State.MERGED),
        lambda now: ~Q(state=State.VOIDED),
        high=False,
    ),
)
BY_ID = {measure.id: measure for measure in MEASURES}
WHICH = {"part": "分子", "whole": "分母", "rest": "分母中未达到的"}


def as_markdown() -> str:
    """The measures and their formulas, as the section README shows them."""
    rows = [f"| {m.title} | {m.part_words} | {m.whole_words} |" for m in MEASURES]
    return "\n".join(("| 指标 | 分子 | 分母 |", "|---|---|---|", *rows))
