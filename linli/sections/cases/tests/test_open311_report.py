"""Reporting through Open311: by key, checked as the standard says, kept like any other request."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client

from linli.kernel.access import roles as r
from linli.kernel.models import ApiKey, ApiUsage
from linli.sections.cases.models import Case
from linli.sections.cases.open311.publictext import redacted
from linli.sections.cases.tests.factories import bring_to
from linli.sections.cases.tests.georeport import CREATED, FAULTS, Town, as_text, check, many, plain, town
from linli.sections.registry.models import Building

pytestmark = [pytest.mark.django_db, pytest.mark.function("13.5"), pytest.mark.once]


@pytest.fixture
def t(monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setenv("LINLI_CASES_OPEN311_PER_MINUTE", "100000")
    return town()


def test_a_request_from_outside_becomes_a_case_with_everything_that_belongs_to_it(t: Town) -> None:
    building = Building.objects.create(estate=t.world.estate, area=t.world.estate, name="3")
    number = t.created(
        description="三楼楼道灯不亮",
        first_name="桂兰",
        last_name="王",
        phone="138 6991 2345",
        lat="35.4142",
        long="116.5873",
        email="a@b.cn",
        media_url="https://photos.example/1.jpg",
        **{"attribute[WHERE][]": ["stairs", "street"]},
    )
    case = Case.objects.get(number=number)
    assert (case.source, case.category.code, case.area, case.state) == (
        "open311",
        "light",
        t.world.estate,
        "reported",
    )
    assert case.text == "三楼楼道灯不亮\n哪里的灯：楼道、路灯\n照片网址：https://photos.example/1.jpg"
    assert (case.reporter_name, case.reporter_phone) == ("王桂兰", "13869912345")
    assert (case.place, case.building, case.lat, case.long) == ("北门小区3号楼", building, 35.4142, 116.5873)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reporter_name, reporter_phone FROM cases_case")
        stored = "".join(cursor.fetchone())
    assert "王桂兰" not in stored
    assert "13869912345" not in stored


def test_the_answer_tells_number_and_query_code_and_the_case_goes_its_way(t: Town) -> None:
    answer = t.post(description="路灯坏了").json()[0]
    case = Case.objects.get()
    assert f"编号 {case.number}，查询码 {case.code}" in answer["service_notice"]
    assert answer["account_id"] is None
    bring_to(t.world, case, "closed")
    (shown,) = t.json(f"requests/{case.number}")
    assert (shown["status"], shown["status_notes"]) == ("closed", "已办结，确已解决")


def test_xml_is_answered_where_xml_was_asked_for(t: Town) -> None:
    answer = t.post("requests.xml", description="路灯坏了")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
    (made,) = plain(ET.fromstring(answer.content))
    check(many(CREATED, 1), [made])
    assert made["service_request_id"] == Case.objects.get().number


@pytest.mark.parametrize(
    ("form", "status", "message"),
    [
        ({"service_code": None}, 400, "service_code required"),
        ({"service_code": ""}, 400, "service_code required"),
        ({"service_code": "ufo"}, 404, "service_code not found"),
        ({"service_code": "facility"}, 404, "service_code not found"),
        ({"service_code": "lift"}, 400, "TRAPPED required"),
        ({"service_code": "lift", "attribute[TRAPPED]": ""}, 400, "TRAPPED required"),
        ({"service_code": "lift", "attribute[TRAPPED]": "perhaps"}, 400, "TRAPPED: must be one of yes, no"),
        ({"service_code": "heating", "attribute[ROOM_TEMPERATURE]": "cold"}, 400, "not a number"),
        ({"service_code": "heating", "attribute[SINCE]": "上周"}, 400, "not a datetime"),
        ({"address_string": None}, 400, "lat and long, address_string or address_id required"),
        ({"address_string": "", "lat": "35", "long": ""}, 400, "lat and long must both be numbers"),
        ({"lat": "north", "long": "1"}, 400, "lat and long must both be numbers"),
        ({"lat": "nan", "long": "1"}, 400, "lat must lie within 90"),
        ({"lat": "91", "long": "1"}, 400, "lat must lie within 90"),
        ({"address_id": "999999"}, 404, "address_id not found"),
        ({"address_id": "x"}, 404, "address_id not found"),
        ({"jurisdiction_id": "999999"}, 404, "jurisdiction_id not found"),
        ({"description": "x" * 4001}, 400, "description: too long"),
        ({"description": "a\x00b"}, 400, "无法保存"),
        ({"phone": "12"}, 400, "电话号码不对"),
        ({"api_key": None}, 403, "请先登录"),
        ({"api_key": "lk_wrong"}, 403, "接口密钥无效"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_kept(
    t: Town, form: dict[str, Any], status: int, message: str
) -> None:
    got, description = t.refused(**form)
    assert got == status
    assert message in description
    assert Case.objects.count() == 0


def test_somebody_trapped_makes_it_urgent(t: Town) -> None:
    answers = {"attribute[TRAPPED]": "yes", "attribute[LIFT_NUMBER]": "31"}
    number = t.created(service_code="lift", description="电梯停了", **answers)
    case = Case.objects.get(number=number)
    assert case.urgent
    assert case.text == "电梯停了\n是否有人被困：有\n电梯编号：31"


def test_the_same_idempotency_key_reports_once_even_after_days(t: Town) -> None:
    again = {"headers": {"Idempotency-Key": "abc"}, "description": "路灯坏了"}
    assert t.created(**again) == t.created(**again)
    assert Case.objects.count() == 1
    assert t.created(headers={"Idempotency-Key": "abd"}, description="路灯坏了") != Case.objects.last()
    assert Case.objects.count() == 2


def test_a_key_reports_on_its_own_area_only(t: Town) -> None:
    building = Building.objects.create(estate=t.world.other, area=t.world.other, name="3")
    assert t.refused(address_string="", address_id=str(building.pk)) == (404, "address_id not found")
    assert t.refused(jurisdiction_id=str(t.world.other.pk)) == (404, "jurisdiction_id not found")
    number = t.created(address_string="铁塔院3号楼", jurisdiction_id=str(t.world.estate.pk))
    case = Case.objects.get(number=number)
    assert (case.area, case.building) == (t.world.estate, None)


def test_an_address_id_is_what_the_list_gives(t: Town) -> None:
    building = Building.objects.create(estate=t.world.estate, area=t.world.estate, name="12")
    t.created(address_string="", address_id=str(building.pk), description="门坏了", service_code="door")
    (shown,) = t.json("requests")
    assert (shown["address"], shown["address_id"]) == ("北门小区12号楼", str(building.pk))


def test_a_key_may_do_no_more_than_its_scope(t: Town) -> None:
    bearer = Client(headers={"Authorization": f"Bearer {t.key}"})
    assert bearer.get("/api/cases/cases").status_code == 403
    form = {"service_code": "light", "address_string": "北门", "description": "灯坏了"}
    assert bearer.post("/open311/v2/requests.json", form).status_code == 200
    ApiKey.objects.update(scopes=[])
    assert t.refused()[0] == 403


def test_staff_without_the_right_cannot_report_as_an_outside_system(t: Town) -> None:
    form = {"service_code": "light", "address_string": "北门", "description": "灯坏了"}
    answer = t.world.browser(r.WORKER).client.post("/open311/v2/requests.json", form)
    assert answer.status_code == 403


def test_a_key_has_its_quota(t: Town) -> None:
    ApiKey.objects.update(per_minute=0)
    answer = t.post()
    check(FAULTS, answer.json())
    assert (answer.status_code, answer.json()[0]["code"]) == (429, 429)
    assert int(answer["Retry-After"]) > 0
    assert Case.objects.count() == 0


def test_the_test_endpoint_checks_the_same_and_keeps_nothing(t: Town) -> None:
    form = {"api_key": t.key, "service_code": "light", "address_string": "北门", "description": "灯坏了"}
    answer = Client().post("/open311/test/v2/requests.json", form)
    assert answer.json()[0]["service_request_id"] == "test"
    assert Case.objects.count() == 0
    assert ApiUsage.objects.exists()
    refusal = Client().post("/open311/test/v2/requests.json", {**form, "service_code": "lift"})
    assert (refusal.status_code, refusal.json()[0]["description"]) == (400, "TRAPPED required")
    real = t.get("services.json").content
    assert Client().get("/open311/test/v2/services.json").content == real


def test_a_broken_form_is_refused_politely(t: Town) -> None:
    for content, kind in (
        (b"x", "multipart/form-data"),
        (b"{}", "application/json"),
        (b"\xff", "text/plain"),
    ):
        answer = Client().post("/open311/v2/requests.json", content, content_type=kind)
        assert answer.status_code in (400, 403)
        check(FAULTS, json.loads(answer.content))


def test_own_words_are_public_without_people_rooms_and_numbers(t: Town) -> None:
    t.created(
        description="我叫王桂兰，住3号楼2单元501室，楼道灯不亮，电话13869912345，车牌鲁H12345，见 https://a.example/b",
        last_name="王",
        first_name="桂兰",
    )
    (shown,) = t.json("requests")
    assert shown["description"] == "［姓名］，住3号楼，楼道灯不亮，电话［号码］，车牌［车牌］，见 ［链接］"
    both = (t.json("requests/" + shown["service_request_id"]), plain(t.xml("requests")))
    assert as_text(both[0]) == both[1]


@pytest.mark.parametrize(
    ("written", "public"),
    [
        ("三楼楼道灯不亮", "三楼楼道灯不亮"),
        ("我是三楼住户，灯不亮", "我是三楼住户，灯不亮"),
        ("我是王建国，灯不亮", "［姓名］，灯不亮"),
        ("暖气不热，家里只有14度", "暖气不热，家里只有14度"),
        ("五楼西户漏水", "某户漏水"),
        ("3-2-501漏水", "3号楼某户漏水"),
        ("二单元四楼东户夜里吵", "夜里吵"),
        ("请找李建国师傅", "请找某人"),
        ("老王家的狗不牵绳", "某人家的狗不牵绳"),
        ("联系人：赵小明 0537-2345678", "［姓名］ ［号码］"),
        ("370802199001011234", "［号码］"),
        ("138****2345", "［号码］"),
        ("微信 wang_gl88", "［联系方式］"),
        ("写信到 wang@qq.com", "写信到 ［邮箱］"),
    ],
)
def test_rules_of_redaction(written: str, public: str) -> None:
    assert redacted(written) == public
