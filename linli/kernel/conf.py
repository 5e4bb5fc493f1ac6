"""The settings table: each setting has a name, a default and a help line; the environment overrides."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any

from linli.kernel.discovery import sections
from linli.kernel.manifest import Setting

KERNEL_SETTINGS = (
    Setting("page_size", 20, "列表每页默认行数"),
    Setting("session_days", 14, "登录保持天数"),
    Setting("upload_mb", 10, "单张图片或单个附件的最大兆字节"),
    Setting("audio_mb", 5, "单段语音的最大兆字节"),
    Setting("audio_seconds", 180, "单段语音的最长秒数"),
    Setting("font_folder", "", "打印用中文字体所在的文件夹（留空则用安装时带的思源黑体）"),
    Setting("port_sms", "linli.edge.sms.loopback.LoopbackSms", "短信通道的驱动"),
    Setting("sms_sign", "邻里社区", "短信签名，出现在【】内（须已在短信平台报备）"),
    Setting("sms_key_id", "", "短信平台的 AccessKey ID（腾讯云为 SecretId）"),
    Setting("sms_key_secret", "", "短信平台的 AccessKey Secret（腾讯云为 SecretKey）"),
    Setting("sms_app_id", "", "腾讯云短信的 SdkAppId"),
    Setting("sms_region", "", "短信平台的地域（留空用默认）"),
    Setting("sms_endpoint", "", "短信平台的接口地址（留空用默认）"),
    Setting("sms_templates", {}, '短信模板在平台上的编号，JSON：{"administration.login_code": "SMS_1"}'),
    Setting("sms_timeout_s", 10.0, "调用短信平台最多等几秒；超时的短信记为“不确定”，不会自动重发"),
    Setting("sms_push_token", "", "短信平台推送回执和上行短信时地址里带的口令（留空则不接收）"),
    Setting("port_speech", "linli.edge.speech.EspeakSpeech", "语音合成的驱动"),
    Setting("port_push", "linli.edge.push.http.HttpPush", "事件推送的驱动"),
    Setting("port_chat", "linli.edge.chat.wechat.WeChat", "公众号消息的驱动"),
    Setting("wechat_token", "", "微信公众号消息接口的 Token；留空则不开放"),
    Setting("wechat_aes_key", "", "微信公众号的 EncodingAESKey（43 位）；留空为明文模式"),
    Setting("wechat_app_id", "", "微信公众号的 AppID（安全模式用）"),
    Setting("port_phrasing", "linli.edge.chat.phrasing.OpenAiPhrasing", "把答复换个说法的驱动"),
    Setting("phrasing_url", "", "兼容 OpenAI 的模型接口地址，如 http://127.0.0.1:8000/v1；留空不用模型"),
    Setting("phrasing_key", "", "模型接口的密钥"),
    Setting("phrasing_model", "", "模型名称"),
    Setting("phrasing_seconds", 3.0, "最多等模型几秒，过时用原文答复"),
    Setting("push_seconds", 5.0, "推送一条消息最多等对方几秒"),
    Setting("push_inner", False, "允许把事件推送到内网地址和不加密的 http（只在对接系统就在内网时打开）"),
    Setting("trusted_proxies", 0, "前面有几层可信的反向代理（决定取哪个网络地址）"),
    Setting("outbox_attempts", 12, "事件处理失败后最多重试次数"),
    Setting("lease_seconds", 30, "事件与后台任务的租约秒数，进程意外退出后多久由别人接手"),
    Setting("courier_threads", 2, "PostgreSQL 上每个进程投递事件的线程数（SQLite 恒为 1）"),
    Setting("web_threads", 4, "处理网页与接口请求的线程数"),
)


@cache
def table() -> dict[str, Setting]:
    """Every setting by name: the kernel's and those of the sections."""
    declared = (*KERNEL_SETTINGS, *(s for section in sections() for s in section.settings))
    return {s.name: s for s in declared}


def env_name(name: str) -> str:
    """The environment variable of a setting: cases.default_days → LINLI_CASES_DEFAULT_DAYS."""
    return "LINLI_" + name.replace(".", "_").upper()


def get(name: str) -> Any:
    """The value in force: the environment's, parsed as the type of the default, else the default."""
    setting = table()[name]
    raw = os.environ.get(env_name(name))
    return setting.default if raw is None else parse(raw, setting)


def parse(raw: str, setting: Setting) -> Any:
    """`raw` as the type of the setting's default. Raises ValueError naming the variable."""
    try:
        if isinstance(setting.default, bool):
            return {"1": True, "true": True, "0": False, "false": False}[raw.lower()]
        if isinstance(setting.default, str):
            return raw
        return type(setting.default)(json.loads(raw))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{env_name(setting.name)}={raw!r} 不是有效的值：{setting.help}") from error
