"""A request of the SPARQL 1.1 Protocol, read: what is asked, over which dataset, in which format. No network here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.errors import KgError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

# So many parameters nobody sends who means well.
_MOST_PARAMETERS = 1000
_FORMAT_PARAMETERS = ("format", "output", "results")


class Refused(KgError):
    """A request that is not carried out: the HTTP status, and what to tell the client."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks for. ``text`` is "" where nothing is asked (the service describes itself).

    ``defaults`` and ``named`` are the graphs of the dataset that the request gives, () where it gives none. ``format``
    is what the URL or the form asks for by name, "" if nothing.
    """

    text: str
    update: bool = False
    defaults: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str = ""


def read_operation(method: str, query_string: bytes, content_type: str, body: bytes) -> Operation:
    """The operation of a request by GET, HEAD or POST; Refused with 400 or 415 says what is wrong with it."""
    url = _parameters(query_string, "the URL")
    if method in ("GET", "HEAD"):
        if _all(url, "update"):
            raise Refused(400, "an update is sent by POST, not by GET")
        return _operation(url)
    media, charset = _media_type(content_type)
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Refused(400, f"the request is in {charset}; send it in UTF-8")
    if media == FORM:
        # Clients that post a form may leave format= and the like in the URL.
        return _operation([*url, *_parameters(body, "the form")], posted=True)
    if media in (QUERY, UPDATE):
        if _all(url, "query") or _all(url, "update"):
            raise Refused(400, f"the request has a body of {media} and a query in its URL; send one of them")
        text = _utf8(body, "the body")
        if not text.strip():
            raise Refused(400, "the body of the request is empty; it should hold the query")
        return _operation([*url, ("query" if media == QUERY else "update", text)], posted=True)
    said = f"{media} is not understood" if media else "the request does not say what its body is"
    raise Refused(415, f"{said}; send {FORM}, {QUERY} or {UPDATE}", {"Accept-Post": f"{FORM}, {QUERY}, {UPDATE}"})


def _operation(parameters: Sequence[tuple[str, str]], *, posted: bool = False) -> Operation:
    queries, updates = _all(parameters, "query"), _all(parameters, "update")
    for name, given in (("query", queries), ("update", updates)):
        if len(given) > 1:
            raise Refused(400, f"the request has {len(given)} parameters {name}=; send one")
    if queries and updates:
        raise Refused(400, "the request has a query and an update; send one of them")
    if posted and not queries and not updates:
        raise Refused(400, "the request has neither query= nor update=")
    own, other = (
        (("using-graph-uri", "using-named-graph-uri"), ("default-graph-uri", "named-graph-uri"))
        if updates
        else (("default-graph-uri", "named-graph-uri"), ("using-graph-uri", "using-named-graph-uri"))
    )
    for name in other:
        if _all(parameters, name):
            raise Refused(400, f"{name}= does not go with {'an update' if updates else 'a query'}; use {own[0]}=")
    asked = next((v for name in _FORMAT_PARAMETERS for v in _all(parameters, name) if v), "")
    text = (updates or queries or [""])[0]
    if (queries or updates) and not text.strip():
        raise Refused(400, "the query is empty")
    return Operation(
        text, bool(updates), tuple(_all(parameters, own[0])), tuple(_all(parameters, own[1])), asked
    )


def _all(parameters: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in parameters if key == name]


def _parameters(data: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            _utf8(data, where), keep_blank_values=True, encoding="utf-8", errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )  # fmt: skip
    except UnicodeDecodeError as e:
        raise Refused(400, f"{where} holds percent-encoded text that is not UTF-8") from e
    except ValueError as e:
        raise Refused(400, f"{where} has more than {_MOST_PARAMETERS} parameters") from e


def _utf8(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        raise Refused(400, f"{where} is not UTF-8 (byte {e.start})") from e


def _media_type(header: str) -> tuple[str, str]:
    """The media type and the charset ("" if none) of a Content-Type, in small letters."""
    media, *parameters = header.lower().split(";")
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            charset = value.strip().strip("\"'")
    return media.strip(), charset
