"""What comes in as a photo or voice note (3.1): told by its content, cleaned, limited, refused in plain Chinese."""

from __future__ import annotations

import contextlib
import io
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from linli.kernel import files
from linli.kernel.access import roles as r
from linli.kernel.errors import DomainError
from linli.kernel.models import StoredFile
from linli.kernel.sounds import checked_sound
from linli.sections.cases.models import CaseSound
from linli.sections.cases.tests.factories import Browser, World, photo, world
from linli.sections.cases.tests.recordings import wav, webm

pytestmark = [pytest.mark.django_db, pytest.mark.function("3.1"), pytest.mark.once]
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64
GPS = {1: "N", 2: (35.0, 24.0, 36.0), 3: "E", 4: (116.0, 35.0, 15.0)}


@pytest.fixture
def w() -> World:
    return world()


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 30,000 × 30,000."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")

    head = (30_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    pixels = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def located() -> bytes:
    """A photo that tells where it was taken."""
    out = io.BytesIO()
    image = Image.new("RGB", (64, 48), "green")
    exif = image.getexif()
    exif.get_ifd(files.GPS_IFD).update(GPS)
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def say(browser: Browser, content: bytes, name: str = "voice") -> Any:
    return browser.client.post("/api/cases/sounds", {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(
    ("content", "name", "status", "words"),
    [
        (b"MZ\x90\0" + b"\0" * 2000, "树叶.jpg", 422, "这不是一张可以打开的图片"),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
            "a.svg",
            422,
            "这不是一张可以打开的图片",
        ),
        (photo()[: len(photo()) // 2], "一半.jpg", 422, "这不是一张可以打开的图片"),
        (bomb(), "bomb.png", 422, "图片"),
        (HEIC, "IMG_0001.HEIC", 422, "HEIC"),
        (b"", "空.jpg", 422, "图片"),
        (b"%PDF-1.7 " + b"\0" * 200, "单.pdf", 422, "这不是一张可以打开的图片"),
    ],
    ids=["exe", "svg", "truncated", "bomb", "heic", "empty", "pdf"],
)
def test_what_is_no_photo_is_refused_in_plain_words(
    w: World, content: bytes, name: str, status: int, words: str
) -> None:
    answer = w.browser(r.RESIDENT).upload(content, name)
    assert answer.status_code == status
    assert words in str(answer.json())
    assert StoredFile.objects.count() == 0


def test_fifty_megabytes_are_refused_with_both_numbers(w: World) -> None:
    answer = w.browser(r.RESIDENT).upload(b"\xff\xd8\xff" + b"\0" * (50 * 2**20))
    assert (answer.status_code, answer.json()["error"]["message"]) == (
        413,
        "文件有 50 MB，超过 10 MB，请压缩后再上传。",
    )
    assert StoredFile.objects.count() == 0


def test_where_a_photo_was_taken_is_kept_apart_and_told_to_few(w: World) -> None:
    resident, worker = w.browser(r.RESIDENT), w.browser(r.WORKER)
    picture = resident.upload(located()).json()["id"]
    case = resident.post("cases", text="井盖松动", photos=[picture]).json()["id"]
    shown = worker.client.get(f"/api/kernel/files/{picture}")
    assert dict(Image.open(io.BytesIO(b"".join(shown.streaming_content))).getexif()) == {}
    assert "116.58" not in worker.get(f"cases/{case}").content.decode()
    told = worker.get(f"cases/{case}/photo-places").json()
    assert told == [{"photo": picture, "lat": 35.41, "lon": 116.5875}]
    assert resident.get(f"cases/{case}/photo-places").status_code == 403
    assert w.browser("outside").get(f"cases/{case}/photo-places").status_code == 404


@pytest.mark.parametrize(("content", "kind"), [(webm(), "audio/webm"), (wav(), "audio/wav")])
def test_a_few_spoken_words_are_a_report(w: World, content: bytes, kind: str) -> None:
    resident, worker = w.browser(r.RESIDENT), w.browser(r.WORKER)
    sound = say(resident, content).json()["id"]
    case = resident.post("cases", sounds=[sound]).json()["id"]
    (url,) = worker.get(f"cases/{case}").json()["timeline"][0]["sounds"]
    heard = worker.client.get(url)
    assert (heard["Content-Type"], b"".join(heard.streaming_content)) == (kind, content)
    (own,) = resident.get(f"mine/{case}").json()["timeline"][0]["sounds"]
    assert resident.client.get(own)["Content-Type"] == kind
    assert w.browser(r.DOCTOR).client.get(own).status_code == 404
    assert w.browser("outside").client.get(url).status_code == 404
    again = resident.post("cases", sounds=[sound])
    assert (again.status_code, list(again.json()["error"]["fields"])) == (422, ["sounds"])


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"MZ\x90\0" + b"\0" * 2000, 422, "录音"),
        (photo(), 422, "录音"),
        (webm(track_type=1), 422, "录音"),
        (webm()[:40], 422, "录音"),
        (webm(0)[:-1], 422, "录音"),
        (b"OggS" + b"\0" * 40, 422, "录音"),
        (b"RIFF" + b"\0" * 40, 422, "录音"),
        (webm(200), 413, "这段语音有 200 秒，最长 180 秒"),
        (wav(190), 413, "这段语音有 190 秒，最长 180 秒"),
        (b"\x1a\x45\xdf\xa3" + b"\0" * (6 * 2**20), 413, "语音超过 5 MB"),
    ],
    ids=["exe", "jpeg", "film", "torn", "mute", "ogg", "riff", "long", "long wav", "large"],
)
def test_what_is_no_voice_note_is_refused_in_plain_words(
    w: World, content: bytes, status: int, words: str
) -> None:
    answer = say(w.browser(r.RESIDENT), content, "voice.mp3")
    assert answer.status_code == status
    assert words in answer.json()["error"]["message"]
    assert (StoredFile.objects.count(), CaseSound.objects.count()) == (0, 0)


@given(st.binary(max_size=300), st.integers(0, 300))
def test_a_torn_recording_is_refused_never_a_crash(junk: bytes, cut: int) -> None:
    for content in (
        webm()[:cut] + junk,
        b"\x1a\x45\xdf\xa3" + junk,
        b"OggS" + junk,
        b"RIFF" + junk,
        wav()[:cut],
    ):
        with contextlib.suppress(DomainError):
            assert checked_sound(content).startswith("audio/")


def test_ten_photos_and_not_eleven(w: World) -> None:
    resident = w.browser(r.RESIDENT)
    ids = [resident.upload(photo(f"#0000{nth:02x}")).json()["id"] for nth in range(11)]
    assert resident.post("cases", photos=ids).status_code == 422
    case = resident.post("cases", photos=ids[:10]).json()["id"]
    assert len(w.browser(r.WORKER).get(f"cases/{case}").json()["timeline"][0]["photos"]) == 10


def test_somebody_elses_photo_or_voice_is_not_mine_to_use(w: World) -> None:
    mine = w.browser(r.WORKER)
    picture, sound = mine.upload().json()["id"], say(mine, wav()).json()["id"]
    resident = w.browser(r.RESIDENT)
    assert resident.post("cases", photos=[picture]).status_code == 422
    assert resident.post("cases", sounds=[sound]).status_code == 422
