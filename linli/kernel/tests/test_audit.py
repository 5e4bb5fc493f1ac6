"""The audit trail: chained, and any tampering is found."""

import threading

import pytest
from django.db import connection, transaction

from linli.kernel import audit
from linli.kernel.access import SYSTEM
from linli.kernel.models import AuditEntry


def write(count: int) -> None:
    for number in range(count):
        audit.record(SYSTEM, "test.thing.done", detail={"number": number})


@pytest.mark.django_db
@pytest.mark.function("13.3")
class TestChain:
    """What verification finds."""

    def test_an_untouched_chain_is_whole(self) -> None:
        write(5)
        assert audit.verify() is None
        assert AuditEntry.objects.order_by("pk").first().previous_hash == audit.GENESIS  # type: ignore[union-attr]

    def test_a_changed_entry_is_found(self) -> None:
        write(5)
        second = AuditEntry.objects.order_by("pk")[1]
        AuditEntry.objects.filter(pk=second.pk).update(detail={"number": 99})
        assert audit.verify() == second

    def test_a_removed_entry_is_found(self) -> None:
        write(5)
        second, third = AuditEntry.objects.order_by("pk")[1:3]
        second.delete()
        assert audit.verify() == third

    def test_an_undone_change_leaves_no_entry(self) -> None:
        with transaction.atomic():
            write(1)
            transaction.set_rollback(True)
        assert AuditEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_make_one_chain() -> None:
    def work() -> None:
        write(20)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AuditEntry.objects.count() == 80
    assert audit.verify() is None
