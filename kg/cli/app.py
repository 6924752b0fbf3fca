"""The group of commands, and the one place where an error becomes one line and an exit code."""

from __future__ import annotations

import difflib
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from kg import __version__
from kg.errors import KgError

# Every command: its name → (module under kg.cli, what the list of commands says). A module is imported when one of
# its commands is called, so that ``kg --help`` answers at once; a test compares this table with the modules.
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("build", "Read pages, extract facts, store the graph · 读版面,建图谱"),
    "query": ("query", "Ask in SPARQL, or by the name of a query · 查询"),
    "find": ("query", "What is called so: persons, bodies, events, policies · 查找"),
    "view": ("view", "The graph as a page to look at · 看图"),
    "serve": ("serve", "Pages for people and SPARQL on a local server · 本机服务"),
    "export": ("export", "Write the whole graph for other programs · 导出"),
    "who": ("people", "Who held an office, one after the other · 历任"),
    "career": ("people", "What one person held · 履历"),
    "load": ("export", "Read RDF files into the store · 读入 RDF"),
    "explain": ("rules", "Why the graph says so: sentence, rule, rivals · 凭什么"),
    "rules": ("rules", "The rules with their record, and their examples tried · 规则"),
    "path": ("network", "How two hang together, step by step · 路径"),
    "circle": ("network", "The people closest to a person · 交往圈"),
    "rank": ("network", "Who is most central · 居中"),
    "communities": ("network", "Who belongs together · 群体"),
    "validate": ("check", "Whether the graph keeps the rules · 检查"),
    "ontology": ("ontology", "What the terms of the graph mean · 术语"),
    "diff": ("compare", "What changed between two graphs · 变化"),
    "same": ("people", "Who is who: unsure pairs, and decisions on them · 同名辨认"),
}

INTERRUPTED = 130
_COMPLETION = "_KG_COMPLETE"


class Commands(click.Group):
    """A group that imports a command's module only when the command is called, and knows near misses."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{COMMANDS[name][0]}")
        command = getattr(module, name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            near = difflib.get_close_matches(name, COMMANDS, n=2, cutoff=0.5)
            hint = f"did you mean {' or '.join(repr(n) for n in near)}?" if near else "'kg --help' lists the commands"
            raise click.UsageError(f"there is no command {name!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from the table, without importing a single one."""
        with formatter.section("Commands"):
            width = max(map(len, COMMANDS))
            for name, (_, says) in COMMANDS.items():
                formatter.write(f"  {name:<{width}}  {says}\n")


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine · 1 a check failed or nothing was found · 2 usage · 3 input, the rest was done · "
    "4 store or output · 124 time-out · 130 Ctrl-C.",
)
@click.version_option(__version__, prog_name="kg")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def kg(debug: bool) -> None:
    """From newspaper pages about local government in China to a knowledge graph with its proof.

    从报道地方治理的报纸版面到知识图谱:谁在哪里任什么职、谁参加什么会、哪个机构出台什么政策,条条有原文出处。

    \b
    Start here:
      kg build seeds/articles --turtle graph.ttl --html graph.html
      kg query --list
      kg COMMAND --help

    \b
    Completion by the Tab key, a line for ~/.bashrc, ~/.zshrc or config.fish:
      eval "$(_KG_COMPLETE=bash_source kg)"
      eval "$(_KG_COMPLETE=zsh_source kg)"
      _KG_COMPLETE=fish_source kg | source
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code; the entry point of ``kg``."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words[: words.index("--") if "--" in words else None]
    # Accepted anywhere, because the one who needs it adds it to the end of the line that failed.
    sys.exit(run([word for word in words if word != "--debug"] if debug else words, debug=debug))


def run(words: Sequence[str], *, debug: bool = False) -> int:
    """The exit code of the command that ``words`` spell; nothing but a bug leaves as an exception unless ``debug``."""
    _prepare_streams()
    if words and words[0] == "help":
        words = [*words[1:], "--help"]
    try:
        if _COMPLETION in os.environ:
            kg.main(args=list(words), prog_name="kg", complete_var=_COMPLETION)
        # Not kg.main(): that turns a closed pipe and Ctrl-C into exits of its own.
        with kg.make_context("kg", list(words)) as ctx:
            code = kg.invoke(ctx)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        return _usage(error)
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted 已中断")
        return INTERRUPTED
    except BrokenPipeError:
        _drop_stdout()
        return 0
    except KgError as error:
        if debug:
            raise
        _say(str(error))
        return error.exit_code
    except (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError) as error:
        if debug:
            raise
        _say(f"{error.strerror}: {error.filename}; check the path and its permissions")
        return 3
    except OSError as error:
        if debug:
            raise
        _say(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return 4
    except MemoryError:
        _say("out of memory; give fewer or smaller pages at a time")
        return 4
    except RecursionError:
        if debug:
            raise
        _say("this input is nested too deeply to be read")
        return 3
    return code if isinstance(code, int) else 0


def _usage(error: click.ClickException) -> int:
    """A mistake in the call, on one line; what asks for help gets the help."""
    ctx = getattr(error, "ctx", None)
    if ctx is not None and type(error).__name__ == "NoArgsIsHelpError":
        click.echo(ctx.get_help(), err=True)
        return error.exit_code
    where = ctx.command_path if ctx is not None else "kg"
    message = " ".join(error.format_message().split())
    hint = "" if "--help" in message else f" ('{where} --help' tells more)"
    click.echo(f"{where}: {message}{hint}", err=True)
    return error.exit_code


def _say(message: str) -> None:
    click.echo(f"kg: {' '.join(message.split())}", err=True)


def _prepare_streams() -> None:
    """UTF-8 wherever output goes to a file or a pipe; on a terminal its own encoding, with no character a crash.

    A page may hold characters that GBK lacks (𬀩), and a Turtle file is UTF-8 in whatever locale it is written.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _drop_stdout() -> None:
    """Let the interpreter's last flush go nowhere: whoever read our output has read enough."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, descriptor)
    os.close(null)

