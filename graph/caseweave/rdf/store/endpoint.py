"""A SPARQL 1.1 server: asked over its query address, changed graph by graph over its Graph Store address.

The only module that opens a connection, and only to the address a user names. Where a server is busy or gone, it is
asked again a few times, later each time; every request has a time-out. No redirect is followed, so that what proves who
the user is goes nowhere else, and it never goes in the clear to another machine.
"""

from __future__ import annotations

import base64
import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit, urlunsplit
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from caseweave.model.error import CaseweaveError
from caseweave.rdf.sparql import form
from caseweave.rdf.store.engine import Answer, Node, QueryError

__all__ = ["Addresses", "Endpoint", "EndpointError"]

TIMEOUT: Final = 60.0
"""Seconds that a server may be silent."""
TRIES: Final = 4
PAUSE: Final = 0.5
"""Seconds before the second try; each further pause is twice as long, unless the server says how long."""
LONGEST: Final = 30.0
MOST_BYTES: Final = 1 << 28
"""Bytes an answer may have."""

_BUSY: Final = frozenset({429, 500, 502, 503, 504})
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_JSON: Final = "application/sparql-results+json"
_FORM: Final = "application/x-www-form-urlencoded"
_TRIPLES: Final = "application/n-triples"


class EndpointError(CaseweaveError):
    """A server that cannot be used as asked; the message says which, why, and what to do."""

    fault = "data"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server is asked, and where its graphs are put.

    >>> Addresses.of("http://localhost:7878").store
    'http://localhost:7878/store'
    >>> Addresses.of("http://localhost:8890/sparql").store
    'http://localhost:8890/sparql-graph-crud-auth'
    """

    query: str
    store: str

    @classmethod
    def of(cls, url: str, store: str | None = None) -> Addresses:
        """Tell both from the one a user names: that of the server (Oxigraph), of its queries (Fuseki, Virtuoso)."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EndpointError(f"{url!r} is no address of a server; write https://…, or http://localhost:…")
        if parts.username or parts.password:
            told = "CASEWEAVE_ENDPOINT_USER and CASEWEAVE_ENDPOINT_PASSWORD"
            raise EndpointError(f"the address holds a name or password; take it out and set {told}")
        path = parts.path.rstrip("/")
        if not path:
            asked, kept = "/query", "/store"
        elif path.endswith("/sparql") and path.count("/") == 1:
            asked, kept = path, f"{path}-graph-crud-auth"
        elif path.endswith(("/query", "/sparql")):
            base = path.rsplit("/", 1)[0]
            asked, kept = path, f"{base}/data" if base else "/store"
        else:
            asked, kept = f"{path}/query", f"{path}/data"
        made = [urlunsplit((parts.scheme, parts.netloc, one, "", "")) for one in (asked, kept)]
        return cls(made[0], store or made[1])


