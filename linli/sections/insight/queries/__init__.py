"""What the sections offer, collected for one person or one screen; and the bulletins."""

from linli.sections.insight.queries.bulletins import bulletins, notices_tile
from linli.sections.insight.queries.offers import tiles, todos

__all__ = ["bulletins", "notices_tile", "tiles", "todos"]
