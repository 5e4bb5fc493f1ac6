"""`linli backup FILE`: everything in one checked file."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "备份：把数据库与附件写入一个带校验的文件（运行中也可以）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `linli backup`."""
    parser.add_argument("file", type=Path, help="写入的文件，例如 linli-20261122.zip")
    parser.add_argument("--with-keys", action="store_true", help="连同密钥一起备份（此文件须妥善保管）")


def run(options: argparse.Namespace) -> int:
    """Writes the backup, then reads it back and checks it."""
    from linli.kernel import backup
    from linli.server.version import version

    backup.back_up(options.file, with_keys=options.with_keys, version=version())
    manifest = backup.check(options.file)
    size = options.file.stat().st_size / 1024**2
    print(f"✓ 已备份到 {options.file}（{len(manifest.parts)} 个部分，{size:.1f} MB，已回读校验）")
    if not manifest.with_keys:
        print("  备份不含密钥：恢复到别的机器时还需要数据文件夹中的 secrets.json，请另行保管。")
    return 0
