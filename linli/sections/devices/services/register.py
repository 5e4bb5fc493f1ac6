"""The register (设备台账): registering, editing, retiring, issuing keys."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.events import publish
from linli.kernel.models import Area
from linli.sections.devices import keys, places
from linli.sections.devices.events import DeviceRegistered, DeviceRetired
from linli.sections.devices.models import Device, DeviceType
from linli.sections.devices.services import roll

MANAGE = "devices.device.manage"
NUMBER = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{1,39}$")
LEAST_OFFLINE_SECONDS = 60
EDITABLE = (
    "name", "place", "maker", "model_name", "serial", "installed_on", "warranty_until", "remark", "offline_seconds",
    "point", "line", "terminal", "locate",
)  # fmt: skip


class Registered(NamedTuple):
    """A device with its key, which is shown this once."""

    device: Device
    key: str


@transaction.atomic
def register_device(
    *, actor: Actor, type_code: str, area_id: int, name: str, number: str = "", building_id: int | None = None,
    home_id: int | None = None, gateway: Device | None = None, **details: Any,
) -> Registered:  # fmt: skip
    """Puts a device into the register and issues its key. Raises DomainError, NotFound outside the areas."""
    area = area_of(actor, area_id)
    type_ = DeviceType.objects.filter(code=type_code).first()
    if type_ is None:
        raise DomainError("请选择设备类型。", fields={"type_code": "没有这种设备类型。"})
    key = keys.new_key(type_.code)
    device = Device(
        type=type_, area=area, gateway=gateway, number=_number(number, type_), key_hash=keys.digest(key),
        broker_hash=keys.broker_hash(key), key_issued_at=timezone.now(),
        **places.checked(area, building_id, home_id), **_checked({"name": name, **details}),
    )  # fmt: skip
    _check_terminal(device)
    _insert(device)
    publish(DeviceRegistered(device.pk, device.number, type_.code, area.pk))
    _note(actor, "devices.device.registered", device, number=device.number, type=type_.code)
    return Registered(device, key)


@transaction.atomic
def edit_device(*, actor: Actor, device_id: int, changes: dict[str, Any]) -> Device:
    """Changes the given fields of a device. Raises DomainError, NotFound."""
    device = locked(actor, device_id)
    area = area_of(actor, changes.pop("area_id")) if "area_id" in changes else device.area
    moved = {"building_id", "home_id"} & changes.keys() or area.pk != device.area_id
    if moved:
        building_id = changes.pop("building_id", None)
        for field, value in places.checked(area, building_id, changes.pop("home_id", None)).items():
            setattr(device, field, value)
    device.area = area
    before = {name: getattr(device, name) for name in changes}
    for field, value in _checked({k: v for k, v in changes.items() if k in EDITABLE}).items():
        setattr(device, field, value)
    _check_terminal(device)
    device.save()
    changed = sorted(name for name, value in before.items() if getattr(device, name) != value)
    _note(actor, "devices.device.edited", device, fields=changed, moved=bool(moved))
    return device


@transaction.atomic
def issue_key(*, actor: Actor, device_id: int) -> Registered:
    """Gives the device a new key; the old one ends at once. Raises NotFound, Conflict when retired."""
    device = locked(actor, device_id, "devices.device.key")
    if device.status != Device.Status.ACTIVE:
        raise Conflict("设备已停用，不能签发密钥。请先恢复使用。")
    key = keys.new_key(device.type.code)
    device.key_hash, device.broker_hash = keys.digest(key), keys.broker_hash(key)
    device.key_issued_at = timezone.now()
    device.save(update_fields=["key_hash", "broker_hash", "key_issued_at"])
    _note(actor, "devices.device.key_issued", device)
    return Registered(device, key)


@transaction.atomic
def bind_person(*, actor: Actor, device_id: int, person_id: int | None) -> Device:
    """Says who wears the device, or that nobody does any more; its position is then no longer kept.

    Called by the binding with consent of the care for elders. Raises NotFound, Conflict when the device is retired.
    """
    device = locked(actor, device_id, "devices.device.read")
    if person_id is not None and device.status != Device.Status.ACTIVE:
        raise Conflict("设备已停用，不能绑定。")
    if device.person_id != person_id:
        device.person_id, device.locate = person_id, False
        device.save(update_fields=["person_id", "locate"])
        _note(actor, "devices.device.bound" if person_id else "devices.device.unbound", device)
    return device


@transaction.atomic
def retire_device(*, actor: Actor, device_id: int, reason: str) -> Device:
    """Takes a device out of use: nothing more is taken from it; what it told is kept. Raises Conflict twice."""
    device = locked(actor, device_id)
    if device.status == Device.Status.RETIRED:
        raise Conflict("设备已经停用。")
    if not reason.strip():
        raise DomainError("请填写停用原因。", fields={"reason": "请填写停用原因。"})
    now = timezone.now()
    device.outages.filter(ended_at=None).update(ended_at=now)
    device.status, device.retired_at, device.online = Device.Status.RETIRED, now, None
    device.save(update_fields=["status", "retired_at", "online"])
    publish(DeviceRetired(device.pk, device.number, device.area_id))
    _note(actor, "devices.device.retired", device, reason=reason.strip()[:200])
    return device


@transaction.atomic
def restore_device(*, actor: Actor, device_id: int) -> Device:
    """Puts a retired device back into use with the key it had. Raises Conflict when it is in use."""
    device = locked(actor, device_id)
    if device.status == Device.Status.ACTIVE:
        raise Conflict("设备正在使用中。")
    device.status, device.retired_at = Device.Status.ACTIVE, None
    device.save(update_fields=["status", "retired_at"])
    _note(actor, "devices.device.restored", device)
    return device


def area_of(actor: Actor, area_id: int, permission: str = MANAGE) -> Area:
    """The area, if the actor may act there. Raises Forbidden, NotFound."""
    area = Area.objects.filter(pk=area_id).first()
    if area is None:
        actor.require(permission)
        raise NotFound
    actor.require(permission, area)
    return area


def locked(actor: Actor, device_id: int, permission: str = MANAGE) -> Device:
    """The device, locked for change. Raises Forbidden, NotFound."""
    devices = Device.objects.select_for_update(of=("self",)).select_related("type", "area")
    device = devices.filter(pk=device_id).first()
    if device is None:
        actor.require(permission)
        raise NotFound
    actor.require(permission, device.area)
    return device


def _check_terminal(device: Device) -> None:
    """A terminal id belongs to one device of a line. Raises DomainError."""
    if device.line == Device.Line.WATCH and not TERMINAL.match(device.terminal):
        message = "手表的终端编号为 10 位或 15 位数字，见手表背面或包装。"
        raise DomainError("请填写终端编号。", fields={"terminal": message})
    if not device.terminal:
        return
    same = Device.objects.filter(line=device.line, terminal=device.terminal).exclude(pk=device.pk)
    if same.exists():
        raise Conflict("这个终端编号已登记在另一台设备上。", fields={"terminal": "终端编号已被使用。"})


def _insert(device: Device) -> None:
    try:
        with transaction.atomic():
            device.save(force_insert=True)
    except IntegrityError:
        raise Conflict("这个设备编号已被使用，请换一个。", fields={"number": "编号已被使用。"}) from None


def _number(number: str, type_: DeviceType) -> str:
    """The number as given, or the next free one of the type."""
    number = number.strip()
    if not number:
        stem = type_.code.replace("_", "-").upper()[:30]
        taken = set(Device.objects.filter(number__startswith=f"{stem}-").values_list("number", flat=True))
        return next(n for n in (f"{stem}-{i:04d}" for i in range(1, len(taken) + 2)) if n not in taken)
    if not NUMBER.match(number):
        message = "2 到 40 个字母、数字、- 或 _，以字母或数字开头。"
        raise DomainError("设备编号不合规范。", fields={"number": message})
    return number


def _checked(details: dict[str, Any]) -> dict[str, Any]:
    """The details, trimmed. Raises DomainError with a message per field."""
    found: dict[str, Any] = {k: v.strip() if isinstance(v, str) else v for k, v in details.items()}
    errors: dict[str, str] = {}
    if "name" in found and not found["name"]:
        errors["name"] = "请填写设备名称。"
    seconds = found.get("offline_seconds")
    if seconds is not None and seconds < LEAST_OFFLINE_SECONDS:
        errors["offline_seconds"] = f"至少 {LEAST_OFFLINE_SECONDS} 秒。"
    if _later(found.get("installed_on"), found.get("warranty_until")):
        errors["warranty_until"] = "保修期不能早于安装日期。"
    if errors:
        raise DomainError("请检查标出的内容。", fields=errors)
    given = {k: v for k, v in found.items() if v is not None or k not in FIXED}
    return {k: ("" if v is None and k in TEXTS else v) for k, v in given.items()}


TEXTS = frozenset({"name", "place", "maker", "model_name", "serial", "remark", "terminal"})
FIXED = frozenset({"line", "locate"})
"""Without a value they stay as they are."""
TERMINAL = re.compile(r"^([0-9]{10}|[0-9]{15})$")


def _later(first: dt.date | None, second: dt.date | None) -> bool:
    return first is not None and second is not None and first > second


def _note(actor: Actor, action: str, device: Device, **detail: Any) -> None:
    """The audit entry, the news for the ingest and for open pages."""
    audit.record(actor, action, target=device, area=device.area, detail=detail)
    roll.changed()
    live.touch("devices", device.area_id)
