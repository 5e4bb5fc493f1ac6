"""The errors a person can meet: each carries its HTTP status and a Chinese message that says what to do."""

from __future__ import annotations

from collections.abc import Mapping


class DomainError(Exception):
    """A rule of the domain refused the request; nothing was changed. `fields` puts a message beside a field."""

    status = 422
    code = "invalid"

    def __init__(self, message: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})

    def body(self) -> dict[str, object]:
        """The JSON body that every face understands."""
        return {"error": {"code": self.code, "message": self.message, "fields": self.fields}}


class Unauthorized(DomainError):
    """Nobody is logged in, or the key is wrong."""

    status, code = 401, "unauthorized"

    def __init__(self, message: str = "请先登录。") -> None:
        super().__init__(message)


class Forbidden(DomainError):
    """The actor is known but lacks the permission."""

    status, code = 403, "forbidden"

    def __init__(self, message: str = "您没有办理此事的权限，请联系社区管理员。") -> None:
        super().__init__(message)


class NotFound(DomainError):
    """There is no such thing, or it lies outside the actor's areas (which must look the same)."""

    status, code = 404, "not_found"

    def __init__(self, message: str = "没有找到，可能已被删除，或不在您负责的范围内。") -> None:
        super().__init__(message)


class Conflict(DomainError):
    """Somebody was faster, or the thing has changed since it was read."""

    status, code = 409, "conflict"


class TooLarge(DomainError):
    """The upload is larger than allowed."""

    status, code = 413, "too_large"


class TooMany(DomainError):
    """Too many requests. `retry_after` is in seconds."""

    status, code = 429, "too_many"

    def __init__(self, message: str, *, retry_after: int = 60) -> None:
        super().__init__(message)
        self.retry_after = retry_after
