"""Binding a wristband to an elder with written consent, and ending it: nothing is collected without consent (5.3)."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit, files
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.kernel.models import StoredFile
from linli.sections.administration.queries.privacy import consent_in_force
from linli.sections.administration.services import privacy
from linli.sections.alerts import services as alerts
from linli.sections.devices.queries import DeviceCard
from linli.sections.devices.queries.worn import card_by_number
from linli.sections.devices.services import register
from linli.sections.eldercare.access import BIND, OWN, lock_elder, own_elder
from linli.sections.eldercare.models import Binding, Elder
from linli.sections.eldercare.wording import HEALTH_CONSENT, VERSION

HEALTH = "health"
End = Binding.End


@transaction.atomic
def store_form(*, actor: Actor, elder_id: int, upload: UploadedFile[bytes]) -> StoredFile:
    """Keeps the photo or scan of the signed form. Raises NotFound, DomainError for what is neither image nor PDF."""
    elder = lock_elder(actor, elder_id, BIND)
    kind = "document" if (upload.content_type or "").endswith("pdf") else "image"
    return files.store(actor, upload, area=elder.area, kind=kind, permission=BIND)  # type: ignore[arg-type]


@transaction.atomic
def bind_device(
    *, actor: Actor, elder_id: int, number: str, way: str, form_id: int | None = None, locate: bool = False
) -> Binding:  # fmt: skip
    """Binds a device to an elder who agreed in writing (or online). `locate`: they also agreed to its position.

    Raises NotFound, Conflict when somebody wears it, DomainError without the signed form.
    """
    elder = lock_elder(actor, elder_id, BIND)
    card = _device(elder, number)
    form = _form(actor, elder, way, form_id)
    consent_id = privacy.ensure_consent(
        actor=actor, person_id=elder.person_id, purpose=HEALTH, way=way, wording=HEALTH_CONSENT
    )
    try:
        with transaction.atomic():
            row = Binding.objects.create(
                elder=elder, device_id=card.id, consent_id=consent_id, wording_version=VERSION, form=form,
                user_id=actor.user_id,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict("这只手环正由别人佩戴，请先解除绑定。", fields={"number": "已绑定。"}) from None
    if not card.active:
        register.restore_device(actor=SYSTEM, device_id=card.id)
    register.bind_person(actor=SYSTEM, device_id=card.id, person_id=elder.person_id)
    # Where the elder lives is where its alerts are heard: the warden of that grid sees them.
    changes = {"area_id": elder.area_id} | ({"locate": True} if locate else {})
    register.edit_device(actor=SYSTEM, device_id=card.id, changes=changes)
    _note(actor, "eldercare.device.bound", elder, device=card.number, way=way, version=VERSION)
    return row


@transaction.atomic
def unbind_device(*, actor: Actor, elder_id: int, binding_id: int) -> None:
    """The elder gives the device back; the consent stays. Raises NotFound."""
    elder = lock_elder(actor, elder_id, BIND)
    row = elder.bindings.select_related("device").filter(pk=binding_id, ended_at=None).first()
    if row is None:
        raise NotFound
    _end(row, End.RETURNED, actor)
    _note(actor, "eldercare.device.unbound", elder, device=row.device.number)


@transaction.atomic
def agree_own(*, actor: Actor) -> None:
    """The elder agrees on the phone, having read the words. Saying it twice changes nothing. Raises NotFound."""
    actor.require(OWN)
    elder = own_elder(actor)
    privacy.ensure_consent(
        actor=actor, person_id=elder.person_id, purpose=HEALTH, way="online", wording=HEALTH_CONSENT
    )
    _note(actor, "eldercare.consent.given", elder, version=VERSION)


@transaction.atomic
def withdraw_own(*, actor: Actor) -> None:
    """The elder no longer agrees: collection stops in this very transaction. Raises NotFound, Conflict."""
    actor.require(OWN)
    _withdraw(actor, own_elder(actor))


@transaction.atomic
def withdraw_for(*, actor: Actor, elder_id: int) -> None:
    """The elder withdrew on paper or by word of mouth; staff write it down. Raises NotFound, Conflict."""
    _withdraw(actor, lock_elder(actor, elder_id, BIND))


def _withdraw(actor: Actor, elder: Elder) -> None:
    if not privacy.withdraw_purpose(actor=actor, person_id=elder.person_id, purpose=HEALTH):
        raise Conflict("没有有效的健康授权，无需撤回。")
    _stop(elder, End.WITHDRAWN, actor)


@transaction.atomic
def stop_after_withdrawal(*, person_id: int, purpose: str) -> None:
    """The same, when the consent was withdrawn on the page of all consents. Doing it twice changes nothing."""
    elder = Elder.objects.filter(person_id=person_id).first() if purpose == HEALTH else None
    if elder:
        _stop(elder, End.WITHDRAWN, SYSTEM)


def _stop(elder: Elder, end: str, actor: Actor) -> None:
    """Every device is taken off; after a withdrawal the platform takes nothing more from it until it is bound anew."""
    for row in elder.bindings.select_related("device").filter(ended_at=None):
        _end(row, end, actor)
        if end == End.WITHDRAWN and row.device.status == "active":
            register.retire_device(actor=SYSTEM, device_id=row.device_id, reason="佩戴人撤回授权，停止采集")
        _note(actor, "eldercare.device.unbound", elder, device=row.device.number, why=end)
    if end == End.WITHDRAWN:
        alerts.drop_fences(person_id=elder.person_id)
        elder.bindings.exclude(end=End.WITHDRAWN).update(end=End.WITHDRAWN)
        clear = {"news2_level": None, "news2_total": None, "news2_at": None, "news2_since": None}
        Elder.objects.filter(pk=elder.pk).update(**clear)


def stop_for(elder: Elder, end: str) -> None:
    """The elder has left: every device is taken off."""
    _stop(elder, end, SYSTEM)


def put_on(row: Binding, person_id: int) -> None:
    """The elder who wears the device has become this person of the registry."""
    register.bind_person(actor=SYSTEM, device_id=row.device_id, person_id=person_id)


def _end(row: Binding, end: str, actor: Actor) -> None:
    row.ended_at, row.end, row.ended_by = timezone.now(), end, actor.name[:60]
    row.save(update_fields=["ended_at", "end", "ended_by"])
    register.bind_person(actor=SYSTEM, device_id=row.device_id, person_id=None)


def _device(elder: Elder, number: str) -> DeviceCard:
    """The device by its number, if people wear such devices and it is of the elder's estate. Raises DomainError."""
    card = card_by_number(number.strip())
    estate = elder.area.path if elder.area.kind != "grid" else elder.area.path.rsplit("/", 2)[0] + "/"
    if card is None or not (card.area.path.startswith(estate) or elder.area.path.startswith(card.area.path)):
        raise DomainError("没有这台设备。", fields={"number": "请核对设备编号，设备须登记在本小区。"})
    if not card.sensitive:
        raise DomainError("这不是穿戴设备。", fields={"number": "请选择健康类穿戴设备。"})
    return card


def _form(actor: Actor, elder: Elder, way: str, form_id: int | None) -> StoredFile | None:
    """The signed form; none is needed when the elder has agreed on the phone. Raises DomainError."""
    form = StoredFile.objects.filter(pk=form_id, permission=BIND).first() if form_id else None
    if form is not None and not actor.can(BIND, form.area):
        form = None
    if way == "paper" and form is None:
        raise DomainError("请先上传签字的知情同意书。", fields={"form_id": "请拍照或扫描上传。"})
    if way not in ("paper", "online"):
        raise DomainError("请选择授权方式。", fields={"way": "佩戴设备须书面或线上授权。"})
    if way == "online" and consent_in_force(elder.person_id, HEALTH) is None:
        message = "请老人先在手机“我的健康”里同意，或改用书面签字。"
        raise DomainError("老人还没有在线上同意。", fields={"way": message})
    return form


def _note(actor: Actor, action: str, elder: Elder, **detail: Any) -> None:
    audit.record(actor, action, target=elder, area=elder.area, detail=detail)
    touch("eldercare", elder.area_id)
