"""Why a sentence says what kg reads in it: the rule, the words it took, its rivals, how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.confidence import UNMEASURED, measured
from kg.extract.rules import BUILT_IN, Rule, default_rules
from kg.extract.trial import EXAMPLE_JURISDICTION, label, read_sentence


@dataclass(frozen=True, slots=True)
class Explanation:
    """One fact of a sentence and its ground.

    ``rule`` is the id, ``pattern`` its pattern ("built-in" for a form the program reads itself), ``note`` where it
    stands; ``spans`` are the places of subject and object in the sentence, as far as they stand in it word for word.
    ``right`` and ``wrong`` are the rule's record on the pages it was measured on; ``rivals`` the rules that matched the
    same words and lost.
    """

    relation: str
    subject: str
    object: str
    role: str
    status: str
    rule: str
    pattern: str
    source: str
    confidence: float
    right: int
    wrong: int
    spans: tuple[tuple[int, int], ...]
    rivals: tuple[str, ...]


def explain(
    sentence: str,
    *,
    jurisdiction: str = EXAMPLE_JURISDICTION,
    published: str = "",
    rules: tuple[Rule, ...] | None = None,
) -> tuple[Explanation, ...]:
    """What kg reads in a sentence that stands alone, and why, in the order of reading.

    A fact that needs the rest of its article (会议 for an event named before) can be missing here.
    """
    known = {rule.id: rule for rule in (rules if rules is not None else default_rules())}
    found = read_sentence(sentence, jurisdiction=jurisdiction, published=published, rules=rules)
    said = []
    for statement, rivals in zip(found.statements, found.rivals, strict=True):
        rule = known.get(statement.rule)
        record = measured().get(statement.rule, UNMEASURED)
        names = [label(statement.subj), label(statement.obj)]
        spans = tuple((at, at + len(name)) for name in names if (at := sentence.find(name)) >= 0)
        said.append(
            Explanation(
                statement.rel,
                names[0],
                names[1],
                statement.role,
                statement.status,
                statement.rule,
                rule.pattern if rule else BUILT_IN,
                rule.source if rule else "",
                record.confidence,
                record.right,
                record.wrong,
                spans,
                rivals,
            )
        )
    return tuple(said)
