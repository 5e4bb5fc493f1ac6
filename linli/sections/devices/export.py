"""Export of a device's raw readings (导出读数) as CSV or Parquet: written row by row, never held as a whole."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any, NamedTuple

from django.utils import timezone

from linli.sections.devices.models import Device, Entity, Member, Reading
from linli.sections.devices.services.presence import moment

CHUNK = 20_000
IN_MEMORY = 1024 * 1024
TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}
TITLES = ("时间", "时间（毫秒）", "标识", "名称", "单位", "数值")


class Row(NamedTuple):
    """One value: local time, epoch milliseconds, metric, its title and unit, number."""

    time: str
    at_ms: int
    metric: str
    title: str
    unit: str
    value: float


def written(device: Device, since_ms: int, until_ms: int, kind: str) -> IO[bytes]:
    """A file at its beginning, gone when it is closed; large ones are on the disk. `kind` is csv or parquet."""
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever answers the request closes it
    rows = _rows(device, since_ms, until_ms)
    (_write_csv if kind == "csv" else _write_parquet)(file, rows)
    file.seek(0)
    return file


def _rows(device: Device, since_ms: int, until_ms: int) -> Iterator[Row]:
    names = _names(device)
    found = Reading.objects.filter(device_id=device.pk, at_ms__gte=since_ms, at_ms__lt=until_ms)
    for at_ms, values in found.order_by("at_ms").values_list("at_ms", "values").iterator(chunk_size=5000):
        at = timezone.localtime(moment(at_ms)).isoformat(timespec="milliseconds")
        for metric, value in values.items():
            yield Row(at, at_ms, metric, *names.get(metric, ("", "")), float(value))


def _names(device: Device) -> dict[str, tuple[str, str]]:
    """Metric → title and unit, of the thing model and of announced entities."""
    entities = Entity.objects.filter(device=device).values_list("metric", "name", "unit")
    members = Member.objects.filter(type=device.type).values_list("code", "title", "unit")
    return {code: (title, unit) for code, title, unit in (*entities, *members)}


def _write_csv(file: Any, rows: Iterator[Row]) -> None:
    """UTF-8 with a mark, so that spreadsheets read the Chinese."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(TITLES)
    writer.writerows(rows)
    text.flush()
    text.detach()


def _write_parquet(file: Any, rows: Iterator[Row]) -> None:
    import pyarrow as pa  # large, and seldom needed
    import pyarrow.parquet as pq

    word = pa.dictionary(pa.int32(), pa.string())
    kinds = (pa.string(), pa.int64(), word, word, word, pa.float64())
    schema = pa.schema(list(zip(Row._fields, kinds, strict=True)))
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while part := list(islice(rows, CHUNK)):
            columns = [
                pa.array(column, kind) for column, kind in zip(zip(*part, strict=True), kinds, strict=True)
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))
