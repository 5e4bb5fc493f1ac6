"""The REST face of insight."""

from linli.kernel.api import SectionRouter

router = SectionRouter("insight")

from linli.sections.insight.routes import board, bulletins  # noqa: E402, F401  (they declare their routes on the router)
