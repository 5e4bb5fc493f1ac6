"""What the sections offer, collected for one person or one screen; and the bulletins."""

from linli.sections.insight.queries.bulletins import bulletins, notices_tile, playlist
from linli.sections.insight.queries.goals import goals, goals_tile, line_row, rows_behind
from linli.sections.insight.queries.offers import tiles, todos
from linli.sections.insight.queries.onplan import plan_map, plan_tile
from linli.sections.insight.queries.rollup import roll_up

__all__ = [
    "bulletins",
    "goals",
    "goals_tile",
    "line_row",
    "notices_tile",
    "plan_map",
    "plan_tile",
    "playlist",
    "roll_up",
    "rows_behind",
    "tiles",
    "todos",
]
