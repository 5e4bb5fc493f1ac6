"""The kernel as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """App label `kernel`."""

    name = "linli.kernel"
    label = "kernel"
    verbose_name = "内核"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The kernel's own nightly job. Sections are ready only after the kernel; see `linli.server.apps`."""
        from linli.kernel.outbox import housekeeping  # noqa: F401
