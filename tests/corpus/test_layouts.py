"""Layouts of other people's pages: how each is cut, who wrote it, on what day."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kg.corpus import cut_articles
from kg.model import Article, Page


@dataclass(frozen=True)
class Want:
    """What an article of a layout must be; ``body`` are words that stand in its body, ``no`` words that do not."""

    headline: str
    authors: tuple[str, ...] = ()
    published: str = ""
    source: str = ""
    body: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    box: bool = False
    dateline: str = ""
    captions: tuple[str, ...] = ()


LAYOUTS: dict[str, tuple[str, list[Want]]] = {
    "short headlines set off by blank lines, paragraphs by none": (
        """平山县召开防汛会议

  本报讯 3月14日,平山县召开防汛会议。
  县长王国栋要求抓早抓细。
                    (肖华)

重阳话敬老

  “请坐,要开席了!”昨日上午,福利院里摆了十二桌。
  老人们都来了。

■本报讯

  3月13日,平山县图书馆开馆。""",
        [
            Want("平山县召开防汛会议", ("肖华",), body=("抓早抓细",), no=("福利院",)),
            Want("重阳话敬老", body=("十二桌", "都来了")),
            Want("", body=("开馆",)),
        ],
    ),
    "government site with breadcrumb, imprint line and footer": (
        """当前位置:首页 > 新闻动态 > 政务要闻
全县春季农业生产现场会召开
发布时间:2022-03-15 10:21  来源:县农业农村局  浏览次数:356  【字号:大 中 小】

  3月14日,全县春季农业生产现场会在南河镇召开。副县长高立新出席会议并讲话。
  会议要求,要抢抓农时,落实责任。
责任编辑:周敏
上一篇:县医院新院区启用
下一篇:我县开展植树活动
打印本页 关闭窗口
版权所有:平山县人民政府办公室""",
        [
            Want(
                "全县春季农业生产现场会召开", ("周敏",), "2022-03-15", "县农业农村局",
                body=("抢抓农时",), no=("打印", "县医院", "版权"),
            )
        ],
    ),
    "government site with the imprint on lines of its own and sub-heads": (
        """平山县人民政府
县政府召开第十二次常务会议
发布日期:2023年5月6日
信息来源:县政府办公室
字体:【大 中 小】

5月5日,县长王国栋主持召开县政府第十二次常务会议。

一、研究安全生产工作

会议指出,要压实责任。

二、审议有关文件

会议原则通过《平山县消防条例实施办法》。

重点工作再部署

会议强调,要抓好落实。""",
        [
            Want(
                "县政府召开第十二次常务会议", (), "2023-05-06", "县政府办公室",
                body=("一、研究安全生产工作", "重点工作再部署", "要抓好落实"),
            )
        ],
    ),
    "epaper page with running head and boxed bylines": (
        """浦江日报 2020年6月3日 星期三 第02版:要闻

区委常委会召开会议
□ 本报记者 张三丰 通讯员 李小龙

6月2日,区委常委会召开会议,区委书记陈刚主持。

我区垃圾分类实效提升
□ 记者 王小虎

本报讯 近日,我区各街镇开展垃圾分类检查。""",
        [
            Want("区委常委会召开会议", ("张三丰", "李小龙"), "2020-06-03", body=("区委书记陈刚主持",), no=("垃圾",)),
            Want("我区垃圾分类实效提升", ("王小虎",), "2020-06-03", body=("各街镇",)),
        ],
    ),
    "reporters in the opening, without headline marks": (
        """市领导调研防汛工作
本报讯(记者 刘畅 通讯员 宋词)7月1日,市长何伟调研防汛工作。
文明城区创建推进会召开
本报讯 记者 赵敏 7月2日,文明城区创建推进会召开。
又一批老旧小区加装电梯
本报讯 (全媒体记者钱多多)7月3日,幸福小区举行加装电梯启动仪式。""",
        [
            Want("市领导调研防汛工作", ("刘畅", "宋词"), body=("7月1日,市长何伟",)),
            Want("文明城区创建推进会召开", ("赵敏",), body=("7月2日,文明",)),
            Want("又一批老旧小区加装电梯", ("钱多多",), body=("7月3日,幸福",)),
        ],
    ),
    "agency datelines": (
        """全国人大常委会会议闭幕
