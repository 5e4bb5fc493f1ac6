"""The registry's REST face."""

from linli.kernel.api import SectionRouter

router = SectionRouter("registry")

from linli.sections.registry.routes import (  # noqa: E402, F401  (they declare their routes on the router)
    corrections,
    grids,
    households,
    imports,
    organisations,
    people,
    places,
    plans,
    tags,
)
