"""The file store (附件): checked by content, images re-encoded, EXIF place kept apart from what others see."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from linli.kernel import conf
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError, TooLarge
from linli.kernel.models import Area, StoredFile
from linli.kernel.sounds import checked_sound

if TYPE_CHECKING:
    from PIL import Image

MAX_PIXELS = 50_000_000
MAX_SIDE = 2560
IMAGE_FORMATS = {"JPEG", "PNG", "WEBP", "GIF", "BMP", "MPO"}
DOCUMENTS = {b"%PDF-": "application/pdf", b"PK\x03\x04": "application/zip"}
GPS_IFD = 0x8825
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}


def store(
    actor: Actor,
    upload: UploadedFile[bytes],
    *,
    area: Area,
    kind: Literal["image", "document", "audio"] = "image",
    permission: str = "",
) -> StoredFile:
    """Checks and stores an upload; who holds `permission` on `area` (or uploaded it) may read it.

    Raises TooLarge over the size limit, DomainError for content that is not what it claims to be.
    """
    _fits(upload, kind)
    content = upload.read()
    place = None
    if kind == "image":
        content, place = _clean_image(content)
        content_type = "image/jpeg"
    elif kind == "audio":
        content_type = checked_sound(content)
    else:
        content_type = _document_type(content)
    digest = _write(content)
    return StoredFile.objects.create(
        sha256=digest,
        name=Path(upload.name or "附件").name[-120:],
        content_type=content_type,
        size=len(content),
        area=area,
        uploaded_by_id=actor.user_id,
        permission=permission,
        taken_at_place=place,
    )


def kept(content: bytes, *, name: str, content_type: str, area: Area, permission: str = "") -> StoredFile:
    """Keeps something that the platform has made itself."""
    return StoredFile.objects.create(
        sha256=_write(content),
        name=name,
        content_type=content_type,
        size=len(content),
        area=area,
        permission=permission,
    )


def copied(file: StoredFile, *, area: Area) -> StoredFile:
    """The same content once more, for another thing to hold; the bytes are kept once."""
    return StoredFile.objects.create(
        sha256=file.sha256,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        area=area,
        uploaded_by_id=file.uploaded_by_id,
        permission=file.permission,
        taken_at_place=file.taken_at_place,
    )


def _fits(upload: UploadedFile[bytes], kind: str) -> None:
    limit = int(conf.get("audio_mb" if kind == "audio" else "upload_mb"))
    if (upload.size or 0) <= limit * 1024 * 1024:
        return
    if kind == "audio":
        raise TooLarge(f"语音超过 {limit} MB，请录短一点，一次只说一件事。")
    size = (upload.size or 0) / 1024 / 1024
    raise TooLarge(f"文件有 {size:.0f} MB，超过 {limit} MB，请压缩后再上传。")


def path_of(digest: str) -> Path:
    """Where the content with that SHA-256 lies."""
    return Path(settings.FILES_DIR) / digest[:2] / digest


def opened(file: StoredFile) -> IO[bytes]:
    """The content, open for reading."""
    return path_of(file.sha256).open("rb")


def _clean_image(content: bytes) -> tuple[bytes, dict[str, Any] | None]:
    """Re-encodes an image as JPEG without any metadata; returns the place from its EXIF beside it."""
    from PIL import Image, ImageOps  # loaded with the first picture

    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise DomainError(
            "这是苹果手机的 HEIC 照片，暂时打不开。请在相机设置里选“兼容性最佳”，或把照片另存为 JPG 再传。"
        )
    try:
        image = Image.open(io.BytesIO(content))
        if image.format not in IMAGE_FORMATS or image.width * image.height > MAX_PIXELS:
            raise DomainError("图片格式或尺寸不支持，请上传 JPG 或 PNG 照片。")
        place = _gps(image)
        picture = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise DomainError("这不是一张可以打开的图片，请重新拍照或另选一张。") from None
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue(), place


def _gps(image: Image.Image) -> dict[str, Any] | None:
    """Latitude and longitude in degrees (WGS 84) from the EXIF block, or None."""
    found = image.getexif().get_ifd(GPS_IFD)
    if not {1, 2, 3, 4} <= set(found):
        return None

    def degrees(parts: Any, negative: bool) -> float:
        value = float(parts[0]) + float(parts[1]) / 60 + float(parts[2]) / 3600
        return round(-value if negative else value, 6)

    try:
        return {"lat": degrees(found[2], found[1] == "S"), "lon": degrees(found[4], found[3] == "W")}
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None


def _document_type(content: bytes) -> str:
    for magic, content_type in DOCUMENTS.items():
        if content.startswith(magic):
            return content_type
    raise DomainError("只支持 PDF、Word、Excel 附件，请检查文件。")


def _write(content: bytes) -> str:
    digest = sha256(content).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        draft.write_bytes(content)
        draft.replace(path)
    return digest
