"""Requests of the protocol read, without a network."""

from __future__ import annotations

import pytest

from kg.publish.serve.protocol import FORM, QUERY, UPDATE, Operation, Refused, read_operation


@pytest.mark.parametrize(
    ("method", "url", "type", "body", "wanted"),
    [
        ("GET", b"", "", b"", Operation("")),
        ("GET", b"query=ASK+%7B%7D", "", b"", Operation("ASK {}")),
        ("HEAD", b"query=ASK%20%7B%7D&format=csv", "", b"", Operation("ASK {}", format="csv")),
        ("GET", "query=ASK{'区长'}".encode(), "", b"", Operation("ASK{'区长'}")),
        ("GET", b"query=ASK{}&default-graph-uri=a:b&default-graph-uri=c:d&named-graph-uri=e:f", "", b"",
         Operation("ASK{}", defaults=("a:b", "c:d"), named=("e:f",))),
        ("GET", b"query=ASK{}&format=json&output=json&results=json", "", b"", Operation("ASK{}", format="json")),
        ("GET", b"query=ASK{}&format=&output=xml", "", b"", Operation("ASK{}", format="xml")),
        ("POST", b"", FORM, b"query=ASK{}", Operation("ASK{}")),
        ("POST", b"format=csv", FORM + "; charset=UTF-8", b"query=ASK{}", Operation("ASK{}", format="csv")),
        ("POST", b"named-graph-uri=a:b", QUERY, b"ASK {}", Operation("ASK {}", named=("a:b",))),
        ("POST", b"", QUERY + ';charset="utf-8"', "ASK {'区'}".encode(), Operation("ASK {'区'}")),
        ("POST", b"", FORM, b"update=DROP+ALL&using-graph-uri=a:b", Operation("DROP ALL", True, ("a:b",))),
        ("POST", b"using-named-graph-uri=a:b", UPDATE, b"DROP ALL", Operation("DROP ALL", True, (), ("a:b",))),
    ],
)  # fmt: skip
def test_operation(method: str, url: bytes, type: str, body: bytes, wanted: Operation) -> None:
    """What a client may send is understood."""
    assert read_operation(method, url, type, body) == wanted


@pytest.mark.parametrize(
    ("method", "url", "type", "body", "status", "says"),
    [
        ("GET", b"query=ASK{}&query=ASK{}", "", b"", 400, "2 parameters query="),
        ("GET", b"query=", "", b"", 400, "empty"),
        ("GET", b"update=DROP+ALL", "", b"", 400, "by POST"),
        ("GET", b"query=%FF", "", b"", 400, "UTF-8"),
        ("GET", b"query=\xff", "", b"", 400, "UTF-8"),
        ("GET", b"query=%ED%A0%80", "", b"", 400, "UTF-8"),
        ("GET", b"&".join([b"a=1"] * 2000), "", b"", 400, "more than"),
        ("GET", b"query=ASK{}&using-graph-uri=a:b", "", b"", 400, "using-graph-uri"),
        ("POST", b"", FORM, b"", 400, "neither"),
        ("POST", b"", FORM, b"query=ASK{}&update=DROP+ALL", 400, "a query and an update"),
        ("POST", b"", FORM, b"update=DROP+ALL&update=DROP+ALL", 400, "2 parameters update="),
        ("POST", b"query=ASK{}", FORM, b"query=ASK{}", 400, "2 parameters query="),
        ("POST", b"", FORM, b"update=DROP+ALL&default-graph-uri=a:b", 400, "default-graph-uri"),
        ("POST", b"query=ASK{}", QUERY, b"ASK{}", 400, "a body"),
        ("POST", b"", QUERY, b"  ", 400, "empty"),
        ("POST", b"", QUERY, b"\xff", 400, "byte 0"),
        ("POST", b"", QUERY + "; charset=gbk", b"ASK{}", 400, "gbk"),
        ("POST", b"", "", b"ASK{}", 415, "does not say"),
        ("POST", b"", "text/plain", b"ASK{}", 415, "text/plain"),
        ("POST", b"", "application/json", b"{}", 415, "application/json"),
    ],
)  # fmt: skip
def test_refusal(method: str, url: bytes, type: str, body: bytes, status: int, says: str) -> None:
    """What the protocol forbids is refused with the status it asks for, and a message that says why."""
    with pytest.raises(Refused, match=says) as refused:
        read_operation(method, url, type, body)
    assert refused.value.status == status
