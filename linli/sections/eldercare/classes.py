"""Which categories an elder falls into by rule (规则分类): pure, from what the registry and the assessment say.

RULE_VERSION counts up whenever a rule changes its meaning, so that every row tells by which one it was made.
"""

from __future__ import annotations

import datetime as dt

from linli.sections.eldercare.models import Elder
from linli.sections.registry.queries import Living

RULE_VERSION = 1
AGE = 60
"""From this age on somebody is an elder (老年人权益保障法第2条)."""
GENERATION = 16
"""So many years younger: taken for a child or grandchild when no kinship is registered."""
CHILDREN = {
    "子", "女", "儿子", "女儿", "媳", "儿媳", "婿", "女婿", "孙", "孙子", "孙女", "外孙", "外孙女",
    "长子", "次子", "长女", "次女",
}  # fmt: skip
PARENTS = {
    "父", "母", "父亲", "母亲", "岳父", "岳母", "公公", "婆婆", "祖父", "祖母", "外祖父", "外祖母",
}  # fmt: skip
SPOUSES = {"配偶", "妻", "夫", "丈夫", "妻子"}
STRANGERS = {"保姆", "护工", "租客", "租户", "借住", "雇工"}


def years(born_on: dt.date, today: dt.date) -> int:
    """Completed years of age (周岁)."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def by_rule(living: Living, grade: int, ages: dict[str, int], today: dt.date) -> dict[str, str]:
    """Rule → reason in words, for each rule that holds. `ages`: the least age per rule."""
    age = years(living.born_on, today) if living.born_on else None
    found = dict([_ability(grade)]) if grade > 0 else {}
    if age is None or not living.present:
        return found
    if age >= ages.get("aged", 80):
        found["aged"] = f"{age} 周岁"
    home = _home(living)
    if home and age >= ages.get(home[0], AGE):
        found[home[0]] = home[1]
    return found


def _ability(grade: int) -> tuple[str, str]:
    title = Elder.Grade(grade).label
    return ("disabled" if grade >= Elder.Grade.SEVERE else "half_disabled"), f"能力评估：{title}"


def _home(living: Living) -> tuple[str, str] | None:
    """Alone, with children, or an empty nest; None when the registry does not say enough."""
    if living.home_id is None:
        return None
    if not living.others:
        return "alone", "住所登记只有一人居住"
    kin = [_is_child(living, mate.relation, mate.born_on) for mate in living.others]
    if True in kin:
        return "with_children", f"与 {kin.count(True)} 名晚辈同住"
    if None in kin:
        return None
    return "empty_nest", f"同住 {len(kin)} 人，没有晚辈同住"


def _is_child(living: Living, relation: str, born_on: dt.date | None) -> bool | None:
    """True for a child, grandchild or their spouse; None when neither kinship nor age tells."""
    if relation in STRANGERS or relation in SPOUSES:
        return False if relation in STRANGERS or living.relation == "户主" else _younger(living, born_on)
    if living.relation in {"户主", *SPOUSES} and relation:
        return relation in CHILDREN
    if living.relation in PARENTS and (relation == "户主" or relation in CHILDREN):
        return True
    return _younger(living, born_on)


def _younger(living: Living, born_on: dt.date | None) -> bool | None:
    if born_on is None or living.born_on is None:
        return None
    return (born_on - living.born_on).days >= GENERATION * 365
