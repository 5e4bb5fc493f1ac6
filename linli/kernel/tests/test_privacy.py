"""Personal fields: ciphertext at rest, bound to their column, masked, revealed with a reason."""

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import privacy
from linli.kernel.access import ADMIN, GRID
from linli.kernel.access import actor as actor_module
from linli.kernel.errors import DomainError, Forbidden, NotFound
from linli.kernel.manifest import Permission
from linli.kernel.models import AuditEntry, User
from linli.kernel.tests.factories import actor_with, tree

PHONE = "13853712345"


@given(st.text(min_size=1))
def test_text_comes_back_and_no_two_ciphertexts_are_equal(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    sealed = privacy.encrypt(text, "a.b")
    assert privacy.decrypt(sealed, "a.b") == text
    assert privacy.encrypt(text, "a.b") != sealed


def test_ciphertext_of_another_column_does_not_open() -> None:
    with pytest.raises(InvalidTag):
        privacy.decrypt(privacy.encrypt(PHONE, "a.phone"), "a.id_number")


def test_blind_indexes_are_keyed_by_purpose_and_empty_stays_empty() -> None:
    assert privacy.blind_index(PHONE, "phone") == privacy.blind_index(PHONE, "phone")
    assert privacy.blind_index(PHONE, "phone") != privacy.blind_index(PHONE, "tail")
    assert len(privacy.blind_index(PHONE, "phone")) == 32
    assert privacy.blind_index("", "phone") == ""


def test_masks() -> None:
    assert privacy.mask_phone(PHONE) == "138****2345"
    assert privacy.mask_phone("0537-2080984") == "****84"
    assert privacy.mask_phone("110") == "＊＊＊"
    assert privacy.mask_id_number("370811194209071737") == "3708**********1737"
    assert privacy.mask_name("王小明") == "王**"
    assert privacy.mask_address("北门小区3号楼2单元301") == "北门小区3号***"


@pytest.mark.django_db
class TestField:
    """The encrypted model field on a real table."""

    def test_the_table_holds_ciphertext(self) -> None:
        user = User.objects.create(username="a", name="甲", phone=PHONE)
        with connection.cursor() as cursor:
            cursor.execute("SELECT phone FROM kernel_user WHERE id = %s", [user.pk])
            stored = cursor.fetchone()[0]
        assert PHONE not in stored
        user.refresh_from_db()
        assert user.phone == PHONE
        assert privacy.masked(user, "phone") == "138****2345"

    def test_looking_up_ciphertext_is_a_programming_error(self) -> None:
        with pytest.raises(TypeError, match="blind index"):
            User.objects.filter(phone=PHONE).exists()

    @pytest.mark.function("13.2")
    def test_reveal_wants_a_reason_and_the_right(self, monkeypatch: pytest.MonkeyPatch) -> None:
        right = "administration.user.reveal"
        monkeypatch.setattr(actor_module, "permissions", lambda: {right: Permission(right, "查看用户手机")})
        t = tree()
        target = User.objects.create(username="a", name="甲", phone=PHONE)
        admin = actor_with(ADMIN, t.street)
        with pytest.raises(DomainError, match="原因"):
            privacy.reveal(actor=admin, target=target, field="phone", reason=" ")
        with pytest.raises(Forbidden):
            privacy.reveal(actor=actor_with(GRID, t.north), target=target, field="phone", reason="电话回访")
        with pytest.raises(NotFound):
            privacy.reveal(actor=admin, target=target, field="name", reason="电话回访")
        assert AuditEntry.objects.count() == 0
        assert privacy.reveal(actor=admin, target=target, field="phone", reason="电话回访") == PHONE
        entry = AuditEntry.objects.get()
        assert (entry.action, entry.detail) == (
            "privacy.field.revealed",
            {"field": "phone", "reason": "电话回访"},
        )