新华社北京2021年4月29日电(记者 孙梦)十三届全国人大常委会第二十八次会议29日闭幕。

我市与友城签约
中新网南平5月8日电 5月8日,我市与友城签约。""",
        [
            Want("全国人大常委会会议闭幕", ("孙梦",), "2021-04-29", "新华社", ("十三届全国人大",), dateline="北京"),
            Want("我市与友城签约", (), "", "中新网", ("5月8日,我市",), dateline="南平"),
        ],
    ),
    "closing signatures in brackets": (
        """区领导走访慰问退役军人
7月30日,区长陈红走访慰问退役军人。
副区长吴江陪同。(周舟 吴越)
新学年开学准备就绪
8月30日,副区长李明检查开学准备工作。(记者 郑爽)""",
        [
            Want("区领导走访慰问退役军人", ("周舟", "吴越"), body=("吴江陪同。",), no=("周舟",)),
            Want("新学年开学准备就绪", ("郑爽",), body=("开学准备工作。",)),
        ],
    ),
    "markdown dump with rules and an imprint under each headline": (
        """# 区人大常委会视察养老设施

**来源:** 区人大 **发布时间:** 2021-09-10

9月9日,区人大常委会副主任高峰带队视察养老设施。

---

# 区政协召开主席会议

**来源:** 区政协 **发布时间:** 2021-09-12

9月11日,区政协主席田野主持召开主席会议。""",
        [
            Want("区人大常委会视察养老设施", (), "2021-09-10", "区人大", ("高峰带队",)),
            Want("区政协召开主席会议", (), "2021-09-12", "区政协", ("田野主持",)),
        ],
    ),
    "markdown article with sub-heads": (
        """# 关于全区经济工作的报道

记者 林一

全区经济工作会议1月5日召开,区委书记杜军出席。

## 一、稳字当头

会议指出,坚持稳中求进。

## 项目为王

会议要求,抓好重大项目。""",
        [Want("关于全区经济工作的报道", ("林一",), body=("一、稳字当头", "项目为王", "抓好重大项目"))],
    ),
    "digest with diamonds and an editor's note": (
        """各镇落实县委全会精神
● 本报记者 方圆

编者按:县委全会之后,各镇迅速行动。

◆ 石桥镇:产业兴镇
石桥镇着力发展特色产业。

◆ 清河镇:生态立镇
清河镇推进河道治理。""",
        [
            Want("各镇落实县委全会精神", ("方圆",), body=("编者按",)),
            Want("石桥镇:产业兴镇", ("方圆",), body=("特色产业",), box=True),
            Want("清河镇:生态立镇", ("方圆",), body=("河道治理",), box=True),
        ],
    ),
    "feature with marked sub-heads is one article": (
        """老街新生记
记者 叶青

老街有三百年历史。去年以来,镇里启动改造。

居民搬回来了,店铺也开起来了。

■ 修旧如旧
工匠们一砖一瓦地修。
他们请来了老师傅。

■ 留住乡愁
老人们又坐在门口聊天。""",
        [Want("老街新生记", ("叶青",), body=("修旧如旧", "一砖一瓦", "留住乡愁"))],
    ),
    "headline and byline below the text": (
        """■ 学习贯彻党代会精神

本报讯 5月6日,区总工会召开学习会,区总工会主席唐晓出席。

区总工会学习党代会精神

记者 宋佳

区妇联开展巾帼行动

● 记者 秦岚

本报讯 5月7日,区妇联开展巾帼行动。""",
        [
            Want("区总工会学习党代会精神", ("宋佳",), body=("唐晓出席",)),
            Want("区妇联开展巾帼行动", ("秦岚",), body=("5月7日",)),
        ],
    ),
    "picture in the middle of a sentence, and a signed caption": (
        """社区文化节开幕
记者 何苗
9月1日,社区文化节在人民广场开幕,区委宣传部部长马力出席并宣布文化



文化节开幕式现场

记者 高远 摄

节开幕。居民表演了节目。
图为居民在表演。 乔木 摄
活动将持续一周。""",
        [
            Want(
                "社区文化节开幕", ("何苗", "高远", "乔木"), body=("宣布文化节开幕", "持续一周"), no=("现场", "图为"),
                captions=("文化节开幕式现场", "图为居民在表演。 乔木 摄"),
            )
        ],
    ),
    "picture story whose only text is above its credit": (
        """千人健步走
