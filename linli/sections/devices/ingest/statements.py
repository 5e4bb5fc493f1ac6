"""The writer's statements: each takes a whole batch as one JSON array, so that no row is a step of Python's."""

from __future__ import annotations

READING = (
    'INSERT INTO devices_reading (device_id, at_ms, "values") SELECT {0}, {1}, {2} FROM {rows} WHERE true '
    "ON CONFLICT DO NOTHING"
)
"""[device, time, values]"""
KEPT_READINGS = (
    'SELECT r.id, r.device_id, r.at_ms, r."values" FROM {rows} JOIN devices_reading r '
    "ON r.device_id = {0} AND r.at_ms = {1}"
)
NEWER_LATEST = (
    'SELECT l.device_id, l.at_ms, l."values" FROM {rows} JOIN devices_latest l ON l.device_id = {0} '
    "WHERE l.at_ms > {2}"
)
LATEST = (
    'INSERT INTO devices_latest (device_id, at_ms, "values") SELECT {0}, {1}, {3} FROM {rows} WHERE true '
    'ON CONFLICT (device_id) DO UPDATE SET at_ms = excluded.at_ms, "values" = {patch}'
)
"""[device, newest time, oldest time, metric → [time, value]]"""
SEQUENCES = 'SELECT s.device_id, s.last, s."window" FROM {rows} JOIN devices_sequence s ON s.device_id = {0}'
SEQUENCE = (
    'INSERT INTO devices_sequence (device_id, last, "window", missing, restarts) '
    "SELECT {0}, {1}, {2}, {3}, {4} FROM {rows} WHERE true "
    'ON CONFLICT (device_id) DO UPDATE SET last = excluded.last, "window" = excluded."window", '
    "missing = devices_sequence.missing + excluded.missing, "
    "restarts = devices_sequence.restarts + excluded.restarts"
)
"""[device, last, window, missing, restarts]"""
REFUSAL = """
INSERT INTO devices_refusal (day, sender, reason, area_id, count, last_ms, detail) VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (day, sender, reason) DO UPDATE SET count = devices_refusal.count + excluded.count,
  last_ms = excluded.last_ms, detail = excluded.detail, area_id = excluded.area_id
"""
LOG = 'SELECT id, device_id, at_ms, "values" FROM devices_reading WHERE id > %s ORDER BY id LIMIT %s'
POSITION = (
    "INSERT INTO devices_position (name, log_id) VALUES (%s, COALESCE((SELECT max(id) FROM devices_reading), 0)) "
    "ON CONFLICT (name) DO UPDATE SET log_id = excluded.log_id"
)
INCIDENT = (
    "INSERT INTO devices_incident (kind, began_ms, ended_ms, waited, detail) VALUES (%s, %s, %s, %s, %s)"
)
DIALECTS = {
    "sqlite": {
        "rows": "json_each(%s) e",
        "number": "(e.value ->> {0})",
        "json": "(e.value -> {0})",
        "patch": 'json_patch(devices_latest."values", excluded."values")',
    },
    "postgresql": {
        "rows": "jsonb_array_elements(%s::jsonb) e",
        "number": "(e -> {0})::bigint",
        "json": "(e -> {0})",
        "patch": 'devices_latest."values" || excluded."values"',
    },
}


class Statements:
    """The statements in the words of one database."""

    def __init__(self, vendor: str) -> None:
        words = DIALECTS[vendor]

        def said(statement: str, json_at: int = -1) -> str:
            fields = [words["json" if i == json_at else "number"].format(i) for i in range(5)]
            return statement.format(*fields, rows=words["rows"], patch=words["patch"])

        self.insert_readings = said(READING, 2)
        self.kept_readings = said(KEPT_READINGS)
        self.newer_latest = said(NEWER_LATEST)
        self.upsert_latest = said(LATEST, 3)
        self.sequences = said(SEQUENCES)
        self.upsert_sequences = said(SEQUENCE)
