"""The SPARQL endpoint: requests of the protocol carried out on the store."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import IO, TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import KgError, QueryError
from kg.graph.result import spool
from kg.publish.serve.addresses import origin
from kg.publish.serve.dataset import as_written, asks_elsewhere, base_clause, form_of, with_dataset
from kg.publish.serve.description import write_description
from kg.publish.serve.negotiate import ENDINGS, GRAPHS, HTML, TABLES, Offer, by_accept, by_name, is_name
from kg.publish.serve.protocol import UPDATE, Operation, Refused, read_operation
from kg.publish.serve.requests import FileAnswer, check_writer, read_body, refusal
from kg.publish.serve.served import PatientStore, Turns
from kg.publish.serve.settings import Settings

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

PATH = "/sparql"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
TRUNCATED = "Kg-Truncated"


class Endpoint:
    """Answers requests of the SPARQL 1.1 Protocol; ``editor`` is where people with a browser are sent."""

    def __init__(self, store: PatientStore, settings: Settings, turns: Turns, *, editor: str = "") -> None:
        self._store = store
        self._settings = settings
        self._turns = turns
        self._editor = editor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request of any method, as an ASGI application."""
        try:
            response = await self._answer(Request(scope, receive))
        except KgError as error:
            response = refusal(error)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
        if request.method not in METHODS:
            raise Refused(405, f"{request.method} is not understood here", {"Allow": ", ".join(METHODS)})
        body = b"" if request.method in ("GET", "HEAD") else await self._body(request)
        query_string = request.scope["query_string"]
        operation = read_operation(request.method, query_string, request.headers.get("content-type", ""), body)
        if operation.update:
            return await self._update(request, operation)
        here = origin(request) + PATH
        wanted = _wanted_name(request, operation)
        head = request.method == "HEAD"
        if not operation.text:
            return self._describe(request, here, wanted, head=head)
        form = await self._turns.run(form_of, operation.text)
        offers = GRAPHS if form in ("construct", "describe") else TABLES
        offer = _choose(request, wanted, offers, browser=bool(self._editor) and request.method == "GET")
        if offer is HTML:
            return _see(request, self._editor)
        if head:
            # What a GET would be told, without the work.
            return Response(headers={"Content-Type": offer.content_type})
        out, truncated = await self._turns.run(self._evaluate, operation, offer, here, receive=request.receive)
        headers = {"Content-Type": offer.content_type}
        if truncated:
            headers[TRUNCATED] = f"limit={self._settings.row_limit}"
        return FileAnswer(out, headers)

    def _evaluate(self, operation: Operation, offer: Offer, base: str) -> tuple[IO[bytes], bool]:
        """The whole answer as bytes, and whether it was cut; nothing is sent before it is known to be whole."""
        if asks_elsewhere(operation.text):
            raise Refused(403, "this server asks no other servers: the query must do without SERVICE")
        text = with_dataset(operation)
        first = base_clause(text, base)
        out = spool()
        try:
            with self._store.query(first + text, limit=self._settings.row_limit) as result:
                result.write(out, offer.format)
                return out, result.truncated
        except QueryError as e:
            out.close()
            raise QueryError(as_written(str(e), len(first))) from e
        except BaseException:
            out.close()
            raise

    async def _update(self, request: Request, operation: Operation) -> Response:
        check_writer(request, self._settings)
        await self._turns.run(self._carry_out, operation)
        return Response(status_code=204)

    def _carry_out(self, operation: Operation) -> None:
        if asks_elsewhere(operation.text):
            raise Refused(403, "this server asks no other servers: the update must do without SERVICE")
        with self._store.writing():
            self._store.update(with_dataset(operation))

    async def _body(self, request: Request) -> bytes:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        large = self._settings.writable or media == UPDATE
        return await read_body(request, self._settings.update_size if large else self._settings.query_size)

    def _describe(self, request: Request, here: str, wanted: str, *, head: bool) -> Response:
        offer = _choose(request, wanted, GRAPHS, browser=bool(self._editor))
        if offer is HTML:
            return _see(request, self._editor)
        out = BytesIO()
        write_description(here, self._settings, offer.format, out)
        return Response(b"" if head else out.getvalue(), headers={"Content-Type": offer.content_type})


def _wanted_name(request: Request, operation: Operation) -> str:
    """What the path's ending or ``format=`` asks for, "" if nothing; 406 for a name of no format."""
    ending = request.path_params.get("ending", "")
    if ending and ending not in ENDINGS:
        raise Refused(404, f"there is no format called {ending}; there are {', '.join(ENDINGS)}")
    wanted = ending or operation.format
    if wanted and not is_name(wanted):
        raise Refused(406, f"there is no format called {wanted}; there are {', '.join(ENDINGS)}")
    return wanted


def _choose(request: Request, wanted: str, offers: Sequence[Offer], *, browser: bool) -> Offer:
    """The offer that a request gets; Refused (406) if it takes none of them."""
    given = [HTML, *offers] if browser else offers
    if wanted and (named := by_name(wanted, given)):
        return named
    accept = request.headers.get("accept", "")
    # A browser is known by its wish for HTML; whoever takes anything gets data.
    if browser and (by_accept(accept, [*offers, HTML]) is HTML):
        return HTML
    found = by_accept(accept, offers)
    if found is None or (wanted and not accept):
        names = ", ".join(dict.fromkeys(offer.media for offer in offers))
        raise Refused(406, f"this answer is written as {names}, not as {wanted or accept}")
    return found


def _see(request: Request, editor: str) -> Response:
    given = request.scope["query_string"].decode("latin-1")
    return RedirectResponse(f"{editor}?{given}" if given else editor, status_code=303)
