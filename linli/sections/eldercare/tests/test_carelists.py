"""The lists of care in action ask the database as often for many rows as for one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.kernel.testing.world import Browser, World
from linli.sections.eldercare.tests import care as c
from linli.sections.eldercare.tests import caresamples
from linli.sections.eldercare.tests.factories import elder

LISTS = (
    "visits", "visits/rounds", "visits/plans", "visits/coverage", "reminders", "reminders/rings", "guard?everybody=true",
    "falls", "cabinets", "drugs", "restocks", "batches", "prescriptions", "dispensings",
)  # fmt: skip


def asked(browser: Browser) -> dict[str, int]:
    """How many queries each list takes."""
    found = {}
    for path in LISTS:
        with CaptureQueriesContext(connection) as seen:
            c.ok(browser.call("GET", f"{c.API}/{path}"))
        found[path] = len(seen)
    return found


@pytest.mark.function("5.5", "5.6", "5.8", "5.9")
def test_lists_cost_the_same_for_many(world: World) -> None:
    doctor = world.browser("doctor")
    caresamples.samples(world.near.estate, elder(world.near.estate, name="王桂兰"))
    c.ok(doctor.call("GET", f"{c.API}/drugs"))
    one = asked(doctor)
    for place, name in ((world.near.community, "李大爷"), (world.near.grid, "赵奶奶")):
        caresamples.samples(place, elder(world.near.estate, name=name))
    assert asked(doctor) == one
