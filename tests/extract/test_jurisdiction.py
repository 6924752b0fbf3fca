"""Whose page it is: what its head, its towns, its words for areas and its year tell, and what tells nothing."""

from __future__ import annotations

import pytest

from kg.corpus import cut_articles
from kg.extract import extract_page
from kg.model import Page

MEETING = "全市创卫推进会"


@pytest.mark.parametrize(
    ("home", "text"),
    [
        # the paper's name, in more forms than 日报
        ("福建省福州市福清市", "福清侨乡报\n2008年11月12日 星期三\n\n客人来融考察\n\n11月10日,市长林国樑会见了马来西亚安顺市客人。"),
        ("山东省威海市荣成市", "荣成时讯\n2009年3月20日 第1版\n\n我市召开动员大会\n\n3月18日,威海市委派人参加我市动员大会,威海市委重视。"),
        # where a company or a school is from, and where people go, is not where the page is
        (
            "江苏省淮安市",
            "淮安开发区报\n2020年6月30日\n\n重大项目签约\n\n6月28日,市商务局局长乐永清出席,深圳市锐科精密电子有限公司、"
            "深圳市远阳电子有限公司和上海恒瀚新材料有限公司签约。",
        ),
        # towns of one county-level city, and nothing else but a school of the larger one
        (
            "陕西省渭南市韩城市",
            "2009年6月25日 星期四\n\n市上召开创卫推进会\n\n6月19日,市长段民选讲话,新城街道办事处作表态发言。龙门镇、芝川镇、"
            "西庄镇参加。渭南师范学院教授同少锋授课。",
        ),
        # a paper's name printed wide, or one whose short name is another word too; a prefecture's paper full of one county
        ("河北省邢台市沙河市", "沙 河 报\n2003年9月26日\n\n市五届人大常委会举行会议\n\n9月23日,市长乔振国列席。"),
        ("黑龙江省绥化市海伦市", "海伦报\n1998年6月19日\n\n检查抗旱\n\n6月16日,绥化行署副专员栾世英来我市检查,哈尔滨客人同行。"),
        (
            "青海省玉树藏族自治州",
            "玉树州新闻专版  2016年7月15日\n\n雪豹论坛\n\n7月14日,杂多县县长才旦周主持,副州长尕玛朋措到会。杂多县昂赛乡重视,"
            "县委、县政府重视,县人大常委会重视。州委召开了会议。",
        ),
        # a paper whose short name is a plain word, or the name of several areas; a visit told by the hosts; firms' places
        (
            "重庆市长寿区",
            "长寿要闻\n\n2024年12月28日 星期六 2版\n\n# 区政协常委会议召开\n\n12月18日,区政协召开常委会会议。区政协主席师明萌出席。\n\n"
            "# 老水车又转起来了\n\n村里请来南京大学城乡规划设计院院长周扬的团队。",
        ),
        (
            "广东省梅州市兴宁市",
            "兴宁时讯  2012年1月31日  第一版\n\n陈略宇任市委书记\n\n1月16日,梅州市委决定,陈略宇任中共兴宁市委书记。梅州市委组织部宣读。",
        ),
        ("浙江省台州市玉环县", "今日玉环   2009年11月12日   特别报道\n\n文化节开幕\n\n今天,县委书记柯昕野、台州市代市长吴蔚荣出席文化节开幕式。"),
        (
            "安徽省安庆市怀宁县",
            "枞阳县党政代表团到怀宁学习考察\n\n来源:怀宁新闻网\n\n11月4日,枞阳县委书记杨文萍,枞阳县委副书记、县长廖志远率枞阳县党政代表团"
            "来到怀宁考察。县委书记余学峰,县长陈宏陪同。枞阳县政协主席黄楚参加。",
        ),
        ("湖南省常德市澧县", "我县部署遗址公园建设\n\n3月20日,建设会议召开,县委书记彭孟雄出席会议。县委办、国网澧县供电公司参加。"),
        # the county of its day, which a page of 2011 calls 县
        ("天津市宁河县", "宁河新闻 2011年5月20日 星期五\n\n县政协视察\n\n5月17日,县政协主席窦金海率委员视察,副县长董学强陪同,县委重视。"),
        ("天津市宁河区", "宁河新闻 2021年5月20日 星期四\n\n区政协视察\n\n5月17日,区政协主席窦金海率委员视察,副区长董学强陪同,区委重视。"),
        # guests who come to us; a paper named at the end of the way to the page, or behind what a place is known for
        (
            "甘肃省嘉峪关市",
            "考察组来我市\n\n2020年11月1日\n\n张家界市政协考察组近日来到我市,张家界市政协副主席彭红带队。市政协主席燕胜三陪同,张家界市政协委员参加。"
            "希望嘉峪关与张家界市多来往。",
        ),
        (
            "云南省大理白族自治州永平县",
            "首页 > 新闻中心 > 永平要闻\n\n检查防汛\n\n7月30日,县长李建平检查防汛,县委重视。",
        ),
        ("福建省泉州市德化县", "瓷都德化 | 2016年8月2日 | 综合新闻\n\n客人走访我县\n\n7月22日,县委书记梁玉华陪同客人看了陶瓷博物馆。"),
        # who goes to a place that is introduced by its province
        (
            "贵州省遵义市赤水市",
            "我市赴上海市普陀区对接协作\n\n7月10日,市委副书记、市长朱煜率赤水市党政代表团来到上海市普陀区,普陀区区长姜冬冬欢迎,普陀区重视。",
        ),
        # a place named once in passing, in a page that speaks of its 区 throughout
        (
            "辽宁省大连市甘井子区",
            "我区庆祝建党91周年\n\n6月28日,区委召开表彰大会。区委书记栾树军讲话,区长谭绍义主持。椒金山街道、泡崖街道作交流发言。"
            "她之前在大化当过工会干事。",
        ),
    ],
)
def test_whose_page_it_is(home: str, text: str) -> None:
    """The area is told by what is the page's own, not by who comes, by firms or by places in passing."""
    page = Page("p.txt", text, "0" * 64)
    assert extract_page(page, cut_articles(page)).jurisdiction.name == home
