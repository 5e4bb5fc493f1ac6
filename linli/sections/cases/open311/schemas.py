"""The answers of GeoReport v2, field by field; codes are always strings, what is unknown is null."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

Datatype = Literal["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]


Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class FaultOut(Schema):
    """One thing that was wrong, in the form the standard's servers agree on."""

    code: int
    description: str


class EndpointOut(Schema):
    """One address of the service."""

    specification: str
    url: str
    changeset: str
    type: Literal["production", "test"]
    formats: list[str]


class DiscoveryOut(Schema):
    """Where the service is and whom to ask for a key."""

    changeset: str
    contact: str
    key_service: str
    endpoints: list[EndpointOut]


class ServiceOut(Schema):
    """A kind of request (诉求分类) people may send in."""

    service_code: str
    service_name: str
    description: str
    metadata: bool
    type: Literal["realtime"] = "realtime"
    keywords: str
    group: str


class ValueOut(Schema):
    """One value of a list attribute."""

    key: str
    name: str


class AttributeOut(Schema):
    """One further question that a kind of request asks; `variable` is false for a mere notice."""

    variable: bool
    code: str
    datatype: Datatype
    required: bool
    datatype_description: str | None
    order: int = Field(ge=1)
    description: str
    values: list[ValueOut]


class DefinitionOut(Schema):
    """The further questions of a kind of request."""

    service_code: str
    attributes: list[AttributeOut]


class RequestOut(Schema):
    """A request as the public may see it: no person, no room, a closed one never called fixed unless it is."""

    service_request_id: str
    status: Literal["open", "closed"]
    status_notes: str
    service_name: str
    service_code: str
    description: str | None
    agency_responsible: str | None
    service_notice: None = None
    requested_datetime: Moment
    updated_datetime: Moment
    expected_datetime: Moment | None
    address: str | None
    address_id: str | None
    zipcode: None = None
    lat: float | None
    long: float | None
    media_url: None = None


class CreatedOut(Schema):
    """What a client gets for a new request; the id is given at once, so there is no token."""

    service_request_id: str
    service_notice: str
    account_id: None = None


class TokenOut(Schema):
    """The id behind a token."""

    service_request_id: str
    token: str


class Asked(Schema):
    """What every call may say."""

    jurisdiction_id: str = Field("", max_length=20, description="社区的编号；只开放一个社区时不用写")


class RequestsAsked(Asked):
    """The filters of the list; an empty one counts as absent."""

    service_request_id: str = Field(
        "", max_length=4000, description="一个或多个编号，逗号分隔；写了它，其余都不看"
    )
    service_code: str = Field("", max_length=1000, description="一个或多个分类，逗号分隔")
    start_date: str = Field("", max_length=40, description="2026-11-01T00:00:00+08:00")
    end_date: str = Field("", max_length=40, description="与 start_date 相距不超过 90 天")
    status: str = Field("", max_length=40, description="open、closed，逗号分隔")


class RequestIn(Asked):
    """The form of a new request; besides these, `attribute[CODE]=value` and `attribute[CODE][]=value`."""

    api_key: str = Field("", max_length=120, description="接口密钥；也可以放在 Authorization: Bearer 里")
    service_code: str = Field("", max_length=60)
    lat: str = Field("", max_length=40, description="WGS-84 纬度，与 long 一起写")
    long: str = Field("", max_length=40, description="WGS-84 经度")
    address_string: str = Field("", max_length=400, description="例如：北门小区3号楼2单元")
    address_id: str = Field("", max_length=20, description="楼栋编号，即查询结果里的 address_id")
    description: str = Field("", max_length=4000, description="会经过隐去后公开，请不要写姓名和房号")
    first_name: str = Field("", max_length=60)
    last_name: str = Field("", max_length=60)
    phone: str = Field("", max_length=30)
    email: str = Field("", max_length=200, description="收下但不保存")
    device_id: str = Field("", max_length=200, description="收下但不保存")
    account_id: str = Field("", max_length=200, description="收下但不保存")
    media_url: str = Field("", max_length=500, description="照片的网址，只给工作人员看，平台不会去下载")
