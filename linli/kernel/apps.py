"""The kernel as a Django app."""

from django.apps import AppConfig
from ninja import Schema
from ninja.params.models import ParamModel

for shape in (Schema, ParamModel):
    # Made ready at first use: there are two thousand shapes, and a day sees a few hundred.
    shape.model_config["defer_build"] = True


class KernelConfig(AppConfig):
    """App label `kernel`."""

    name = "linli.kernel"
    label = "kernel"
    verbose_name = "内核"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The kernel's own nightly job. Sections are ready only after the kernel; see `linli.server.apps`."""
        from linli.kernel.outbox import housekeeping  # noqa: F401
