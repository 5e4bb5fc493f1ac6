"""The rule of outreach.audience_count as OpenFisca variables over arrays read from the same database."""

import datetime as dt
from typing import Any

ROWS = """
SELECT p.status, p.hukou, p.born_on,
 EXISTS (SELECT 1 FROM registry_persontag t JOIN registry_tag g ON g.id = t.tag_id
         WHERE t.person_id = p.id AND g.name = '已参保' AND t.source <> 'rule')
FROM registry_person p WHERE p.area_id IN (SELECT id FROM kernel_area WHERE path LIKE %s)"""


def loaded(path: str) -> dict[str, Any]:
    """The four inputs of everybody below the area, as arrays; an unknown birthday is one that never comes."""
    import numpy as np
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(ROWS, [f"{path}%"])
        status, hukou, born, enrolled = zip(*cursor.fetchall(), strict=True)
    return {
        "active": np.isin(np.array(status), ("resident", "tenant")),
        "local": np.char.find(np.array(hukou), "任城区") >= 0,
        "born": np.array([str(day) if day else "2999-01-01" for day in born], dtype="datetime64[D]"),
        "enrolled": np.array(enrolled, dtype=bool),
    }


def calculated(arrays: dict[str, Any], day: dt.date, born_by: dt.date) -> int:
    """How many are eligible on the day."""
    from openfisca_core.simulations import SimulationBuilder

    simulation = SimulationBuilder().build_default_simulation(system(born_by), len(arrays["active"]))
    for name, values in arrays.items():
        simulation.set_input(name, str(day), values)
    return int(simulation.calculate("eligible", str(day)).sum())


def system(born_by: dt.date) -> Any:
    """Four input variables and the rule."""
    import numpy as np
    from openfisca_core import entities, periods, taxbenefitsystems, variables

    person = entities.Entity("person", "persons", "", "")
    last = np.datetime64(born_by)

    def eligible(persons: Any, period: Any) -> Any:
        here = persons("active", period) & persons("local", period)
        return here & (persons("born", period) <= last) & ~persons("enrolled", period)

    made = taxbenefitsystems.TaxBenefitSystem([person])
    kinds = {"active": bool, "local": bool, "born": dt.date, "enrolled": bool, "eligible": bool}
    for name, kind in kinds.items():
        body = {"value_type": kind, "entity": person, "definition_period": periods.DateUnit.DAY}
        rule = {"formula": eligible} if name == "eligible" else {}
        made.add_variable(type(name, (variables.Variable,), {**body, **rule}))
    return made
