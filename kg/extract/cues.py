"""What a text says is done with a policy it names: carried out, issued, laid before a meeting, or nothing.

Words around the name tell it (把…落到实处, 召开“三年决战”推进大会), the nearest verb before it in its clause
(推进|“多格合一”), or what stands behind it (“三会”制度…都要|用起来). What is only heard, learnt or won is not carried
out by who does so.
"""

from __future__ import annotations

import re

from kg.extract.policynames import PolicyMention, alternation
from kg.extract.words import Words

_STOP = re.compile(r"[，。；：！？\n]")
_HEARD = re.compile(
    r"(?:听取|学习|传达|根据|宣讲|解读|投保|获颁|获得|获评|参观|了解|领会|荣获|入选)(?:了|和)*[^，。；]{0,12}$")
# 开展“两旧”改造推进情况实地|调研: who looks into it does not carry it out.
_LOOKED_INTO = re.compile(r"[^，。；]{0,8}情况[^，。；]{0,8}?(?:调研|检查|视察|督查|督导|考察|评议|监督|审计)")
# 建议打造“非遗工坊”: what somebody asks others to do.
_WISHED = re.compile(r"(?:建议|提议|呼吁|希望|盼望)(?!书)[^，。；]{0,20}$")
# 现印发给你们: behind the name of the document that a notice passes on.
_PASSED_ON = re.compile(r"[^。；]{0,48}?(?:现|予以)[^，。；]{0,4}(?:印发|转发|下发)(?:给你们|如下|各)")
# 在《科技合作协议书》上|签字
_SIGNED_ON = re.compile("上(?:正式|分别)?(?P<sign>签[字署])")
_REVIEWED = re.compile(r"(?:审议|研究|审查|讨论)(?:了|并|和)*[^，。；：]{0,80}$")
_BA = re.compile(r"(?:把|将)[^，。；]{0,8}$")
_BA_ACT = re.compile(
    r"[^，。；]{0,12}?(?:落到|落实|做实|抓实|抓好|办好|办扎实|做好|做成|打造|推向|推进|纳入|贯穿|融入|列为|列入|擦亮|叫响|续写)")
_GATHERING = re.compile(
    r"[\u3400-\u9fff]{0,8}?(?:推进大会|大会|推进会|动员会|部署会|动员部署会|启动会|启动仪式|仪式|调度会|协商会|座谈会|现场会|培训班|论坛|活动|"
    r"开放日|慰问|义诊|宣讲|比赛|大赛)")
_FOR = re.compile(r"为[^，。；的]{0,10}$")
_FOR_ACT = re.compile(r"[^，。；]{0,4}?(?:召开|举行|举办)")
_OCCASION = re.compile(r"(?:以|借)[^，。；]{0,6}$")
_OCCASION_ACT = re.compile(r"[^，。；]{0,10}?为[总主]?(?:契机|抓手|载体|样板|牵引|突破口|依托|平台|主线|统领|引领)")
_TOLD = re.compile(r"(?:就|围绕)[^，。；]{0,6}$")
_TOLD_ACT = re.compile(r"[^，。；]{0,12}?作了?(?:交流|主题|专题|典型|经验)?(?:发言|汇报|介绍|报告|分享)")
_MADE_BY = re.compile(
    r"[□、和与及]{0,120}(?:都|均|已|日前|近日|[\d年月日初中底上下旬于]{0,8})由[^，。；]{2,20}?"
    r"(?:制定|印发|发布|出台|编制|颁布)")
_WITHIN = 30


class Cues:
    """Tells what is done with a policy; ``own`` are the words of policies, ``words`` the classes that rules name."""

    def __init__(self, own: Words, words: Words) -> None:
        self._issue = re.compile(alternation((*words["issue"], *own["sign"], "批准", "发出", "修订", "报批")))
        self._carry = re.compile(alternation((*words["implement"], *own["carry"], *own["tend"])))
        held = re.compile(f"{alternation(own['hold'])}了?(?:第[一二三四五六七八九十]+[期次届])?[^，。；的]{{0,4}}$")
        # Words before and behind a name that together tell it.
        self._around = (
            (held, _GATHERING, "implements"), (_FOR, _FOR_ACT, "implements"), (_BA, _BA_ACT, "implements"),
            (_OCCASION, _OCCASION_ACT, "implements"), (_TOLD, _TOLD_ACT, "accounts"))
        self._paper = re.compile(f"{alternation(own['paper'])}$")
        self._loose = frozenset(own["loose"])
        self._done = re.compile(
            rf"[^，。；：！？\n的]{{0,40}}?(?:{alternation(own['aside'])}{{1,4}}{alternation(own['done'])}(?!的)|"
            rf"{alternation(own['over'])}(?=[，。；、！\n]|$))|[□、和与]{{0,60}}[\u3400-\u9fff]{{0,6}}?(?:让|使(?!命|用)|惠及)")

    def of(self, shown: str, mention: PolicyMention) -> tuple[str, int]:
        """(act, where its words begin) for a mention in a masked text."""
        floor = max(0, mention.start - 80)
        start = max((m.end() for m in _STOP.finditer(shown, floor, mention.start)), default=floor)
        before = shown[start:mention.start]
        if _HEARD.search(before) or _WISHED.search(before) or _LOOKED_INTO.match(shown, mention.end):
            return "refused", start
        if mention.kind == "document" and (_MADE_BY.match(shown, mention.end) or _PASSED_ON.match(shown, mention.end)):
            return "issues", mention.end
        if mention.kind == "document" and before.endswith("在") and (signed := _SIGNED_ON.match(shown, mention.end)):
            return "issues", signed.start("sign")
        for opens, closes, act in self._around:
            opened = opens.search(before)
            if opened and closes.match(shown, mention.end):
                return act, start + opened.start()
        verb = self._last(before)
        if verb is not None:
            word, at = verb
            if self._issue.fullmatch(word) and (word != "通过" or mention.kind == "document"):
                paper = mention.kind == "document" or self._paper.search(mention.label.strip("“”"))
                return "issues" if paper else "implements", start + at
            if word == "举办" and mention.label.endswith("”"):
                # 举办“邻里百家宴”: an event.
                return "refused", start + at
            laid = word == "研究" and mention.kind == "document"
            if word != "通过" and not laid and not (word in self._loose and mention.label.endswith("”")):
                return "implements", start + at
        if mention.kind == "document" and (reviewed := _REVIEWED.search(before)):
            return "reviews", start + reviewed.start()
        if self._done.match(shown, mention.end, mention.end + 60):
            return "implements", mention.end
        return "", -1

    def _last(self, before: str) -> tuple[str, int] | None:
        """The verb that ends last in the words before a name, and where it begins."""
        verbs = [*self._issue.finditer(before), *self._carry.finditer(before)]
        last = max(verbs, key=lambda match: (match.end(), len(match.group())), default=None)
        return (last.group(), last.start()) if last is not None and len(before) - last.end() <= _WITHIN else None
