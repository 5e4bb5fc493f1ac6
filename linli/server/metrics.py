"""What Prometheus reads: requests by status and time taken, the outbox, the jobs, the listeners."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

REGISTRY = CollectorRegistry()
REQUESTS = Counter("linli_requests_total", "HTTP requests answered", ["status"], registry=REGISTRY)
SECONDS = Histogram(
    "linli_request_seconds",
    "Time from the whole request to the answer",
    buckets=(0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10),
    registry=REGISTRY,
)
_by_status = {
    status: REQUESTS.labels(str(status)) for status in (200, 201, 204, 304, 400, 401, 403, 404, 409, 422)
}


def count(status: int, seconds: float) -> None:
    """One request answered."""
    (_by_status.get(status) or REQUESTS.labels(str(status))).inc()
    SECONDS.observe(seconds)


LISTENERS = Gauge("linli_live_listeners", "Open live streams of this process", registry=REGISTRY)


class OutboxCollector(Collector):
    """Counts of the outbox and the jobs, read when asked."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The families."""
        from django.db.models import Count

        from linli.kernel.models import JobRow
        from linli.kernel.outbox import state

        now = state()
        yield GaugeMetricFamily("linli_outbox_waiting", "Events not yet handled", value=now.waiting)
        yield GaugeMetricFamily(
            "linli_outbox_failing", "Events that failed and will be retried", value=now.failing
        )
        yield GaugeMetricFamily("linli_outbox_dead", "Events given up", value=now.dead)
        yield GaugeMetricFamily(
            "linli_outbox_lag_seconds", "Age of the oldest event", value=now.oldest_seconds
        )
        jobs = GaugeMetricFamily("linli_jobs", "Background jobs by state", labels=["state"])
        for state_name, count in JobRow.objects.values_list("state").annotate(n=Count("pk")):
            jobs.add_metric([state_name], count)
        yield jobs


REGISTRY.register(OutboxCollector())
