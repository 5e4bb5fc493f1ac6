"""Every change to the registry: one transaction each, audited."""

from linli.sections.registry.services.corrections import (
    decide_correction,
    own_person,
    propose_correction,
    verify_own,
)
from linli.sections.registry.services.grids import (
    add_grid,
    assign_buildings,
    change_grid,
    give_grid,
    hand_over,
)
from linli.sections.registry.services.living import end_occupancy, move_in, set_head, set_relation
from linli.sections.registry.services.organisations import (
    add_organisation,
    change_organisation,
    report_member,
)
from linli.sections.registry.services.people import (
    add_contact,
    add_person,
    change_person,
    close_person,
    erase_person,
    merge_people,
    remove_contact,
)
from linli.sections.registry.services.places import (
    add_area,
    add_building,
    add_home,
    change_building,
    change_home,
    rename_area,
)
from linli.sections.registry.services.plans import check_plan, restore_plan, save_plan
from linli.sections.registry.services.tags import (
    change_tag,
    define_tag,
    evaluate_tag,
    review_tag,
    set_tag,
    unset_tag,
)

__all__ = [
    "add_area",
    "add_building",
    "add_contact",
    "add_grid",
    "add_home",
    "add_organisation",
    "add_person",
    "assign_buildings",
    "change_building",
    "change_grid",
    "change_home",
    "change_organisation",
    "change_person",
    "change_tag",
    "check_plan",
    "close_person",
    "decide_correction",
    "define_tag",
    "end_occupancy",
    "erase_person",
    "evaluate_tag",
    "give_grid",
    "hand_over",
    "merge_people",
    "move_in",
    "own_person",
    "propose_correction",
    "remove_contact",
    "rename_area",
    "report_member",
    "restore_plan",
    "review_tag",
    "save_plan",
    "set_head",
    "set_relation",
    "set_tag",
    "unset_tag",
    "verify_own",
]
