"""Sealing of WeChat's safe mode, against a message sealed by the openssl command line, and what must not open."""

from __future__ import annotations

import base64

import pytest

from linli.edge.chat.cipher import Sealer, Unreadable, signature

KEY, APP = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wx5823bf96d3bd56c7"
TEXT = "<xml><Content>您好</Content></xml>"
SEALED = (
    "Q3stYC6hdFzMh9T8HCvyDMqYq+3LWRBafgYE/6+E3kZR7sCrTrqGjScz5Hbe7SL6z7sR/72b1yTGPBC6zNBU45eHP6SYl8r0UfFL"
    "BlhT4in5TcRrNSSCuNF28PkeXQAl"
)


def test_a_message_sealed_by_openssl_opens_and_its_signature_is_the_same() -> None:
    assert Sealer(KEY, APP).open(SEALED) == TEXT
    assert (
        signature("linli2026", "1409659813", "1372623149", SEALED)
        == "fa310f798d123301ddc1e4b581cdec74d154c12d"
    )


def test_what_is_sealed_opens_again_and_never_looks_the_same() -> None:
    sealer = Sealer(KEY, APP)
    for text in ("", "短", "长" * 3000):
        first, second = sealer.seal(text), sealer.seal(text)
        assert (sealer.open(first), sealer.open(second), first == second) == (text, text, False)


@pytest.mark.parametrize("sealed", ["", "不是", "AAAA", SEALED[:-8], base64.b64encode(b"0" * 64).decode()])
def test_altered_messages_do_not_open(sealed: str) -> None:
    with pytest.raises(Unreadable):
        Sealer(KEY, APP).open(sealed)


def test_a_message_for_another_account_and_a_wrong_key_are_refused() -> None:
    with pytest.raises(Unreadable):
        Sealer(KEY, "wxOther").open(SEALED)
    for key in ("", KEY[:-1], "!" * 43):
        with pytest.raises(Unreadable):
            Sealer(key, APP)
