"""cases: list, page, report and search over 200,000 cases, against a constant of equal size behind the same gate.

Both sides of a ratio take turns in short rounds, so that a busy machine disturbs both alike; the median counts.
"""

import json
from statistics import median
from urllib.parse import quote

from benchmarks.people import session
from benchmarks.report import report
from benchmarks.stage import linli_serve, load, stage
from benchmarks.town import town

CASES, PEOPLE = 200_000, 50_000
READ, REPORT = "cases.case.read", "cases.case.report"
LIST = "/api/cases/cases?state=closed&category=light&source=resident&size=20"
SEARCHES = ("漏水", "楼道灯", "12号楼3单元", "旗杆基座", "老人", "14度")
"""Two characters and more, found in a tenth of all cases or in a handful."""
SAID = {"text": "大风过后有散落树叶请及时清理", "category": "leaves", "place": "3号楼东侧"}
ROUNDS = 5


def run(*, quick: bool) -> bool:
    """On the database of LINLI_DATABASE_URL (empty), else SQLite."""
    cases, people, seconds = (8_000, 4_000, 1.0) if quick else (CASES, PEOPLE, 3.0)
    with stage() as env:
        import django

        django.setup()
        from django.db import connections

        from linli.server.database_state import engine, migrate

        migrate()
        staff, estate = town(cases, people)
        resident, name = session(estate, "resident", "resident"), engine()
        connections.close_all()
        with linli_serve(env) as (base, _):
            common = {"engine": name, "cases": cases, "people": people}
            return measure(base, staff, resident, seconds, common)


def measure(base: str, staff: str, resident: str, seconds: float, common: dict[str, object]) -> bool:
    """Every claim against a running server that holds the cases."""
    page = f"/api/cases/cases/{_middle(base, staff)}"
    held = _against_constant(base, "cases.filtered_list", LIST, READ, staff, seconds, 0.30, common)
    held &= _against_constant(base, "cases.page", page, READ, staff, seconds, 0.30, common)
    submit = ("cases.submit", "/api/cases/cases", REPORT, resident, seconds, 0.15, common)
    held &= _against_constant(base, *submit, body=json.dumps(SAID, ensure_ascii=False))
    return _search(base, staff, seconds, common) and held


def _middle(base: str, cookie: str) -> int:
    """The id of a case far from both ends."""
    from urllib.request import Request, urlopen

    with urlopen(
        Request(f"{base}/api/cases/cases?page=40&state=closed", headers={"Cookie": cookie})
    ) as answer:
        return int(json.load(answer)["items"][0]["id"])


def _against_constant(
    base: str,
    name: str,
    path: str,
    permission: str,
    cookie: str,
    seconds: float,
    at_least: float,
    common: dict[str, object],
    *,
    body: str = "",
) -> bool:
    size = load(base + path, seconds=2.0, cookie=cookie, body=body)["bytes"]
    constant = f"{base}/bench/gated?size={size}&permission={permission}"
    rounds = [
        [load(url, seconds=seconds, cookie=cookie, body=body) for url in (base + path, constant)]
        for _ in range(ROUNDS)
    ]
    ours, theirs = zip(*rounds, strict=True)
    return report(
        name,
        median(one["rate"] for one in ours),
        "requests/s",
        baseline=median(one["rate"] for one in theirs),
        at_least=at_least,
        bytes=size,
        p99_ms=round(median(one["p99_ms"] for one in ours)),
        **common,
    )


def _search(base: str, cookie: str, seconds: float, common: dict[str, object]) -> bool:
    """The slowest search's time over the filtered list's, one asking at a time."""
    paths = [LIST, *(f"/api/cases/cases?size=20&text={quote(word)}" for word in SEARCHES)]
    rounds = [
        [load(base + path, seconds=seconds / 3, cookie=cookie, connections=1)["p50_ms"] for path in paths]
        for _ in range(ROUNDS)
    ]
    listed, *found = (median(side) for side in zip(*rounds, strict=True))
    slowest = max(found)
    more = {"word": SEARCHES[found.index(slowest)], "by_word": dict(zip(SEARCHES, found, strict=True))}
    return report("cases.search_vs_list", slowest, "ms", baseline=listed, at_most_ratio=5, **more, **common)
