"""Declarative API tests: name a route and who may use it, get the five tests that every route deserves.

class TestDisable(ApiRoute):
    method, permission, role = "POST", "administration.user.manage", SECRETARY

    def path(self, world, branch):
        return f"/api/administration/users/{world.user('worker', branch.community).pk}/disable"
"""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from linli.kernel.access import ROLES, roles_with
from linli.kernel.testing.world import Branch, World, row_counts, writes_seen


class ApiRoute:
    """Subclass with `method`, `permission`, `role` (one that holds it) and `path`; `body` when it takes one.

    `bound` says that the path (or body) names a thing of an area, so that another area's must look absent.
    """

    method: ClassVar[str] = "GET"
    permission: ClassVar[str] = ""
    role: ClassVar[str] = ""
    bound: ClassVar[bool] = True
    expected: ClassVar[int] = 200

    def path(self, world: World, branch: Branch) -> str:
        """The address of a thing of that branch; makes the thing."""
        raise NotImplementedError

    def body(self, world: World, branch: Branch) -> Any:
        """The JSON sent, if any."""
        return None

    def check(self, world: World, answer: Any) -> None:
        """What the good answer must say, and what must have changed."""

    @pytest.mark.django_db
    def test_happy_path(self, world: World) -> None:
        """Who holds the permission here may."""
        path, body = self.path(world, world.near), self.body(world, world.near)
        answer = world.browser(self.role).call(self.method, path, body)
        assert answer.status_code == self.expected, answer.content.decode()
        self.check(world, answer)

    @pytest.mark.django_db
    def test_anonymous_is_refused(self, world: World) -> None:
        """Nobody signed in: 401, nothing changed."""
        self._refused(world, None, world.near, 401)

    @pytest.mark.django_db
    def test_without_permission_is_refused(self, world: World) -> None:
        """A role without the permission: 403, nothing changed."""
        without = [key for key in ROLES if key not in roles_with(self.permission)]
        for role in without:
            self._refused(world, role, world.near, 403)

    @pytest.mark.django_db
    def test_other_area_looks_absent(self, world: World) -> None:
        """The right role on another area: 404, as if the thing did not exist; nothing changed."""
        if self.bound:
            self._refused(world, self.role, world.far, 404)

    @pytest.mark.django_db
    def test_foreign_form_is_refused(self, world: World) -> None:
        """Another web site cannot act through the browser: no CSRF token, no change."""
        if self.method == "GET":
            return
        path, body = self.path(world, world.near), self.body(world, world.near)
        browser = world.browser(self.role)
        before = row_counts()
        answer = browser.call(self.method, path, body, X_CSRFToken="", Origin="https://elsewhere.example")
        assert answer.status_code == 403
        assert row_counts() == before

    def _refused(self, world: World, role: str | None, branch: Branch, status: int) -> None:
        path, body = self.path(world, branch), self.body(world, branch)
        browser = world.browser(role)
        before = row_counts()
        with writes_seen() as writes:
            answer = browser.call(self.method, path, body)
        assert answer.status_code == status, (role, answer.content.decode())
        assert set(answer.json()) == {"error"}
        assert writes == []
        assert row_counts() == before
