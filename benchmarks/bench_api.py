"""api: the people list against a constant of equal size, and the one port against plain WSGI.

The constant stands behind the same gate (session, roles, permission); `bare_ratio` is against one with no gate at all.

Both sides of a ratio take turns in short rounds, so that a busy machine disturbs both alike; the median counts.
"""

from itertools import product
from statistics import median

from benchmarks.people import street_of
from benchmarks.report import report, rounded
from benchmarks.stage import gunicorn, linli_serve, load, stage

PEOPLE = 200_000
LIST = "/api/registry/people?age_min=60&sex=女&status=resident&size=20".replace("女", "%E5%A5%B3")
ROUNDS = 5


def run(*, quick: bool) -> bool:
    """On the database of LINLI_DATABASE_URL (empty), else SQLite."""
    people, seconds = (5_000, 1.0) if quick else (PEOPLE, 3.0)
    with stage() as env:
        import django

        django.setup()
        from django.db import connections

        from linli.server.database_state import engine, migrate

        migrate()
        cookie = street_of(people)
        with connections["default"].cursor() as cursor:
            cursor.execute("ANALYZE")
        name = engine()
        connections.close_all()
        with linli_serve(env) as (ours, _), gunicorn(env) as plain:
            size = load(ours + LIST, seconds=0.5, cookie=cookie)["bytes"]
            paths = (
                ours + LIST,
                *(
                    f"{base}/bench/{kind}?size={size}"
                    for base, kind in product((ours, plain), ("gated", "constant"))
                ),
            )
            rounds = [[load(path, seconds=seconds, cookie=cookie) for path in paths] for _ in range(ROUNDS)]
    sides = list(zip(*rounds, strict=True))
    listed, gated, bare, gated_plain, bare_plain = (median(one["rate"] for one in side) for side in sides)
    common = {"engine": name, "bytes": size}
    p99 = round(median(one["p99_ms"] for one in sides[0]))
    held = report(
        "api.people_list",
        listed,
        "requests/s",
        baseline=gated,
        at_least=0.30,
        people=people,
        p99_ms=p99,
        bare_ratio=rounded(listed / bare),
        **common,
    )
    limits = {"unit": "requests/s", "at_least": 0.75, **common}
    through = report("api.constant_vs_wsgi", gated, baseline=gated_plain, **limits)
    bare_through = report("api.bare_constant_vs_wsgi", bare, baseline=bare_plain, **limits)
    return held and through and bare_through
