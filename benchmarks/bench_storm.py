"""storm.notifications and storm.sos: 25 gateways with 1,000 bands fall silent at once, and somebody calls for help in it.

The couriers of a server run beside it. The cry for help must be before the eyes and ears of whoever is on duty within a
second (committed, and the consoles told); `sms_s` is when the text message had left as well. The whole storm must not make
more notifications than there are gateways. storm.same: 1,000 triggers of one thing at once make one open alert.
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.report import report
from benchmarks.stage import stage

GATEWAYS, BANDS = 25, 1000
TRIGGERS, THREADS = 1000, 50
AT_MOST_S = 1.0
QUIET_S = 120.0


def run(*, quick: bool) -> bool:
    """On the database of LINLI_DATABASE_URL, else SQLite."""
    with stage():
        os.environ["LINLI_ALERTS_GROUP_WAIT_S"] = "[5, 5, 5, 0]"
        import django

        django.setup()
        from django.db import connections

        from linli.kernel.outbox.courier import Courier
        from linli.server.database_state import migrate

        migrate()
        courier = Courier()
        courier.start()
        try:
            return _storm(BANDS // 4 if quick else BANDS)
        finally:
            courier.stop()
            connections.close_all()


def _storm(bands: int) -> bool:
    from linli.kernel.access import SYSTEM
    from linli.sections.alerts.models import Alert, AlertKind, Notification
    from linli.sections.alerts.services.raising import raise_many

    kinds = {kind.code: kind for kind in AlertKind.objects.all()}
    gateways, sources = _community(bands)
    raise_many(actor=SYSTEM, raises=[_raise(kinds["sos"], sources[8])])  # a server has done it before
    silent = [_raise(kinds["offline"], one) for one in sources]
    lost = [_raise(kinds["gateway_offline"], one) for one in gateways]
    raise_many(actor=SYSTEM, raises=silent[: bands // 2])
    began = time.perf_counter()
    sos = raise_many(actor=SYSTEM, raises=[_raise(kinds["sos"], sources[7])])[0]
    took = time.perf_counter() - began
    _until(
        lambda: Notification.objects.filter(group__alerts=sos, channel="sms", state="sent").exists(), QUIET_S
    )
    sms = time.perf_counter() - began
    raise_many(actor=SYSTEM, raises=[*silent[bands // 2 :], *lost])
    hidden = Alert.objects.filter(inhibited_by__isnull=False)
    _until(lambda: hidden.count() == bands and _told() > 0, QUIET_S)
    held = report("storm.sos", took, "s", at_most=AT_MOST_S, sms_s=round(sms, 2))
    told = report("storm.notifications", _told(), "", at_most=GATEWAYS, bands=bands, hidden=hidden.count())
    return _same(kinds["smoke"], sources[0]) and told and held


def _same(kind: Any, device: Any) -> bool:
    """The same trigger from many threads at once."""
    from django.db import connections

    from linli.kernel.access import SYSTEM
    from linli.sections.alerts.models import Alert
    from linli.sections.alerts.services.raising import raise_many

    def trigger(nth: int) -> None:
        raise_many(actor=SYSTEM, raises=[_raise(kind, device)])
        connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(trigger, range(TRIGGERS)))
    alerts = Alert.objects.filter(kind=kind)
    counted = sum(alerts.values_list("count", flat=True))
    return report("storm.same", alerts.count(), "alerts", at_most=1, triggers=TRIGGERS, counted=counted)


def _told() -> int:
    from linli.sections.alerts.models import Notification

    return Notification.objects.exclude(group__kind__code="sos").count()


def _until(true: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.005)


def _raise(kind: Any, device: Any) -> Any:
    from django.utils import timezone

    from linli.sections.alerts.services import Finding, Origin
    from linli.sections.alerts.services.raising import Raise

    building = f"{device.pk % GATEWAYS + 1}号楼"
    origin = Origin(
        f"device:{device.pk}", device.name, device.area, "健康手环", building, device_id=device.pk
    )
    return Raise(kind, origin, Finding(timezone.now(), "没有上报数据"))


def _community(bands: int) -> tuple[list[Any], list[Any]]:
    """An estate with somebody on duty round the clock, the gateways, and the bands behind them."""
    import datetime as dt

    from linli.kernel.access import SYSTEM
    from linli.kernel.models import RoleHolding, User, add_area
    from linli.sections.alerts.services import ShiftData, create_shift
    from linli.sections.devices.models import Device, DeviceType

    estate = add_area(name="风暴小区", kind="estate")
    user = User.objects.create(username="storm", name="王一", phone="13905370001")
    RoleHolding.objects.create(user=user, role="grid", area=estate)
    create_shift(
        actor=SYSTEM, data=ShiftData(estate.pk, "全天", [*range(7)], dt.time(8), dt.time(8), user.pk)
    )
    types = {one.code: one for one in DeviceType.objects.filter(code__in=("gateway", "wristband"))}
    gateways = Device.objects.bulk_create(
        Device(number=f"storm-g{n}", type=types["gateway"], name=f"网关{n}", area=estate)
        for n in range(GATEWAYS)
    )
    made = Device.objects.bulk_create(
        Device(
            number=f"storm-b{n}",
            type=types["wristband"],
            name=f"手环{n}",
            area=estate,
            gateway=gateways[n % GATEWAYS],
        )
        for n in range(bands)
    )
    return gateways, made
