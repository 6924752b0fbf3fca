"""kg serve: the graph on a local server, for people and for SPARQL."""

from __future__ import annotations

import secrets

import click

from kg.cli.options import quiet_option, store_option
from kg.cli.output import say
from kg.errors import UsageError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
              help="Where to listen; the default is this computer only.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, metavar="N",
              help="Port to listen on; 0 is any free one.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=30.0, show_default=True,
              metavar="SECONDS", help="A query that runs longer is stopped.")
@click.option("--memory", type=click.IntRange(min=16), default=1024, show_default=True, metavar="MB",
              help="A query that takes more memory than this, beside the data, is stopped.")
@click.option("--limit", type=click.IntRange(min=1), default=100_000, show_default=True, metavar="N",
              help="Rows of an answer at most; one that is cut says so in a header.")
@click.option("--writable", is_flag=True, help="Take SPARQL updates from who brings the token.")
@click.option("--token", envvar="KG_TOKEN", show_envvar=True, metavar="TEXT",
              help="The token of --writable; default: a new one, shown once.")
@click.option("--open", "show", is_flag=True, help="Open the first page in a browser.")
@quiet_option
@store_option
def serve(
    host: str,
    port: int,
    timeout: float,
    memory: int,
    limit: int,
    writable: bool,
    token: str | None,
    show: bool,
    quiet: bool,
    store: str,
) -> None:
    """Serve the graph: pages for people at /, a SPARQL 1.1 endpoint at /sparql, whole graphs at /store.

    在本机开一个服务:网页可搜索人物、机构、活动、政策并看原文,/sparql 供程序查询。Ctrl-C 结束。

    Every thing has an address of its own, which gives HTML, Turtle or JSON-LD, whichever is asked for. The server
    reads; with --writable, an update needs "Authorization: Bearer TOKEN", or the token as a password; then
    another kg writes here with --store http://kg:TOKEN@HOST:PORT.

    \b
    Examples:
      kg serve
      kg serve --store xuhui --port 8080 --open
      curl 'http://127.0.0.1:8000/sparql.csv?query=SELECT+*+%7B+?s+?p+?o+%7D+LIMIT+5'
      curl -H 'Accept: text/turtle' 'http://127.0.0.1:8000/store?default'
    """
    from kg.publish.serve import serve as run

    if token and not writable:
        raise UsageError("--token goes with --writable: without it nobody may write")
    if token is not None and len(token) < 8:
        raise UsageError("a token needs eight characters at least; anybody who guesses it may change the graph")

    key = (token or secrets.token_urlsafe(24)) if writable else None

    def ready(url: str) -> None:
        say(f"{store}: {url}/ · SPARQL {url}/sparql · Ctrl-C ends it 结束按 Ctrl-C", quiet=quiet)
        if host not in _LOOPBACK:
            say("anybody who can reach this address can read the graph 能访问此地址的人都能读到图谱", quiet=quiet)
        if writable and not token:
            say(f"token 令牌: {key}")
        if show:
            click.launch(url)

    run(store, host, port, token=key, timeout=timeout, memory=memory << 20, row_limit=limit, on_ready=ready)
