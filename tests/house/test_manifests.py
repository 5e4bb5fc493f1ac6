"""Manifests are whole: what they name exists, and every route declares a gate that a manifest or the kernel knows."""

from collections.abc import Iterator

import pytest
from django.urls import get_resolver
from django.utils.module_loading import import_string
from ninja import Schema

from linli.kernel.api.gate import LOGGED_IN, PUBLIC
from linli.kernel.discovery import HOOKS, doors, sections

pytestmark = pytest.mark.smoke
# Addresses outside the API: pages and machine doors that check for themselves.
OUTSIDE_API = {"", "healthz", "metrics", "live"}


def _declared() -> set[str]:
    return {permission.id for section in sections() for permission in section.permissions}


def test_every_hook_of_a_manifest_can_be_imported() -> None:
    for section in sections():
        paths = [path for hook in HOOKS for path in getattr(section, hook)]
        paths += [tile.query for tile in section.tiles] + [item.badge for item in section.menu if item.badge]
        paths += [offer.query for offer in (*section.layers, *section.tallies, *section.shares)]
        for path in paths:
            assert callable(import_string(path)), path


def test_permissions_are_named_after_their_section_and_menus_use_declared_ones() -> None:
    for section in sections():
        for permission in section.permissions:
            assert permission.id.split(".")[0] == section.label, permission.id
            assert len(permission.id.split(".")) == 3, permission.id
        assert {item.permission for item in section.menu} - _declared() - {LOGGED_IN} == set(), section.label


def test_what_is_offered_to_insight_uses_declared_permissions() -> None:
    asked = {p for section in sections() for layer in section.layers for p in layer.permissions}
    asked |= {tally.permission for section in sections() for tally in section.tallies}
    asked |= {
        p
        for section in sections()
        for share in section.shares
        for p in (share.permission, share.rows_permission)
    }
    assert asked - _declared() == set()


def test_every_route_of_the_api_has_a_declared_gate() -> None:
    from linli.server.urls import api

    ungated = []
    for each in (api, *(import_string(door.api) for door in doors())):
        for path, item in each.get_openapi_schema()["paths"].items():
            for method, operation in item.items():
                if operation.get("x-permission") not in {PUBLIC, LOGGED_IN} | _declared():
                    ungated.append(f"{method.upper()} {path}: {operation.get('x-permission')}")
    assert ungated == []


def test_what_is_pushed_outside_is_named_and_described_in_one_way_only() -> None:
    declared = [event for section in sections() for event in section.webhooks]
    assert len({event.kind for event in declared}) == len(declared)
    for event in declared:
        assert "area_id" in import_string(event.event).__dataclass_fields__, event.kind
        assert callable(import_string(event.payload)), event.kind


def test_settings_are_named_after_their_section_and_explained() -> None:
    for section in sections():
        for setting in section.settings:
            assert setting.name.startswith(f"{section.label}."), setting.name
            assert setting.help, setting.name


def test_every_shape_of_the_api_has_a_name_of_its_own() -> None:
    """Two shapes of one name are one in the OpenAPI file, and the pages then get the wrong one."""
    from linli.server.urls import api

    api.get_openapi_schema()
    found: dict[str, set[str]] = {}
    for shape in _shapes(Schema):
        if shape.__module__.startswith("linli.") and ".tests." not in shape.__module__:
            found.setdefault(shape.__name__, set()).add(shape.__module__)
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def _shapes(base: type[Schema]) -> Iterator[type[Schema]]:
    for shape in base.__subclasses__():
        yield shape
        yield from _shapes(shape)


def test_addresses_resolve() -> None:
    assert get_resolver().url_patterns
