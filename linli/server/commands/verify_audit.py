"""`linli verify-audit`: checks the hash chain of the audit trail."""

from __future__ import annotations

import argparse
import json

HELP = "核验审计链：每条记录是否原样、前后是否相接"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `linli verify-audit`."""
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Exit code 1 when an entry does not fit. The last hash, kept elsewhere, proves later that nothing was cut off."""
    from linli.kernel import audit
    from linli.kernel.models import AuditEntry

    broken = audit.verify()
    count = AuditEntry.objects.count()
    last = AuditEntry.objects.order_by("-pk").values_list("hash", flat=True).first() or audit.GENESIS
    if options.json:
        print(
            json.dumps({"ok": broken is None, "entries": count, "last": last, "broken": broken and broken.pk})
        )
    elif broken is None:
        print(f"✓ 审计链完整：{count} 条，末条指纹 {last[:16]}…")
    else:
        print(
            f"✗ 审计链在第 {broken.pk} 条断开（{broken.at:%Y-%m-%d %H:%M} {broken.action}）：此条或其前一条被改动或删除。"
        )
    return 0 if broken is None else 1
