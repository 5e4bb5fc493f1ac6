"""What the demo community tells: who asks for what, when in the year, where, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel.access import roles as r


@dataclass(frozen=True)
class Plot:
    """A kind of request: `months` are when it happens most, `weight` how often; `done` are results."""

    category: str
    weight: int
    months: tuple[int, ...]
    texts: tuple[str, ...]
    done: tuple[str, ...]
    role: str = r.PROPERTY_STAFF


ALL_YEAR = tuple(range(1, 13))
WINTER, AUTUMN, SUMMER = (11, 12, 1, 2, 3), (10, 11), (6, 7, 8)
PLOTS: tuple[Plot, ...] = (
    Plot("leaves", 9, AUTUMN, ("大风过后有散落树叶请及时清理", "楼前落叶堆了一地，老人走路打滑", "下水篦子被树叶堵住了"),
         ("落叶已清扫装袋，下水篦子已疏通", "当天下午已清扫干净")),
    Plot("garbage", 9, ALL_YEAR, ("垃圾桶满了两天没有清运", "装修垃圾堆在楼道口", "旧沙发扔在绿化带里", "垃圾桶盖坏了，有异味"),
         ("已联系清运车拉走并冲洗桶位", "装修垃圾已清走，已告知装修户", "旧家具已清运，桶盖已更换")),
    Plot("drain", 6, SUMMER, ("下水道返味，一楼厨房往上冒水", "污水井盖外溢，路上都是水", "雨后楼前积水半天不退"),
         ("已疏通主管并清掏化粪池", "井盖周边已清淤，试水正常")),
    Plot("light", 10, ALL_YEAR, ("三楼楼道灯不亮，晚上看不见路", "小区东边路灯坏了两盏", "声控灯一直亮着不灭", "地下车棚没有灯"),
         ("已更换灯泡和声控开关", "路灯线路已修复，晚上现场看过")),
    Plot("lift", 5, SUMMER, ("电梯运行有异响，在五楼停一下", "电梯按键失灵", "电梯停运，老人下不了楼"),
         ("维保单位已更换门机皮带，试运行正常", "按键面板已更换"), r.PROPERTY_MANAGER),
    Plot("water", 7, ALL_YEAR, ("楼上漏水到我家厨房", "自来水压力小，五楼上不去", "水表井阀门滴水"),
         ("阀门已更换，漏点已处理", "加压泵已检修，五楼出水正常")),
    Plot("heating", 12, WINTER, ("暖气不热，家里只有14度", "暖气片一半热一半凉", "楼上楼下都热就我家不热", "供暖管道漏水"),
         ("已排气并冲洗过滤器，回访室温20度", "供热公司已调节阀门，室温达标", "漏点已焊补"), r.WORKER),
    Plot("door", 6, ALL_YEAR, ("单元门关不严，谁都能进", "门禁刷卡没反应", "单元门闭门器坏了，响声很大"),
         ("闭门器已更换", "门禁已重新授权，试用正常")),
    Plot("parking", 7, ALL_YEAR, ("有车堵在单元门口，轮椅出不来", "外来车长期占着车位", "僵尸车停了半年"),
         ("已联系车主挪车，划了禁停线", "僵尸车已按程序拖离"), r.PROPERTY_STAFF),
    Plot("noise", 5, SUMMER, ("夜里十一点还在唱歌", "楼下烧烤摊吵到半夜", "早晨六点开始装修"),
         ("已上门劝导，约定晚九点后停止", "已告知装修时间规定，签了承诺书"), r.GRID),
    Plot("fire_lane", 5, ALL_YEAR, ("消防通道被几辆车堵死了", "楼道里停电动车充电", "楼道堆满纸箱"),
         ("车辆已挪走，补划了消防标线", "电动车已推出楼道，纸箱已清走"), r.PROPERTY_MANAGER),
    Plot("pets", 3, ALL_YEAR, ("大狗不牵绳，孩子害怕", "狗便没人清理"),
         ("已找到养犬人劝导，加装了提示牌和便袋箱",), r.GRID),
    Plot("elderly", 5, ALL_YEAR, ("隔壁独居老人三天没出门了，请去看看", "老人不会用手机，想办老年卡", "想申请助餐送到家"),
         ("网格员已上门，老人安好，已留联系卡", "已代办老年卡", "已登记助餐，从明天开始送"), r.WORKER),
    Plot("dispute", 3, ALL_YEAR, ("楼上空调外机滴水到我家窗台", "邻居在公共平台种菜", "两家因为晾衣绳吵起来了"),
         ("双方已签调解协议", "已协商接引水管"), r.GRID),
    Plot("policy", 4, ALL_YEAR, ("改造什么时候轮到我们楼", "高龄补贴怎么办", "想了解加装电梯怎么分摊"),
         ("已当面解释并给了办事指南", "已把政策单页送到家"), r.WORKER),
    Plot("other", 4, ALL_YEAR, ("健身器材螺丝松了", "宣传栏玻璃碎了", "长椅木条断了一根"),
         ("已紧固并检查全部器材", "玻璃已更换", "木条已更换并刷漆")),
)  # fmt: skip
REFUSED = (
    ("这是邻里之间的房屋买卖纠纷，不属于社区职责", "人民法院或街道司法所"),
    ("属于供电公司管理的表前线路", "供电公司 24 小时报修热线"),
    ("诉求内容与三天前的一条相同，已并入那条办理", "请凭那条的编号查询进度"),
)
UNSOLVED = ("配件停产，已列入改造计划", "需要全体业主表决，已转业委会")
DISPUTES = ("第二天又不亮了", "只扫了楼前，楼后没扫", "修完还是漏")
PRAISE = ("谢谢，来得很快", "师傅很耐心", "", "", "比上次快多了")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭"
GIVEN = ("桂兰", "建国", "秀英", "志强", "玉梅", "海涛", "春花", "德福", "晓燕", "文斌")
AT_BUILDING = ("{b}{u}单元", "{b}东侧", "{b}楼前", "{b}{u}单元楼道", "{b}西侧绿化带")
AROUND = ("中心广场", "北门", "地下车棚", "东门通道", "健身区")
UNITS = 3
POINTS = {
    "中心广场": [204.0, 105.0],
    "北门": [115.0, -12.0],
    "地下车棚": [26.0, 186.0],
    "东门通道": [282.0, 92.0],
    "健身区": [42.0, 104.0],
}
"""Where on the demo's plan these places are, in metres."""