10月1日,滨江步道举行千人健步走活动,副区长韩梅参加。
本报记者 朱子 摄影报道""",
        [Want("千人健步走", ("朱子",), body=("副区长韩梅参加",))],
    ),
    "notice with a sign-off": (
        """关于王强等同志职务任免的通知
各镇人民政府、县直各部门:
经研究决定,任命王强为县水利局局长。
平山县人民政府
2021年4月20日""",
        [Want("关于王强等同志职务任免的通知", (), "2021-04-20", body=("任命王强", "平山县人民政府", "2021年4月20日"))],
    ),
    "two pages of an issue, each with its running head": (
        """2021年4月26日 星期一 第1版
区委召开专题会议
记者 甲乙
4月25日,区委召开专题会议。
2021年4月27日 星期二 第1版
区政府召开常务会议
记者 李丁
4月26日,区政府召开常务会议。""",
        [
            Want("区委召开专题会议", ("甲乙",), "2021-04-26", body=("4月25日",)),
            Want("区政府召开常务会议", ("李丁",), "2021-04-27", body=("4月26日",)),
        ],
    ),
    "labelled dump of an epaper": (
        """引题:凝心聚力
标题:区第八次党代会开幕
副题:区委书记作报告
作者:王冬 李夏
日期:2021-11-20
9月的阳光洒满会场。11月19日,区第八次党代会开幕。""",
        [Want("凝心聚力 区第八次党代会开幕 区委书记作报告", ("王冬", "李夏"), "2021-11-20", body=("洒满会场",))],
    ),
    "narrow columns without blank lines": (
        """区委书记调研旧改工作
记者 顾城
  昨天上午,区委书记李强来到凤凰街
道调研旧区改造工作,区委副书记、区长
王刚,副区长赵四等陪同。李强指出,要
加快推进旧区改造,让更多居民早日圆
梦。
  在凤凰街道,李强详细询问了签约情
况,他要求各部门形成合力。
第三届读书节启动
记者 米粒
  本报讯 昨天,第三届读书节在区图书
馆启动,区文旅局局长白鹭致辞并宣布读
书节开幕。活动将持续到月底,期间推出
五十场讲座。""",
        [
            Want("区委书记调研旧改工作", ("顾城",), body=("来到凤凰街道调研", "圆梦。\n在凤凰街道", "签约情况")),
            Want("第三届读书节启动", ("米粒",), body=("区图书馆启动", "五十场讲座")),
        ],
    ),
    "article without headline": (
        """本报讯 8月8日,区体育局举办健身日活动。
本报讯 8月9日,区科协举办科普讲座。""",
        [Want("", body=("健身日",)), Want("", body=("科普讲座",))],
    ),
    "message app style credits": (
        """这个街道有了新变化
来源丨上海发布
文字丨陈晨
图片丨吴迪
12月1日,曹杨街道举行开放日活动。
编辑丨沈阳""",
        [Want("这个街道有了新变化", ("陈晨", "吴迪", "沈阳"), source="上海发布", body=("开放日",))],
    ),
    "continued on another page": (
        """全市经济工作会议召开
记者 岳阳
全市经济工作会议昨天召开。(下转第2版)
市人大常委会举行会议
记者 岳飞
市人大常委会昨天举行会议。""",
        [
            Want("全市经济工作会议召开", ("岳阳",), body=("昨天召开。",), no=("下转",)),
            Want("市人大常委会举行会议", ("岳飞",), body=("举行会议。",)),
        ],
    ),
    "unsigned articles one after another": (
        """县委理论学习中心组举行学习会

4月8日,县委理论学习中心组举行学习会,县委书记郭明主持。

会议强调,要学深悟透。

全县招商引资工作推进会召开

4月9日,全县招商引资工作推进会召开,县长李静出席。

县领导督查项目建设

4月10日,副县长张磊督查重点项目建设。""",
        [
            Want("县委理论学习中心组举行学习会", body=("郭明主持", "学深悟透")),
            Want("全县招商引资工作推进会召开", body=("李静出席",)),
            Want("县领导督查项目建设", body=("张磊",)),
        ],
    ),
    "links below the article are not of it": (
        """区图书馆新馆开放
