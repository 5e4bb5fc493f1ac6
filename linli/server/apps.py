"""The composition root as a Django app: it comes last, so that every section is known when it is ready."""

from django.apps import AppConfig

from linli.kernel.discovery import import_each


class ServerConfig(AppConfig):
    """App label `server`."""

    name = "linli.server"
    label = "server"

    def ready(self) -> None:
        """Lets every section register its event handlers and jobs."""
        import_each("handlers")
        import_each("jobs")