class Endpoint:
    """A server, ready for questions. Who asks is told by CASEWEAVE_ENDPOINT_USER and _PASSWORD, or by _TOKEN."""

    def __init__(
        self,
        url: str,
        *,
        environment: Mapping[str, str] = os.environ,
        timeout: float = TIMEOUT,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        named = {key: environment.get(f"CASEWEAVE_ENDPOINT_{key}") for key in ("USER", "PASSWORD", "TOKEN", "STORE")}
        self.addresses = Addresses.of(url, named["STORE"])
        self._timeout = timeout
        self._pause = pause
        self._proof = _proof(self.addresses, named["USER"], named["PASSWORD"], named["TOKEN"])
        self._opener = _opener(self.addresses, named["USER"], named["PASSWORD"])

    def ask(self, text: str, bindings: Mapping[str, str] | None = None) -> Answer:
        """Answer a query as the server does; parameters stand in its text already."""
        if bindings:
            raise QueryError("a server takes no bindings; put them into the text")
        wanted = _JSON if form(text) in {"SELECT", "ASK"} else _TRIPLES
        asked, headers = urlencode({"query": text}).encode(), {"Content-Type": _FORM, "Accept": wanted}
        data = self._sent("POST", self.addresses.query, asked, headers)
        return _answer(data) if wanted == _JSON else _triples(data)

    def ask_guarded(self, text: str, bindings: Mapping[str, str]) -> Answer:
        """Answer a query that nobody has vetted: it runs on the server, which guards itself."""
        return self.ask(text, bindings)

    def put(self, graph: str, triples: bytes) -> None:
        """Replace a named graph by some triples, given as N-Triples."""
        self._sent("PUT", self._graph(graph), triples, {"Content-Type": _TRIPLES})

    def delete(self, graph: str) -> None:
        """Remove a named graph; one that is not there is removed already."""
        self._sent("DELETE", self._graph(graph), None, {}, missing=True)

    def get(self, graph: str) -> bytes:
        """Return the triples of a named graph as N-Triples; none where it is not there."""
        return self._sent("GET", self._graph(graph), None, {"Accept": _TRIPLES}, missing=True)

    def count(self, graph: str) -> int:
        """Count the triples of a named graph."""
        ((number,),) = self.ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").rows
        return int(str(number))

    def _graph(self, graph: str) -> str:
        name = "graph-uri" if "crud" in self.addresses.store else "graph"
        return f"{self.addresses.store}?{name}={quote(graph, safe='')}"

    def _sent(
        self, method: str, url: str, data: bytes | None, headers: Mapping[str, str], *, missing: bool = False
    ) -> bytes:
        """Send a request until it is answered; raise EndpointError, or QueryError where the server refuses a query."""
        for attempt in range(TRIES):
            request = Request(url, data=data, headers={**headers, **self._proof}, method=method)  # noqa: S310
            try:
                with self._opener.open(request, timeout=self._timeout) as response:
                    return _whole(response)
            except HTTPError as error:
                told = _told(error)
                if error.code == 404 and missing:
                    return b""
                if error.code in _BUSY - {500} and attempt + 1 < TRIES:
                    self._pause(_wait(error.headers, attempt))
                    continue
                raise _refused(url, error.code, told) from None
            except (URLError, HTTPException, OSError) as error:
                reason = getattr(error, "reason", None) or error
                if isinstance(reason, TimeoutError):
                    raise EndpointError(f"{url}: no answer within {self._timeout:g} s; narrow the query") from None
                if attempt + 1 == TRIES:
                    raise EndpointError(f"{url}: no answer ({reason}); is the server there?") from None
                self._pause(PAUSE * 2**attempt)
        raise AssertionError("unreachable")


class _Stay(HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, req: Request, *told: Any) -> None:
        """Refuse to go where the server points: the last thing that is told."""
        raise EndpointError(f"{req.full_url} leads to {told[-1]}; name that address, if you trust it")


def _opener(addresses: Addresses, user: str | None, password: str | None) -> OpenerDirector:
    known = HTTPPasswordMgrWithDefaultRealm()
    if user is not None:
        for address in (addresses.query, addresses.store):
            known.add_password(None, address, user, password or "")
    return build_opener(_Stay(), HTTPDigestAuthHandler(known))


def _proof(addresses: Addresses, user: str | None, password: str | None, token: str | None) -> dict[str, str]:
    """Return the header that proves who asks; refuse to send it in the clear to another machine."""
    if user is None and token is None:
        return {}
    for address in (addresses.query, addresses.store):
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in _HERE:
            raise EndpointError(f"{address}: a password or token goes over https:// only; name that address")
    if token is not None:
        return {"Authorization": f"Bearer {token}"}
    if "crud-auth" in addresses.store:  # Virtuoso asks for a digest, and takes nothing else
        return {}
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password or ''}".encode()).decode()}


def _whole(response: HTTPResponse) -> bytes:
    """Read an answer piece by piece, up to a size."""
    found = bytearray()
    while piece := response.read(1 << 16):
        found += piece
        if len(found) > MOST_BYTES:
            raise QueryError(f"the answer has more than {MOST_BYTES} bytes; narrow the query or add LIMIT")
    return bytes(found)


def _wait(headers: Message, attempt: int) -> float:
    asked = headers.get("Retry-After", "")
    return min(float(asked), LONGEST) if asked.isdecimal() else PAUSE * 2**attempt


def _told(error: HTTPError) -> str:
    return " ".join(error.read(400).decode("utf-8", "replace").split())


def _refused(url: str, code: int, told: str) -> CaseweaveError:
    if code in {401, 403}:
        cure = "set CASEWEAVE_ENDPOINT_USER and CASEWEAVE_ENDPOINT_PASSWORD, or CASEWEAVE_ENDPOINT_TOKEN"
        return EndpointError(f"{url}: the server asks who you are ({code}); {cure}")
    if code == 400:
        return QueryError(told or "the server refuses the query")
    return EndpointError(f"{url}: the server answers {code}: {told}")


def _answer(data: bytes) -> Answer:
    try:
        told: dict[str, Any] = json.loads(data)
        if "boolean" in told:
            yes = str(bool(told["boolean"])).lower()
            return Answer(("answer",), ((Node("literal", yes, f"{_XSD}boolean"),),), ask=True)
        columns = tuple(told["head"]["vars"])
        found = told["results"]["bindings"]
        return Answer(columns, tuple(tuple(_node(row.get(name)) for name in columns) for row in found))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise EndpointError("the server's answer is no SPARQL result in JSON; is this its query address?") from None


def _node(cell: Mapping[str, str] | None) -> Node | None:
    if cell is None:
        return None
    if cell["type"] in {"uri", "bnode"}:
        return Node("uri" if cell["type"] == "uri" else "bnode", cell["value"])
    typed = cell.get("datatype")
    return Node("literal", cell["value"], None if typed == f"{_XSD}string" else typed, cell.get("xml:lang"))


def _triples(data: bytes) -> Answer:
    import pyoxigraph as ox  # noqa: PLC0415 - only for CONSTRUCT and DESCRIBE

    from caseweave.rdf.store.engine import answered  # noqa: PLC0415

    try:
        return answered(quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES))
    except SyntaxError:
        raise EndpointError("the server's answer is no N-Triples; is this its query address?") from None
