"""kg rules and kg explain: the rules with their record, and why the graph says what it says."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import PATH, rows_options, store_option
from kg.cli.output import say, write_rows, write_value


@click.group(invoke_without_command=True)
@click.pass_context
def rules(ctx: click.Context) -> None:
    """The rules by which facts are found: list them with their record, or try their examples.

    抽取规则:列出各规则及其战绩,或跑一遍规则自带的例句。

    \b
    Examples:
      kg rules list
      kg rules test
      kg rules test --rules my-rules
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_rules)


@rules.command("list")
@click.option("--rules", "folder", type=PATH, metavar="DIR", help="A folder of rules of your own, beside those of kg.")
@rows_options
def list_rules(
    folder: str | None = None,
    form: str | None = None,
    as_json: bool = False,
    output: str | None = None,
    bom: bool = False,
) -> None:
    """Every rule: its relation, priority, how often it was right and wrong where it was measured, its pattern.

    \b
    Examples:
      kg rules list --json
    """
    from kg.extract import all_rules
    from kg.extract.confidence import UNMEASURED, measured

    known = all_rules(None if folder is None else Path(folder))
    rows = []
    for rule in known:
        record = measured().get(rule.id, UNMEASURED)
        rows.append((rule.id, rule.relation, rule.priority, record.confidence, record.right, record.wrong, rule.pattern,
                     Path(rule.source).name))
    columns = ("rule", "relation", "priority", "confidence", "right", "wrong", "pattern", "file")
    write_rows(columns, rows, form=form, as_json=as_json, output=output, bom=bom)


@rules.command("test")
@click.option("--rules", "folder", type=PATH, metavar="DIR", help="A folder of rules of your own, beside those of kg.")
@rows_options
def test_rules(folder: str | None, form: str | None, as_json: bool, output: str | None, bom: bool) -> int:
    """Run every rule over its own examples; exit code 1 when one breaks its word.

    \b
    Examples:
      kg rules test --rules my-rules
    """
    from kg.extract import all_rules, try_rules

    known = all_rules(None if folder is None else Path(folder))
    failures = try_rules(known)
    rows = ((f.rule, f.problem, f.text, Path(f.source).name) for f in failures)
    if failures or as_json:
        write_rows(("rule", "problem", "sentence", "file"), rows, form=form, as_json=as_json, output=output, bom=bom)
    examples = sum(len(rule.match) + len(rule.miss) for rule in known)
    say(f"{len(known)} rules, {examples} examples, {len(failures)} failures")
    return int(bool(failures))


@click.command()
@click.argument("what")
@click.option("--sentence", is_flag=True, help="WHAT is a sentence: say what kg reads in it.")
@click.option("--jurisdiction", metavar="NAME", default="上海市徐汇区", show_default=True,
              help="With --sentence: on whose page it stands.")
@rows_options
@store_option
def explain(
    what: str,
    sentence: bool,
    jurisdiction: str,
    form: str | None,
    as_json: bool,
    output: str | None,
    bom: bool,
    store: str,
) -> int:
    """Why the graph says so: every sentence about WHAT with its rule, the rule's record, and the rules that lost.

    图谱为什么这么说:原文(主语、宾语加方括号)、规则及其战绩、落选的规则。

    WHAT is the name or identifier of a person, body, event or policy, the identifier of a fact, or with --sentence a
    sentence. Exit code 1 when there is nothing to explain.

    \b
    Examples:
      kg explain 鲍炳章
      kg explain --sentence 区委书记鲍炳章出席会议并讲话。
    """
    if sentence:
        from dataclasses import asdict

        from kg.extract import explain as read

        said = read(what, jurisdiction=jurisdiction)
        if as_json or form == "json":
            write_value([asdict(one) for one in said], output)
        else:
            read_as = ((e.relation, e.subject, e.role, e.status, e.object, e.rule, f"{e.right}/{e.wrong}",
                        list(e.rivals)) for e in said)
            write_rows(("关系", "主语", "职务", "状态", "宾语", "规则", "对/错", "落选"), read_as, form=form,
                       output=output, bom=bom)
        return 0 if said else 1
    from kg.graph import open_store
    from kg.pipeline import explain_facts

    with open_store(store, mode="read") as opened:
        grounds = explain_facts(opened, what)
    if as_json or form == "json":
        write_value([ground.to_dict() for ground in grounds], output)
    else:
        columns = ("关系", "主语", "职务", "宾语", "原文", "出处", "规则", "对/错", "落选")
        rows = ((g.relation, g.subject, g.role, g.object, g.marked(), f"{g.page}:{g.start}-{g.end}", g.rule,
                 f"{g.right}/{g.wrong}", list(g.rivals)) for g in grounds)
        write_rows(columns, rows, form=form, output=output, bom=bom)
    return 0 if grounds else 1
