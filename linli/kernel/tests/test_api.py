"""Paging, export, errors, remembered answers and ETags, through HTTP."""

import io
import json
import threading
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from linli.kernel.access import SECRETARY
from linli.kernel.models import Area, add_area
from linli.kernel.tests.factories import user_with

URL = "/api/small/areas"


@pytest.fixture(autouse=True)
def small_api(settings: Any) -> None:
    settings.ROOT_URLCONF = "linli.kernel.tests.small_api"


def post(client: Client, body: object, key: str = "") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post(URL, text, content_type="application/json", headers=headers)


@pytest.mark.django_db
class TestLists:
    """Pages and exports."""

    @pytest.fixture(autouse=True)
    def many(self, db: None) -> None:
        for number in range(25):
            add_area(name=f"小区{number:02}", kind="estate", order=25 - number)

    def test_a_page_is_two_queries(self, client: Client, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(2):
            page = client.get(URL, {"page": 2, "size": 10, "sort": "-name"}).json()
        assert [i["name"] for i in page["items"]][:2] == ["小区14", "小区13"]
        assert (page["total"], page["total_exact"], page["page"], page["size"]) == (25, True, 2, 10)

    def test_counting_stops_at_the_cap(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("linli.kernel.api.paging.COUNT_CAP", 20)
        page = client.get(URL).json()
        assert (page["total"], page["total_exact"]) == (20, False)

    @pytest.mark.parametrize(
        ("query", "field"), [({"sort": "path"}, "sort"), ({"size": 201}, "size"), ({"page": 0}, "page")]
    )
    def test_wrong_paging_is_named(self, client: Client, query: dict[str, object], field: str) -> None:
        answer = client.get(URL, query)
        assert answer.status_code == 422
        assert list(answer.json()["error"]["fields"]) == [field]

    def test_export_holds_the_shown_columns_in_the_shown_order(self, client: Client) -> None:
        Area.objects.filter(order=1).update(name="=1+1")
        answer = client.get(URL, {"format": "xlsx", "sort": "order", "columns": "name,order,evil"})
        sheet = load_workbook(io.BytesIO(answer.content)).active
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[0] == ("名称", "次序")
        assert rows[1] == ("'=1+1", 1)
        assert len(rows) == 26

    def test_an_unchanged_answer_is_not_sent_again(self, client: Client) -> None:
        first = client.get(URL)
        again = client.get(URL, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        Area.objects.filter(order=1).update(name="改名")
        assert client.get(f"{URL}?size=200", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.django_db
class TestRefusals:
    """Every refusal has a Chinese message and changes nothing."""

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            ("{", 400),
            (b"\xff\xfe", 400),
            ('{"name": "\\ud800x"}', 400),
            ('{"name": "a\\u0000b"}', 400),
            ("[1]", 422),
            ("null", 422),
            ({"name": "短" * 11}, 422),
            ({"name": "一"}, 422),
            ({"order": -1, "name": "北门"}, 422),
            ({"order": 10**40, "name": "北门"}, 422),
            ({"name": "冲突"}, 409),
        ],
    )
    def test_bad_bodies(self, client: Client, body: object, status: int) -> None:
        client.raise_request_exception = True
        answer = post(client, body)
        assert answer.status_code == status
        assert answer.json()["error"]["message"].endswith("。")

    def test_field_messages_say_what_to_do(self, client: Client) -> None:
        answer = post(client, {"name": "一", "order": "x"})
        assert answer.json()["error"]["fields"] == {"name": "至少 2 个字。", "order": "请填写整数。"}

    def test_the_gate_comes_before_validation(self, client: Client) -> None:
        assert client.get("/api/small/secret", {"wanted": "x"}).status_code == 401

    def test_a_nul_in_the_query_is_malformed(self, client: Client) -> None:
        assert client.get(URL + "?sort=%00").status_code == 400


@pytest.mark.django_db(transaction=True)
class TestRememberedAnswers:
    """Idempotency-Key: one effect, the same answer."""

    def test_a_repetition_gets_the_first_answer(self, client: Client) -> None:
        first, again = post(client, {"name": "北门"}, "k1"), post(client, {"name": "北门"}, "k1")
        assert first.json() == again.json()
        assert again["Idempotent-Replay"] == "true"
        assert Area.objects.count() == 1

    def test_the_key_does_not_serve_another_request(self, client: Client) -> None:
        post(client, {"name": "北门"}, "k1")
        assert post(client, {"name": "南门"}, "k1").status_code == 409
        assert Area.objects.count() == 1

    def test_a_refused_request_is_not_remembered_and_leaves_nothing(self, client: Client) -> None:
        assert post(client, {"name": "冲突"}, "k1").status_code == 409
        assert Area.objects.count() == 0
        assert post(client, {"name": "北门"}, "k1").status_code == 200

    def test_a_form_from_a_browser_is_answered_once(self) -> None:
        """The CSRF check reads the form, so the body has to be hashed before it."""
        client = Client(enforce_csrf_checks=True)
        client.force_login(user_with(SECRETARY, add_area(name="北门", kind="estate")))
        client.cookies["csrftoken"] = "a" * 32
        sizes = [
            client.post(
                "/api/small/uploads",
                {"file": SimpleUploadedFile("a.bin", b"x" * 70_000)},
                headers={"Idempotency-Key": "k9", "X-CSRFToken": "a" * 32},
            ).json()
            for _ in range(2)
        ]
        assert sizes == [70_000, 70_000]

    def test_the_same_key_at_the_same_moment_has_one_effect(self) -> None:
        seen: list[int] = []

        def work() -> None:
            seen.append(post(Client(), {"name": "北门"}, "k1").status_code)
            connection.close()

        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert Area.objects.count() == 1
        assert set(seen) <= {200, 409}
        assert 200 in seen
