"""The composition root: settings, urls, asgi and the `linli` command."""
