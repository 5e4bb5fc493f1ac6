"""What the manifest offers to insight: the layer of open cases, numbers of the roll-up, parts of the “四全” goals."""

from __future__ import annotations

from linli.kernel.offers import Column, Layer, Share, Tally

QUERIES = "linli.sections.cases.queries.offers"
READ, COUNT, PERSON = "cases.case.read", "cases.measures.read", "registry.person.read"

LAYERS = (Layer("cases.open", "未办结诉求", f"{QUERIES}.case_marks", (READ, COUNT), "circle", 20),)
TALLIES = (
    Tally(
        f"{QUERIES}.tally",
        COUNT,
        (
            Column("cases_open", "未办结诉求", "件"),
            Column("cases_late", "超期诉求", "件"),
            Column("cases_ended", "已办结诉求", "件"),
            Column("cases_month", "30天新增诉求", "件"),
        ),
    ),
)
SHARES = (
    Share(
        "cases.answered", "response", "诉求响应率",
        "近 90 天上报的诉求：响应时限内已受理或答复 ÷ （已响应 + 超过响应时限未响应）",
        f"{QUERIES}.answered_cases", COUNT, READ, "按时响应", "未按时响应", 1,
    ),
    Share(
        "cases.punctual", "response", "按期办结率",
        "近 90 天上报的诉求：办理时限内处置完成 ÷ （已处置 + 超过办理时限未处置）",
        f"{QUERIES}.punctual_cases", COUNT, READ, "按期处置", "未按期处置", 2,
    ),
    Share(
        "cases.solved", "response", "解决率", "近 90 天上报的诉求：诉求人或核查人认定已解决 ÷ 已结案",
        f"{QUERIES}.solved_cases", COUNT, READ, "已解决", "未解决", 3,
    ),
    Share(
        "cases.taking_part", "participation", "居民参与率",
        "一年内上报过诉求或跟办过诉求的成年居民 ÷ 全部成年居民",
        f"{QUERIES}.taking_part", COUNT, PERSON, "参与过", "还没有参与", 1,
    ),
    Share(
        "cases.rated", "participation", "诉求评价率", "近 90 天上报并结案的诉求中，居民评价过的 ÷ 已结案的",
        f"{QUERIES}.rated_cases", COUNT, READ, "已评价", "未评价", 2,
    ),
)  # fmt: skip