来源:区文旅局 时间:2022-01-02
1月1日,区图书馆新馆正式开放。
相关新闻
图书馆的前世今生
读书人的一天
分享到:""",
        [Want("区图书馆新馆开放", (), "2022-01-02", "区文旅局", ("正式开放",), ("前世今生", "一天"))],
    ),
    "helpers are no authors": (
        """外国友人看上海
翻译 林岩 本报记者 李若楠 张剑
海报设计 蒋涛
一群外国友人走进弄堂,感受烟火气。""",
        [Want("外国友人看上海", ("李若楠", "张剑"), body=("烟火气",))],
    ),
    "names printed apart, and text and pictures shared": (
        """渔港醒来
文/本报记者 张 剑 图/李若楠
清晨的渔港热闹起来,渔民们忙着卸货。""",
        [Want("渔港醒来", ("张剑", "李若楠"), body=("热闹起来",))],
    ),
    "bylines and days in the line of the headline": (
        """区委召开会议 ● 记者 张三
4月20日,区委召开会议。
区政府召开会议 本报记者 李四 王五
4月21日,区政府召开会议。
区政协召开会议(记者 赵六)
4月22日,区政协召开会议。
区人大召开会议 2021-04-26
4月23日,区人大召开会议。""",
        [
            Want("区委召开会议", ("张三",), body=("4月20日",)),
            Want("区政府召开会议", ("李四", "王五"), body=("4月21日",)),
            Want("区政协召开会议", ("赵六",), body=("4月22日",)),
            Want("区人大召开会议", (), "2021-04-26", body=("4月23日",)),
        ],
    ),
    "boxes with their text in one line, below a column head": (
        """要闻速览
◇ 区委组织部召开座谈会 4月20日,区委组织部召开座谈会。
◇ 区总工会慰问职工 4月21日,区总工会慰问职工。""",
        [
            Want("区委组织部召开座谈会", body=("4月20日",), box=True),
            Want("区总工会慰问职工", body=("4月21日",), box=True),
        ],
    ),
    "markdown issue with pages and articles as headings": (
        """# 徐汇报

## 第1版 要闻

### 区委召开务虚会

**记者 殷志军**

12月1日,区委召开务虚会。

## 第2版 综合

### 滨江又添新景

12月3日,西岸新增一处公园。""",
        [Want("区委召开务虚会", ("殷志军",), body=("12月1日",)), Want("滨江又添新景", body=("12月3日",))],
    ),
    "reporters of a whole page": (
        """我区举行运动会
6月1日,我区举行运动会。
我区举行书画展
6月2日,我区举行书画展。
(本版稿件由记者 王婷 通讯员 陈旭东 采写)""",
        [
            Want("我区举行运动会", ("王婷", "陈旭东"), body=("6月1日",), no=("本版",)),
            Want("我区举行书画展", ("王婷", "陈旭东"), body=("6月2日",), no=("本版",)),
        ],
    ),
    "decree below a report": (
        """市人大常委会举行会议
发布时间:2023-08-26 来源:市人大
8月25日,市人大常委会举行会议。
市人大常委会任免名单
(2023年8月25日市第八届人民代表大会常务委员会第十五次会议通过)
任命:
马跃民为市教育局局长;
免去:
何志刚的市教育局局长职务。""",
        [
            Want("市人大常委会举行会议", (), "2023-08-26", "市人大", ("8月25日,市人大",), ("马跃民",)),
            Want("市人大常委会任免名单", body=("会议通过", "马跃民为市教育局局长;", "何志刚"), published=""),
        ],
    ),
    "a picture above the first headline and arrows at captions": (
        """2020年6月29日 星期一



茶农在采摘夏茶

陈思远 摄

一片茶叶富了一个村

● 记者 邓秀英

6月24日,梧溪村的茶叶又涨价了。

▲梧溪村的茶园

村民们很高兴。""",
        [
            Want(
                "一片茶叶富了一个村", ("邓秀英", "陈思远"), "2020-06-29", body=("又涨价了", "很高兴"), no=("茶园",),
                captions=("茶农在采摘夏茶", "梧溪村的茶园"),
            )
        ],
    ),
    "items with a headline of their own behind a triangle, and briefs below a column's head": (
        """驿站启用

本报讯 2月21日,街道举行驿站启用仪式。

