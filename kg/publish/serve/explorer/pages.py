"""The pages of the explorer: requests in, HTML or RDF out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.responses import JSONResponse, RedirectResponse, Response

from kg.errors import KgError, QueryError, QueryTimeout, UsageError
from kg.publish.serve.explorer.links import link_of
from kg.publish.serve.explorer.rendering import render, static_files
from kg.publish.serve.explorer.views import Made, Unknown, Views
from kg.publish.serve.explorer.words import Language, language_of
from kg.publish.serve.negotiate import GRAPHS, HTML, by_accept, by_name
from kg.publish.serve.protocol import Refused

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.graph.store import GraphStore
    from kg.publish.serve.explorer.index import Index
    from kg.publish.serve.served import Turns
    from kg.publish.serve.settings import Settings

THEMES = ("", "light", "dark")
_YEAR = 365 * 24 * 3600
_SUGGESTIONS = 12


class Explorer:
    """Answers for people; what blocks runs in the threads of ``turns``."""

    def __init__(self, store: GraphStore, settings: Settings, turns: Turns, index: Index) -> None:
        self._store = store
        self._settings = settings
        self._turns = turns
        self._index = index
        self._views = Views(store, settings, index)

    # ------------------------------------------------------------ what the router calls

    async def home(self, request: Request) -> Response:
        """The first page: search, sizes, who and what is reported most."""
        return await self._page(request, self._views.home)

    async def search(self, request: Request) -> Response:
        """Results of a search as a page."""
        return await self._page(request, self._views.search)

    async def suggest(self, request: Request) -> Response:
        """Results of a search as JSON, for the box that searches as one types."""
        text, kinds = request.query_params.get("q", ""), request.query_params.getlist("kind")

        def work() -> list[dict[str, Any]]:
            found = self._index.names().find(text[:200], kinds=kinds, limit=_SUGGESTIONS)
            return [{**f.to_dict(), "href": link_of(f.iri, self._store.base)} for f in found]

        try:
            return JSONResponse(await self._turns.run(work), headers={"Cache-Control": "no-cache"})
        except KgError as error:
            return JSONResponse({"error": str(error)}, status_code=_status(error))

    async def thing(self, request: Request) -> Response:
        """A thing as HTML or as RDF, whichever the client likes better."""
        rest = request.path_params.get("rest")
        iri = self._store.base + rest if rest is not None else request.query_params.get("iri", "")
        wanted = request.query_params.get("format", "")
        offers = [HTML, *GRAPHS]
        offer = by_name(wanted, offers) if wanted else by_accept(request.headers.get("accept", ""), offers)
        if offer is None:
            names = ", ".join(dict.fromkeys(o.media for o in offers))
            return await self._failed(request, Refused(406, f"this is written as {names}, not as {wanted or 'asked'}"))
        if offer is HTML:
            return await self._page(request, self._views.thing, iri)
        try:
            data, cut = await self._turns.run(self._views.described, iri, offer.format, receive=request.receive)
        except KgError as error:
            return Response(f"{error}\n", _status(error), {"Content-Type": "text/plain; charset=utf-8"})
        headers = {"Content-Type": offer.content_type, "Vary": "Accept"}
        if cut:
            headers["Kg-Truncated"] = f"limit={self._settings.row_limit}"
        return Response(data, headers=headers)

    async def queries(self, request: Request) -> Response:
        """The list of named queries."""
        return await self._page(request, self._views.queries)

    async def query(self, request: Request) -> Response:
        """A named query with a form for its parameters, and its answer."""
        return await self._page(request, self._views.query, request.path_params["name"])

    async def editor(self, request: Request) -> Response:
        """The SPARQL editor."""
        return await self._page(request, self._views.editor)

    async def prefer(self, request: Request) -> Response:
        """Keep the language or the colours in a cookie and go back."""
        back = request.query_params.get("back", "/")
        # Only to this server: "//host" and "/\\host" would lead elsewhere.
        if not back.startswith("/") or back[1:2] in ("/", "\\") or any(ord(c) < 32 for c in back):
            back = "/"
        answer = RedirectResponse(quote(back, safe="/%?#=&+;,:@!$'()*~"), status_code=303)
        for name, known in (("lang", ("zh", "en")), ("theme", THEMES)):
            value = request.query_params.get(name)
            if value is not None and value in known:
                answer.set_cookie(name, value, max_age=_YEAR, samesite="lax", path="/")
        return answer

    async def static(self, request: Request) -> Response:
        """A file that pages load."""
        file = static_files().get(request.path_params["name"])
        if file is None:
            return Response("there is no such file\n", 404, media_type="text/plain")
        kept = request.query_params.get("v") == file.digest
        headers = {
            "Content-Type": file.type,
            "Vary": "Accept-Encoding",
            "Cache-Control": f"public, max-age={_YEAR}, immutable" if kept else "no-cache",
        }
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(file.packed, headers={**headers, "Content-Encoding": "gzip"})
        return Response(file.data, headers=headers)

    async def missing(self, request: Request, error: Exception) -> Response:
        """An address that there is not."""
        return await self._failed(request, Refused(404, f"there is no page {request.url.path}"))

    # ------------------------------------------------------------ how a page is made

    async def _page(self, request: Request, make: Callable[..., Made], *args: object) -> Response:
        if request.method not in ("GET", "HEAD"):
            return await self._failed(request, Refused(405, f"{request.method} is not understood here"))

        def work() -> bytes:
            template, values = make(request.query_params, *args)
            return self._rendered(request, template, **values)

        try:
            page = await self._turns.run(work, receive=request.receive)
        except KgError as error:
            return await self._failed(request, error)
        return _html(page)

    def _rendered(self, request: Request, template: str, **values: Any) -> bytes:
        theme = request.cookies.get("theme", "")
        here = quote(request.url.path, safe="/%") + (f"?{request.url.query}" if request.url.query else "")
        return render(
            template, language=_language(request), theme=theme if theme in THEMES else "", here=here,
            base=self._store.base, **values,
        )  # fmt: skip

    async def _failed(self, request: Request, error: KgError) -> Response:
        near: tuple[Any, ...] = ()
        if isinstance(error, Unknown):
            text = error.name
            near = await self._turns.run(lambda: self._index.names().find(text, limit=8))
        unknown = isinstance(error, Unknown)
        page = self._rendered(request, "error.html", error=str(error), said=_said(error), unknown=unknown, near=near)
        return _html(page, _status(error))


def _said(error: KgError) -> str:
    """The key of what is said of an error in the language of the page; its own message is English."""
    if isinstance(error, Unknown):
        return "error-thing"
    if isinstance(error, QueryTimeout):
        return "error-limit"
    status = _status(error)
    return {404: "error-page", 503: "error-busy", 500: "error-store"}.get(status, "error-request")


def _status(error: KgError) -> int:
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, QueryTimeout):
        return 503
    return 400 if isinstance(error, (QueryError, UsageError)) else 500


def _language(request: Request) -> Language:
    said = request.cookies.get("lang", "")
    if said in ("zh", "en"):
        return "zh" if said == "zh" else "en"
    return language_of(request.headers.get("accept-language", ""))


def _html(page: bytes, status: int = 200) -> Response:
    headers = {
        "Content-Type": HTML.content_type,
        "Vary": "Accept, Accept-Language, Cookie",
        "Cache-Control": "no-cache",
    }
    return Response(page, status, headers)
