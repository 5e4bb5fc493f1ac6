"""`linli mosquitto_files FOLDER`: password file and access list for an outside Mosquitto."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from linli.sections.devices import brokerfiles, keys


class Command(BaseCommand):
    """Writes both files with mode 0600; send Mosquitto SIGHUP afterwards."""

    help = "为外部 Mosquitto 导出口令文件 passwords 与权限文件 access"

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, and the platform's own password if it is to be kept."""
        parser.add_argument("folder", type=Path, help="写到哪个目录")
        parser.add_argument("--platform-password", default="", help="平台自己的口令；不给则新生成一个")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the files and says what LINLI_MQTT_URL has to be."""
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        password = options["platform_password"] or keys.new_key()
        _write(folder / "passwords", brokerfiles.passwords(password))
        _write(folder / "access", brokerfiles.ACCESS)
        self.stdout.write(f"已写入 {folder}/passwords 与 {folder}/access，请向 Mosquitto 发送 SIGHUP。")
        if not options["platform_password"]:
            self.stdout.write(
                f"平台连接地址：LINLI_MQTT_URL=mqtt://{brokerfiles.PLATFORM}:{password}@主机:1883"
            )


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