要闻简报

●2月23日,开发区召开安全生产工作会议。

●区行政审批局推行“拿地即开工”改革。

社区新事

▲檀枫社区开出“共享菜园” 环南街道檀枫社区把一块荒坡改成“共享菜园”。

▲海滨社区给楼道“加座” 解放街道海滨社区启动“爱心座椅”微实事项目。""",
        [
            Want("驿站启用", body=("驿站启用仪式。",), no=("要闻", "开发区")),
            Want("", body=("开发区召开",), no=("拿地即开工",), box=True),
            Want("", body=("拿地即开工",), no=("开发区",), box=True),
            Want("檀枫社区开出“共享菜园”", body=("一块荒坡",), box=True),
            Want("海滨社区给楼道“加座”", body=("“爱心座椅”",), box=True),
        ],
    ),
    "an office's bulletin: name, issue and office above short reports, and who sent one in": (
        """双桥信息
第21期(总第146期)
双桥镇党政办公室主办 2011年10月18日

镇党委中心组举行扩大学习会

10月12日下午,镇党委中心组举行学习会。

镇党委书记白永新强调,要把学习成果用到工作上来。

(镇党政办供稿)

海宁客商来镇考察

10月10日至11日,海宁市皮革行业协会副会长沈金荣来镇考察。

简 讯

○ 10月8日,镇人大组织代表视察农村饮
水安全工程。

○ 近日,镇卫生院开展义诊。""",
        [
            Want("镇党委中心组举行扩大学习会", published="2011-10-18", source="镇党政办", body=("举行学习会", "白永新"), no=("供稿", "海宁")),
            Want("海宁客商来镇考察", published="2011-10-18", body=("沈金荣",), no=("视察",)),
            Want("", published="2011-10-18", body=("饮水安全",), no=("义诊",), box=True),
            Want("", published="2011-10-18", body=("义诊",), no=("视察",), box=True),
        ],
    ),
    "heads of columns behind a mark, and a sentence that a column broke before its last word": (
        """★ 本期要闻

我区党政代表团赴四子王旗

本报讯 7月24日,区委书记邵振华率团赴四子王旗考察。

代表团实地察看了京蒙帮扶肉羊加工项

目、乌兰花镇易地扶贫搬迁安置点和蒙古族学校。

★ 部门动态

◆ 科技赶圩送良方

4月12日,县科技局举办科技赶圩活动。""",
        [
            Want("我区党政代表团赴四子王旗", body=("肉羊加工项目、乌兰花镇",), no=("科技",)),
            Want("科技赶圩送良方", body=("县科技局",), box=True),
        ],
    ),
    "a site's name beside its column stands above the headline": (
        """隆子县融媒体中心 每日要情

县人大常委会召开第十二次会议

2023-06-20 来源:县人大办 编辑:达娃

6月16日,县人大常委会召开会议。""",
        [Want("县人大常委会召开第十二次会议", ("达娃",), "2023-06-20", "县人大办", body=("召开会议",), no=("每日要情",))],
    ),
    "who put a digest together is no item of it": (
        """基层短波

● 综合整理 方小满

■ 区司法局:“法律夜门诊”亮灯

区司法局实施“法律夜门诊”项目。

■ 灌口镇:派出联络员

灌口镇出台《服务企业十条措施》。""",
        [
            Want("区司法局:“法律夜门诊”亮灯", ("方小满",), body=("区司法局实施",), no=("方小满",), box=True),
            Want("灌口镇:派出联络员", ("方小满",), body=("灌口镇出台",), box=True),
        ],
    ),
    "lists are no headlines": (
        """区委表彰先进
记者 丁一
7月1日,区委表彰先进基层党组织,名单如下:
书记:鲍炳章
常委:鲍炳章 钟晓咏 刘琪
张三 男 汉族 1972年8月生
李四 女 回族 1978年3月生
希望他们再接再厉。""",
        [Want("区委表彰先进", ("丁一",), body=("书记:鲍炳章", "张三 男", "再接再厉"))],
    ),
    "an article that goes on elsewhere, and one that others signed": (
        """平山县召开防汛会议

本报讯(记者 王小红)3月14日,平山县召开防汛会议。

县长王国栋要求抓早抓细。

(下转第3版)

第一书记的车

