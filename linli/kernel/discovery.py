"""Finds the sections and the hooks they declare; nothing is listed by hand."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

import linli.sections
from linli.kernel.manifest import Contact, Door, Permission, Runner, Section, SmsTemplate, WebhookEvent

HOOKS = ("todos", "search", "bell", "profile", "health", "plans")


def section_names() -> list[str]:
    """Dotted names of every section package: a folder under `linli/sections` with an `apps.py`."""
    found = (f"linli.sections.{m.name}" for m in pkgutil.iter_modules(linli.sections.__path__) if m.ispkg)
    return [name for name in found if find_spec(f"{name}.apps")]


def sections() -> list[Section]:
    """The manifests of the installed sections, in menu order."""
    found = [config for config in apps.get_app_configs() if isinstance(config, Section)]
    return sorted(found, key=lambda s: (s.order, s.label))


def section(label: str) -> Section:
    """The manifest of one section. Raises LookupError when there is none."""
    return next(s for s in sections() if s.label == label)


@cache
def permissions() -> dict[str, Permission]:
    """Every declared permission by id."""
    return {p.id: p for s in sections() for p in s.permissions}


def hooks(name: str) -> Iterator[tuple[Section, Callable[..., Any]]]:
    """(section, function) for each hook of that name that a manifest declares."""
    if name not in HOOKS:
        raise ValueError(f"unknown hook {name!r}: one of {HOOKS}")
    for found in sections():
        for path in getattr(found, name):
            yield found, import_string(path)


def doors() -> list[Door]:
    """The doors beside `/api` that manifests declare."""
    return [door for found in sections() for door in found.doors]


@cache
def webhooks() -> dict[str, WebhookEvent]:
    """What may be pushed to outside systems, by kind."""
    return {declared.kind: declared for found in sections() for declared in found.webhooks}


@cache
def sms_templates() -> dict[str, SmsTemplate]:
    """Every SMS template that manifests declare, by name."""
    return {declared.name: declared for found in sections() for declared in found.sms}


def runners() -> list[Runner]:
    """What the sections have running beside the ingest, made but not started."""
    return [import_string(path)() for found in sections() for path in found.runners]


def contacts(name: str, facts: dict[str, Any]) -> list[Contact]:
    """Whom the sections name as recipients of that name for an alert with these facts."""
    asked = [r for found in sections() for r in found.recipients if r.name == name]
    return [contact for recipient in asked for contact in import_string(recipient.query)(facts)]


def import_each(module: str) -> None:
    """Imports `<section>.<module>` of every section that has one (handlers, jobs …)."""
    for found in sections():
        if find_spec(f"{found.name}.{module}"):
            import_module(f"{found.name}.{module}")
