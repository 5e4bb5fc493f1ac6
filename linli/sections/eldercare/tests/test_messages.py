"""Messages from staff to the relatives, the band and the speaker of an elder."""

from __future__ import annotations

import pytest

from linli.kernel.access import SYSTEM
from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import World
from linli.sections.devices.models import Command
from linli.sections.eldercare.services import kin
from linli.sections.eldercare.tests import care as c


@pytest.mark.function("5.2", "5.7")
def test_a_message_goes_out_on_every_way_that_there_is(world: World) -> None:
    around = c.around(world)
    band = c.band(around.elder)
    kin.invite(
        actor=SYSTEM, elder_id=around.elder.pk, name="王敏", relation="女儿", phone="13905370001", sees=1, way="spoken"
    )  # fmt: skip
    path = f"{c.API}/elders/{around.elder.pk}/messages"
    told = c.ok(around.grid.call("POST", path, {"text": "明天义诊", "to": ["band", "relatives", "speaker"]}))
    assert [(one["to"], one["name"], one["ok"], one["problem"]) for one in told] == [
        ("relatives", "王敏", True, ""),
        ("band", "手环", True, ""),
        ("speaker", "家里的音箱", False, "没有家里的音箱。"),
    ]
    sent = Command.objects.get()
    assert (sent.device_id, sent.code, sent.params) == (band.pk, "message", {"text": "明天义诊"})
    entry = AuditEntry.objects.get(action="eldercare.message.sent")
    assert entry.detail == {"to": ["band", "relatives", "speaker"], "ok": 2, "failed": 1}
    long = around.grid.call("POST", path, {"text": "长" * 61, "to": ["band"]}).json()["error"]["fields"]
    assert long == {"text": "请填写 1 到 60 个字。"}
    assert around.worker.call("POST", path, {"text": "明天义诊", "to": ["band"]}).status_code == 403
    assert Command.objects.count() == 1