小河村在山里头,下雨天小车上不来。

他花两千八百块买了辆三轮车。

镇党委书记笑他成了货郎。(通讯员 汪效常)

最后一名民工下堤

傍晚六点,哨棚的马灯最后一次点亮。

(熊焰)""",
        [
            Want("平山县召开防汛会议", ("王小红",), body=("抓早抓细",), no=("三轮车",)),
            Want("第一书记的车", ("汪效常",), body=("三轮车", "货郎")),
            Want("最后一名民工下堤", ("熊焰",), body=("马灯",)),
        ],
    ),
    "heads of items with a mark or printed wide, letters, the name of a gazette": (
        """平山县人大常委会公报(网络版)
2020年4月30日

县人大常委会举行会议

本报讯 4月28日,县人大常委会举行会议。

读者来信:路灯何时亮

编辑同志:西街的路灯半年没亮过。
                (西街十三户居民)

编者附言:灯月底就亮。

读者来信:谢谢老站长

站长教大家开收割机,中饭都是自己带的。
                梅李镇 周雪宝

◎县内短波

◎4月7日,团县委举行植树活动。

◎县水利局从3月下旬起清淤。""",
        [
            Want("县人大常委会举行会议", published="2020-04-30", no=("路灯",)),
            Want("读者来信:路灯何时亮", body=("半年没亮过", "十三户居民", "月底就亮")),
            Want("读者来信:谢谢老站长", ("周雪宝",), body=("收割机",)),
            Want("", body=("植树活动",), no=("清淤",), box=True),
            Want("", body=("清淤",), box=True),
        ],
    ),
    "headlines in bold that their text goes on behind": (
        """# 普陀五月时政短波

2015年5月29日 星期五 02版:综合

**施小琳会见西藏亚东客人** 由边珠带队的代表团5月7日到访普陀,区委书记施小琳会见了客人,宾主谈得很好。

**高小玫来区调研全民健身** 5月12日,市政协副主席高小玫来到我区,围绕全民健身发展工作开展调研。""",
        [
            Want("施小琳会见西藏亚东客人", body=("到访普陀",), box=True, published="2015-05-29"),
            Want("高小玫来区调研全民健身", body=("开展调研",), box=True, published="2015-05-29"),
        ],
    ),
    "a paper's name before the day and a column behind it": (
        """綦江要闻 2023年11月29日 往来交流

考察团来綦考察

11月28日,区委书记姜天波会见了客人,双方坐下来座谈。""",
        [Want("考察团来綦考察", body=("坐下来座谈",), published="2023-11-29")],
    ),
    "boxes that name whose news it is above their headline": (
        """镇区传真

◆社渚镇
青虾节上签大单

10月16日,社渚镇举办青虾美食节。
(陈洁)

◆南渡镇
村级会计集中充电

10月11日,南渡镇举办培训班。
(吴建芳)""",
        [
            Want("社渚镇 青虾节上签大单", ("陈洁",), body=("美食节",), box=True),
            Want("南渡镇 村级会计集中充电", ("吴建芳",), body=("培训班",), box=True),
        ],
    ),
}


def cut(text: str) -> tuple[Article, ...]:
    """The articles of a page with this text."""
    return cut_articles(Page("page.txt", text, ""))


WIDE = {ord(c): ord(c) + 0xFEE0 for c in ",:;()!?/"}


@pytest.mark.parametrize("wide", [False, True], ids=["ascii", "full-width"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_is_cut_as_a_reader_would(name: str, wide: bool) -> None:
    """Each layout, with ASCII and with full-width punctuation, gives exactly its articles."""
    text, wanted = LAYOUTS[name]
    articles = cut(text.translate(WIDE) if wide else text)

    def shown(words: str) -> str:
        return words.translate(WIDE) if wide else words

    assert [a.headline for a in articles] == [shown(w.headline) for w in wanted]
    for article, want in zip(articles, wanted, strict=True):
        assert article.authors == want.authors
        assert article.published == want.published
        assert article.source == want.source
        assert article.dateline == want.dateline
        assert article.box is want.box
        for words in want.body:
            assert shown(words) in article.body.text
        for words in want.no:
            assert shown(words) not in article.body.text
        assert tuple(caption.text for caption in article.captions) == tuple(shown(c) for c in want.captions)
