"""`make setup`: the environment, the locked dependencies and the built pages; does nothing when all is there."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import partial
from pathlib import Path

import node
from steps import ROOT, STATE, StepFailed, alone, ending, fingerprint, fresh, run, say, stamp, together

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
WEB_SOURCES = ("*.html", "*.ts", "*.vue", "*.css", "*.svg", "*.json", "*.mjs", "*.js", "*.png", "*.woff2")
FONTS = tuple(
    f"@expo-google-fonts/noto-sans-sc/{face}/NotoSansSC_{face}.ttf" for face in ("400Regular", "700Bold")
)
LAUNCHER = """#!/bin/sh
# Starts linli from the checkout this environment lies in.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec "$here/python" -c 'import sys; sys.argv[0] = "linli"; from linli.server.cli import main; sys.exit(main())' "$@"
"""


def environment() -> None:
    """Make `.venv`, or make it again when its Python no longer runs."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    (STATE / "python").unlink(missing_ok=True)
    create = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode:
        if os.geteuid() or not shutil.which("apt-get"):
            raise StepFailed("这个 Python 没有 venv。请先安装：sudo apt install python3-venv")
        run("更新软件包目录", ["apt-get", "update", "-qq"])
        run("安装 python3-venv", ["apt-get", "install", "-y", "-qq", "python3-venv"])
    run("建立 Python 环境", create)


def python_packages(*, dev: bool) -> None:
    """Install what the lock says, checked by hash, and put the checkout on the path."""
    lock = ROOT / ("requirements-dev.lock" if dev else "requirements.lock")
    wanted = [ROOT / "requirements-dev.lock", lock]  # what the tests need includes what the product needs
    if any(fresh("python", fingerprint([good], sys.version)) for good in (wanted[:1] if dev else wanted)):
        return
    together(*(partial(_install, part, title) for part, title in _parts(lock)))
    _link()
    stamp("python", fingerprint([lock], sys.version))


def _parts(lock: Path) -> list[tuple[Path, str]]:
    """The lock in two halves, which are installed side by side: pip spends most of its time reading indexes, on one core."""
    entries = [entry for entry in re.split(r"\n(?=\S)", lock.read_text()) if "==" in entry]
    found = []
    for number, half in enumerate((entries[::2], entries[1::2]), start=1):
        part = STATE / f"packages-{number}.lock"
        part.write_text("\n".join(half) + "\n")
        found.append((part, f"安装 Python 依赖（第 {number} 半，{len(half)} 个包，按哈希核对）"))
    return found


def _install(part: Path, title: str) -> None:
    """Install what is listed, nothing else."""
    flags = ["-q", "--no-input", "--no-deps", "--no-compile", "--require-hashes", "-r", str(part)]
    run(
        title,
        [str(PYTHON), "-m", "pip", "install", *flags],
        env={"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        hint="请检查网络，或设置 pip 镜像后重试。",
    )


def _link() -> None:
    """Make the checkout importable by a relative path: a moved or oddly named folder still works."""
    site = next((VENV / "lib").glob("python3*/site-packages"))
    (site / "linli.pth").write_text(os.path.relpath(ROOT.resolve(), site.resolve()) + "\n", "ascii")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for old in site.glob("linli-*.dist-info"):
        shutil.rmtree(old)
    info = site / f"linli-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: linli\nVersion: {project['version']}\n", "ascii"
    )
    launcher = VENV / "bin" / "linli"
    launcher.unlink(missing_ok=True)
    launcher.write_text(LAUNCHER)
    launcher.chmod(0o755)


def web_sources() -> list[Path]:
    """Every file the built pages depend on."""
    folders = [ROOT / "web", *(ROOT / "linli" / "sections").glob("*/web")]
    found = [path for folder in folders for kind in WEB_SOURCES for path in folder.rglob(kind)]
    top = [
        path
        for pattern in ("package*.json", "vite.config.*", "tsconfig*.json", "*.html")
        for path in ROOT.glob(pattern)
    ]
    return [
        path for path in {*found, *top} if not {"dist", "node_modules"} & set(path.relative_to(ROOT).parts)
    ]


def web_packages() -> None:
    """`npm ci` when the lock has changed."""
    mark = fingerprint([ROOT / "package-lock.json", ROOT / "package.json"])
    if fresh("npm", mark) and (ROOT / "node_modules").is_dir():
        return
    flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    run(
        "安装前端依赖", [node.npm(), "ci", *flags], env=node.env(), hint="请检查网络，或设置 npm 镜像后重试。"
    )
    stamp("npm", mark)


def web_build() -> None:
    """Build the three faces when a page has changed."""
    mark = fingerprint(web_sources())
    if fresh("web", mark) and (ROOT / "web" / "dist").is_dir():
        return
    web_packages()
    run("构建前端页面", [node.npm(), "run", "build"], env=node.env())
    stamp("web", mark)


def fonts() -> None:
    """The Chinese type of printed sheets, out of its package into the environment, where the server finds it."""
    mark = fingerprint([ROOT / "package-lock.json"])
    target = VENV / "share" / "fonts" / "linli"
    if fresh("fonts", mark) and target.is_dir():
        return
    web_packages()
    target.mkdir(parents=True, exist_ok=True)
    for source in FONTS:
        shutil.copyfile(ROOT / "node_modules" / source, target / Path(source).name)
    stamp("fonts", mark)


def pages(*, dev: bool, build: bool) -> None:
    """The built pages, and for the tests also the packages they are built with."""
    if dev:
        web_packages()
    if build:
        web_build()
    fonts()


def prepare(*, dev: bool = False, build: bool = True) -> None:
    """Bring everything up to date; quiet and quick when nothing has changed."""
    with alone():
        environment()
        together(lambda: python_packages(dev=dev), lambda: pages(dev=dev, build=build))


def main() -> int:
    """Command line: `--dev` adds what the tests need, `--no-build` leaves the pages as they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true")
    parser.add_argument("--no-build", action="store_true")
    options = parser.parse_args()
    prepare(dev=options.dev, build=not options.no_build)
    say("环境已就绪")
    return 0


if __name__ == "__main__":
    ending(main)
