"""CAP 1.2: what is written is valid by the OASIS schema; what comes in is refused for every reason the standard has."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.errors import DomainError
from linli.kernel.testing.fuzz import mutants
from linli.sections.outreach.cap import codes
from linli.sections.outreach.cap.read import read
from linli.sections.outreach.cap.write import Outgoing, moment, reference, written

pytestmark = pytest.mark.function("4.9")
SENT = dt.datetime(2026, 7, 20, 1, 30, 5, tzinfo=dt.UTC)
FLOOD = Outgoing(
    identifier="LINLI-7-20260720093005-a1b2c3", sender="linli@example.org", sent=SENT, status="Actual", msg_type="Alert",
    category="Met", event="暴雨", response="Shelter", urgency="Immediate", severity="Severe", certainty="Observed",
    expires=SENT + dt.timedelta(hours=6), sender_name="北门社区", headline="暴雨红色预警", description="三小时 100 毫米",
    instruction="不要去地下车库", area_text="北门小区",
)  # fmt: skip
texts = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFFF, exclude_categories=("Cs", "Cc", "Cn", "Co")),
    min_size=1,
    max_size=40,
)


@given(
    texts,
    texts,
    st.sampled_from(sorted(codes.CATEGORIES)),
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2090, 1, 1)),
)
@settings(max_examples=60)
def test_whatever_is_written_is_valid_and_reads_back(
    headline: str, text: str, category: str, at: dt.datetime
) -> None:
    sent = at.replace(tzinfo=dt.UTC)
    said = replace(
        FLOOD,
        headline=headline,
        description=text,
        category=category,
        sent=sent,
        expires=sent + dt.timedelta(hours=1),
    )
    document = written(said)
    assert "+08:00</sent>" in document
    assert moment(sent).endswith("+08:00")
    found = read(document.encode())
    assert (found.headline, found.description, found.category) == (
        headline.strip() or "暴雨",
        text.strip(),
        category,
    )
    assert (found.sent, found.expires) == (sent.replace(microsecond=0), said.expires.replace(microsecond=0))


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("2026-07-20T09:30:05+08:00</sent>", "2026-07-20T01:30:05Z</sent>", "xml"),
        ("<status>Actual</status>", "<status>Actuall</status>", "xml"),
        ("<status>Actual</status>", "<status>Draft</status>", "status"),
        ("<identifier>LINLI-7", "<identifier>LINLI 7", "identifier"),
        ("<identifier>LINLI-7", "<identifier>LINLI,7", "identifier"),
        ("<sender>linli@", "<sender>lin&lt;li@", "sender"),
        ("<msgType>Alert", "<msgType>Ack", "msgType"),
        ("<msgType>Alert", "<msgType>Update", "references"),
        ("<scope>Public", "<scope>Restricted", "restriction"),
        ("<scope>Public", "<scope>Private", "addresses"),
        ("</scope>", "</scope><references>only-one-part</references>", "references"),
        ('<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">', '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.1">', "xml"),
        ("<?xml version='1.0' encoding='UTF-8'?>", "<!DOCTYPE alert [<!ENTITY a 'b'>]>", "xml"),
        ("</alert>", "", "xml"),
    ],
)  # fmt: skip
def test_a_message_against_the_standard_is_refused_beside_the_field(old: str, new: str, field: str) -> None:
    document = written(FLOOD)
    assert old in document
    with pytest.raises(DomainError) as found:
        read(document.replace(old, new).encode())
    assert field in found.value.fields


def test_updates_name_what_they_replace_and_the_chinese_block_is_read() -> None:
    names = (reference("linli@example.org", FLOOD.identifier, SENT), reference("a@b", "x-1", SENT))
    document = written(replace(FLOOD, msg_type="Update", references=names))
    english = (
        "<info><language>en-US</language><category>Met</category><event>Rain</event><urgency>Past</urgency>"
        "<severity>Minor</severity><certainty>Likely</certainty></info><info>"
    )
    found = read(document.replace("<info>", english, 1).encode())
    assert found.references == (("linli@example.org", FLOOD.identifier, SENT), ("a@b", "x-1", SENT))
    assert (found.event, found.severity) == ("暴雨", "Severe")


def test_broken_documents_are_refused_and_nothing_else() -> None:
    silent = []
    for bent in mutants([written(FLOOD).encode()], random.Random(49), 300):
        try:
            read(bent)
        except DomainError as error:
            silent += [] if error.fields else [bent]
    assert silent == []
