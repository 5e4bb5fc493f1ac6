"""The flow as tables for the section README: the arrows, and states × actions × roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linli.sections.cases.flow.parts import WHO, Step
from linli.sections.cases.flow.states import State


def arrows(steps: Sequence[Step]) -> str:
    """Every arrow with its condition, who may follow it, and what it asks for (* must be given)."""
    head = "| 动作 | 从 | 到 | 条件 | 谁 | 权限 | 要填什么 |\n|---|---|---|---|---|---|---|"
    return "\n".join((head, *map(_arrow, steps)))


def _arrow(step: Step) -> str:
    fields = "、".join(f.label + ("*" if f.required else "") for f in step.fields)
    return (
        f"| {step.title} `{step.action}` | {'、'.join(s.label for s in step.sources)} "
        f"| {step.target.label if step.target else '不变'} | {step.when.words if step.when else '—'} "
        f"| {WHO[step.who]} | `{step.permission}` | {fields or '—'} |"
    )


def matrix(steps: Sequence[Step], roles: Mapping[str, Sequence[str]]) -> str:
    """One row per state, one column per group of roles that may do the same; `roles`: permission → role titles."""
    columns = _columns(steps, roles)
    head = "| 状态 | " + " | ".join("、".join(names) for names in columns) + " |"
    rows = [
        f"| {state.label} | "
        + " | ".join(_cell(steps, state, allowed) for allowed in columns.values())
        + " |"
        for state in State
    ]
    return "\n".join((head, "|---" * (len(columns) + 1) + "|", *rows))


def _columns(steps: Sequence[Step], roles: Mapping[str, Sequence[str]]) -> dict[tuple[str, ...], set[str]]:
    """Role titles that hold the same permissions → those permissions; reporters come first."""
    staff = [s for s in steps if s.who != "reporter"]
    held: dict[str, set[str]] = {}
    for permission in dict.fromkeys(s.permission for s in staff):
        for role in roles[permission]:
            held.setdefault(role, set()).add(permission)
    groups: dict[frozenset[str], list[str]] = {}
    for role, permissions in held.items():
        groups.setdefault(frozenset(permissions), []).append(role)
    own = {s.permission for s in steps if s.who == "reporter"}
    return {("诉求人",): own, **{tuple(names): set(allowed) for allowed, names in groups.items()}}


def _cell(steps: Sequence[Step], state: State, allowed: set[str]) -> str:
    titles = [s.title for s in steps if state in s.sources and s.permission in allowed]
    return "、".join(dict.fromkeys(titles)) or "—"
