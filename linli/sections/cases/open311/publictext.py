"""What of a request the public may read: rules that take people, rooms and numbers out of free text."""

from __future__ import annotations

import re

from linli.sections.cases.open311.xml import clean

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
TITLES = (
    "大爷|大妈|大娘|大叔|大姐|大哥|奶奶|爷爷|阿姨|叔叔|先生|女士|小姐|老师|师傅|医生|主任|书记|经理|老板|老人"
)
NUMBER = r"[一二三四五六七八九十\d]"
NAMED = r"[:：是为\s]"
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE), "［链接］"),
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "［邮箱］"),
    (re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·•\s]?[A-Za-z0-9]{5,6}"), "［车牌］"),
    (re.compile(r"(\d{1,3})(?:号?楼|栋|幢)?\s*[-－—]\s*\d{1,2}\s*[-－—]\s*\d{2,4}室?"), r"\1号楼某户"),
    (re.compile(rf"{NUMBER}{{1,3}}\s*单元\s*(?:\d{{2,4}}\s*[室户房号]?|{NUMBER}{{1,2}}楼[东西中南北]?户?)?"), ""),
    (re.compile(r"\d{3,4}\s*[室户房]"), "某户"),
    (re.compile(rf"{NUMBER}{{1,2}}[楼层][东西中南北]\s*户"), "某户"),
    (re.compile(rf"[老小](?:[{SURNAMES}])(?=$|[^\u4e00-\u9fff]|家|说|在|的|把|和)"), "某人"),
    (re.compile(rf"(?:[{SURNAMES}])[\u4e00-\u9fff某]{{0,2}}(?:{TITLES})"), "某人"),
    (re.compile(rf"(?:我叫|姓名|联系人|(?:我是|本人)(?={NAMED}*[{SURNAMES}])){NAMED}*[\u4e00-\u9fff]{{2,4}}"), "［姓名］"),
    (re.compile(r"(?:微信|QQ|qq|VX|vx|wx)[号:：\s]*[\w-]{4,}"), "［联系方式］"),
    (re.compile(r"\d(?:[\s-]?[\d*＊]){5,}[Xx]?"), "［号码］"),
)  # fmt: skip


def redacted(text: str, *names: str) -> str:
    """Free text fit for the public: known names, rooms, plates, links and long numbers are taken out."""
    found = clean(text)
    for name in sorted({n.strip() for n in names if len(n.strip()) > 1}, key=len, reverse=True):
        found = found.replace(name, "某人")
    for pattern, instead in RULES:
        found = pattern.sub(instead, found)
    return found.strip()
