"""Where an account belongs: the area under which its audit entries are read."""

from __future__ import annotations

from linli.kernel.models import Area, User


def home_area(user: User) -> Area | None:
    """The area of the first role held, or None."""
    holding = user.holdings.select_related("area").first()
    return holding.area if holding else None
