"""What the tails of bodies' names tell of whose they are: a town's, a zone's, of every county, of nobody that is known.

A tail is what stands behind the area, the relative word or the town in a body's name.
"""

from __future__ import annotations

import re

# How the names of places end that a relative word may mean.
ENDS = {
    "办事处": ("办事处", "街道"), "社区": ("社区", "居民区"), "居民区": ("居民区", "社区"), "村": ("村", "嘎查"),
}
LOCAL_UNITS = frozenset({"镇", "乡", "街道", "办事处", "苏木", "嘎查", "村", "社区", "居民区"})
PARTY_INNER = re.compile(
    r"^(?:组织部|宣传部|统战部|统一战线工作部|政法委|政法委员会|组宣部|社会工作部|编办|党校|网信办|巡察办|"
    r"老干部局|研究室|政研室|办公室|机关工委|直属机关工委)$"
)
OWN_KIND = frozenset({"company", "school", "hospital", "mass", "foreign", "other"})
# 延边|大学党委: what follows the short name shows that it is part of a name.
OWN_NAME = re.compile(
    r"[\u4e00-\u9fff]{0,8}?"
    r"(?:大学|学院|研究院|医院|公司|集团|银行|中学|剧院|海关|边检站|边防检查站|军分区|警备区)"
)
ZONE = re.compile(r"(?:经开区|边合区|综保区|高新区|开发区|新区|工业园区|产业园|保税区|示范区|园区)$")
BUREAU = re.compile(r"[\u4e00-\u9fff]{2,10}局")
ZONE_TAIL = re.compile(r"党工委|管委(?!员)|管理委员会|工委|纪工委|纪检监察工委")
ZONE_WORD = re.compile(
    r"(?:(?:经济(?:技术)?|高新(?:技术)?(?:产业)?|工业)?开发区|经开区|边合区|综保区|高新区|园区|示范区|试验区|实验区|度假区|新区|特区)"
    r"(?=党工委|管委会|工委|党委|总工会|工会|纪委|团工委|[\u4e00-\u9fff]{2,4}局)"
)
PRIVATE = frozenset({"company", "school", "hospital"})
PUBLIC = re.compile("政协|人大|政府|委(?!员)")
TRIBUNAL = re.compile(
    r"^(?:刑事|民事|行政|立案|执行|综合|环境资源|少年|家事)[\u4e00-\u9fff]{0,6}庭$|"
    r"^[民刑行][一二三四]?庭$|^第[一二三四五六七八九十]+检察部$|^[\u4e00-\u9fff]{2,6}(?:审判庭|法庭)$|^执行局$|^审管办$"
)
# 刑侦大队, 交警支队: of the police.
POLICE = re.compile(
    r"^(?:刑侦|刑警|治安|交警|交通警察|巡警|巡特警|特警|经侦|经济犯罪侦查|禁毒|网安|国保|法制|户政|出入境|情报|反诈)"
    r"[\u4e00-\u9fff]{0,4}(?:大队|支队|中队)$"
)
# 渔政科, 纳税服务股, 规划财务处: a section of a bureau.
SECTION = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[科股]|(?<!办事)处)")
HOUSES = ("局", "委", "办", "厅", "中心", "医院", "卫生院")
# What every area has one of.
SEATS = frozenset({"人大常委会", "政协"})
# 科技处, 教务处, 心内科: a room of the school, the company or the hospital named with it.
ROOM = re.compile(
    r"^(?!.{2,}(?:公司|集团|大学|学院|医院|中学|小学|银行).)"
    r"[\u4e00-\u9fff]{2,10}(?:处|科|部|系|室|中心|学院|研究所|办公室|分厂|车间|团委|工会|党委|党总支|党支部)$"
)
OF_ANOTHER = re.compile(r"(?:领导小组|指挥部|工作专班|工作组|组委会|筹委会|常委会)(?:办公室)?$")
OF_VILLAGE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,5}(?:社区|居民区|村|嘎查))"
    r"(?P<organ>(?:党委|党总支|党支部|居委会|村委会|村民委员会|居民委员会|村务监督委员会|党群服务中心|妇联|团支部|民兵连|老年协会))"
)
# The special committees of a people's congress, by short names.
OF_CONGRESS = re.compile(
    "(?:财经|财政经济|法制|内司|内务司法|监察和?司法|监司|教科文卫|环资|民族|侨民外|外事|华侨|农业与?农村?|社会建设|社建)"
    "委(?:员会)?"
)
# 渤海商品交易所股份有限公司|党委
PARTY_PART = re.compile("(?:党委|党组|党总支|党支部)$")
MEETING = re.compile("(?:大会|会议|[开闭]幕会)$")
INNER = re.compile(r"(?:事业部|营业部|项目部|车间|分厂)$")
OF_TOWNS = frozenset({"派出所", "司法所", "卫生院", "中心校", "供电所", "财政所", "农业站", "水利站"})
ROOMS = frozenset({"办公室", "研究室"})
# 人民医院, 实验小学: every county has its own.
EVERYWHERE = re.compile(
    r"(?:第?[一二三四五六七八九十])?(?:人民医院|中医医院|中医院|妇幼保健(?:计划生育服务中心|院|站)|妇保院|疾控中心|疾病预防控制中心|"
    r"实验(?:小学|中学|学校|幼儿园)|机关幼儿园|职业中学|职业中专|职教中心|职业教育中心|福利院|敬老院)(?:党委|党总支|党支部)?|"
    r"第[一二三四五六七八九十]{1,2}(?:中学|小学|幼儿园)(?:党委|党总支|党支部)?"
)
STATE_FOREST = re.compile("(?:林业局|森工局|林管局)(?:有限公司)?(?:党委|工会)?$")
# 学院党委, 园区管委会: whose school or zone it is stays open.
BARE = re.compile(
    r"(?:驻村工作队|平台公司|学院|学校|医院|公司|集团|中心|大学|联社|合作社|银行|协会|园区|校际联盟|研究院|基地|经费审查委员会|领导小组|指挥部|工作专班|支行|分行|商会|派出所|福利院|工作组)(?:党委|党组|管委会|党总支|党支部)?$"
)
