"""The kernel as a Django app: on start it lets every section register its handlers and jobs."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """App label `kernel`."""

    name = "linli.kernel"
    label = "kernel"
    verbose_name = "内核"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Nothing yet: sections are ready only after the kernel; see `linli.server.apps`."""
