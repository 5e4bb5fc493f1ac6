"""Imports of rosters: upload, correct, decide, confirm, undo."""

from linli.sections.registry.services.imports.batches import (
    cancel_import,
    confirm_import,
    correct_columns,
    upload_roster,
)
from linli.sections.registry.services.imports.decide import decide_row
from linli.sections.registry.services.imports.run import run_import
from linli.sections.registry.services.imports.undo import undo_import

__all__ = [
    "cancel_import",
    "confirm_import",
    "correct_columns",
    "decide_row",
    "run_import",
    "undo_import",
    "upload_roster",
]
