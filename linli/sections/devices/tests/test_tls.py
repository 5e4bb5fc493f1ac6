"""Piles and watches over TLS, with clients of others' making and a certificate that they check."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from linli.edge.runner import Ingest
from linli.kernel.testing.world import World
from linli.sections.devices.tests.factories import make_device
from linli.sections.devices.tests.piles import Yard
from linli.sections.devices.tests.test_watches import ID, Watch

YEAR = dt.timedelta(days=365)


def certificate(folder: Path) -> tuple[str, str]:
    """A self-signed certificate of 127.0.0.1 and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - YEAR).not_valid_after(now + YEAR)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    cert, secret = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    return str(cert), str(secret)


@pytest.mark.function("7.2", "7.5")
def test_a_pile_and_a_watch_speak_tls_and_plain_talk_is_refused(
    open_world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cert, key = certificate(tmp_path)
    for name in ("OCPP", "WATCH"):
        monkeypatch.setenv(f"LINLI_{name}_PORT", "0")
        monkeypatch.setenv(f"LINLI_{name}_TLS_CERT", cert)
        monkeypatch.setenv(f"LINLI_{name}_TLS_KEY", key)
    monkeypatch.setenv("LINLI_MQTT_PORT", "0")
    pile = make_device(open_world.near.estate, "PILE-01", "charger")
    make_device(open_world.near.estate, "BAND-1", "wristband", line="watch", terminal=ID)
    ingest = Ingest()
    ingest.start()
    trusting = ssl.create_default_context(cafile=cert)
    yard = Yard(ingest.ports["ocpp"], tls=trusting)
    try:
        assert yard.do(yard.pile("PILE-01", pile.key).boot()).status == "Accepted"
        watch = Watch(ingest.ports["watch"], tls=trusting)
        watch.say("LK,50,0,80")
        assert watch.hear() == "LK"
        plain = Watch(ingest.ports["watch"])
        plain.say("LK,50,0,80")
        assert not plain.hear().startswith("LK")
    finally:
        yard.close()
        ingest.stop()
