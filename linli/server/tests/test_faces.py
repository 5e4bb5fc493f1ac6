"""The addresses of the faces: the page, and the worker that keeps it on the device."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

FACES = ("console", "resident", "screen")


@pytest.mark.parametrize("face", FACES)
def test_each_face_has_its_worker_which_is_asked_for_anew_at_every_visit(
    client: Client, settings: LazySettings, tmp_path: Path, face: str
) -> None:
    settings.WEB_DIST = tmp_path
    assert client.get(f"/{face}/sw.js").status_code == 404
    (tmp_path / "sw.js").write_text("self.face = 1")
    answer = client.get(f"/{face}/sw.js")
    assert (answer.status_code, answer.content) == (200, b"self.face = 1")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert not answer.cookies
