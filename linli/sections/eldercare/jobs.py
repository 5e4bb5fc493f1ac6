"""Elder care by the clock."""

from __future__ import annotations

from linli.kernel.jobs import daily
from linli.sections.eldercare.services.working_out import work_out


@daily("02:50")
def work_out_categories() -> None:
    """People grow older overnight; after the registry's own rules."""
    work_out()
