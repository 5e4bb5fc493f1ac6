"""Uploads: checked by content, re-encoded, stripped; the EXIF place is kept apart."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from linli.kernel import files
from linli.kernel.access import SECRETARY
from linli.kernel.access.resolve import actor_of
from linli.kernel.errors import DomainError, TooLarge
from linli.kernel.models import StoredFile
from linli.kernel.tests.factories import tree, user_with

pytestmark = pytest.mark.django_db
GPS = {1: "N", 2: (35.0, 24.0, 36.0), 3: "E", 4: (116.0, 35.0, 15.0)}


@pytest.fixture(autouse=True)
def store_folder(tmp_path: Path, settings: object) -> None:
    settings.FILES_DIR = tmp_path  # type: ignore[attr-defined]


def photo(**exif_gps: object) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (64, 48), "green")
    exif = image.getexif()
    exif[0x010F] = "SecretMaker"
    exif.get_ifd(files.GPS_IFD).update(GPS)
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def upload(content: bytes, name: str = "照片.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_photo_loses_its_metadata_and_keeps_its_place_apart() -> None:
    t = tree()
    stored = files.store(actor_of(user_with(SECRETARY, t.gate)), upload(photo()), area=t.gate)
    content = files.opened(stored).read()
    assert b"SecretMaker" not in content
    assert dict(Image.open(io.BytesIO(content)).getexif()) == {}
    assert stored.taken_at_place == {"lat": 35.41, "lon": 116.5875}
    assert stored.content_type == "image/jpeg"


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", b"\xff\xd8\xff\xe0 broken", b"GIF89a" + b"\0" * 20]
)
def test_what_is_no_picture_is_refused_and_nothing_stored(content: bytes, tmp_path: Path) -> None:
    t = tree()
    with pytest.raises(DomainError, match="图片"):
        files.store(actor_of(user_with(SECRETARY, t.gate)), upload(content), area=t.gate)
    assert StoredFile.objects.count() == 0
    assert list(tmp_path.rglob("*")) == []


def test_too_large_says_how_large_it_may_be() -> None:
    t = tree()
    with pytest.raises(TooLarge, match="10 MB"):
        files.store(actor_of(user_with(SECRETARY, t.gate)), upload(b"x" * (10 * 2**20 + 1)), area=t.gate)


def test_a_file_is_read_by_its_uploader_and_nobody_without_permission(client: Client) -> None:
    t = tree()
    owner, other = user_with(SECRETARY, t.gate), user_with(SECRETARY, t.south)
    stored = files.store(actor_of(owner), upload(photo()), area=t.gate)
    url = f"/api/kernel/files/{stored.pk}"
    assert client.get(url).status_code == 401
    client.force_login(other)
    assert client.get(url).status_code == 404
    client.force_login(owner)
    answer = client.get(url)
    assert answer["Content-Type"] == "image/jpeg"
    assert b"".join(answer.streaming_content) == files.opened(stored).read()  # type: ignore[attr-defined]
