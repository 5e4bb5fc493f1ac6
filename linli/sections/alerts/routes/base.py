"""The section's router, shared by its route files."""

from linli.kernel.api import SectionRouter

router = SectionRouter("alerts")
