"""The shards of a job into a store: after that it is the store that a build on one machine makes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.errors import InputError, UsageError
from kg.fuse import Identities
from kg.graph import GraphStore
from kg.pipeline.engines.addresses import exists, join, read
from kg.pipeline.engines.job import MANIFEST
from kg.pipeline.identity import adopt
from kg.pipeline.touched import Settled

# Bytes of N-Quads in one request to a server.
_REQUEST = 4 << 20
_LOADING = "loading"


@dataclass(frozen=True, slots=True)
class LoadedShards:
    """What was loaded: shards read now, shards that were there, and the pages of all."""

    shards: int
    there: int
    pages: int


def is_job(address: str) -> bool:
    """Whether a job has left its shards at an address."""
    return exists(join(address, MANIFEST))


def load_shards(
    store: GraphStore, address: str, *, progress: Callable[[int, int], None] = lambda done, of: None
) -> LoadedShards:
    """Load the shards that :func:`kg.pipeline.engines.build_shards` left at an address into an empty store.

    A load that was cut short goes on where it was when it is called again. Raises InputError if there is no finished
    job, UsageError if the store holds anything else.
    """
    try:
        manifest = json.loads(read(join(address, MANIFEST)))
    except (OSError, ValueError) as error:
        raise InputError(f"{address} holds no finished job ({MANIFEST}): {error}") from error
    if manifest["base"] != store.base:
        raise UsageError(f"the shards of {address} were made with the base {manifest['base']}, not {store.base}")
    there = store.setting(_LOADING).splitlines()
    if there[:1] != [manifest["identities"]]:
        if store.digests():
            raise UsageError(f"{store.location} holds other pages; shards are loaded into a store of their own")
        there = [manifest["identities"]]
    names = manifest["shards"]
    missing = [name for name in names if name not in set(there)]
    for done, name in enumerate(missing):
        progress(done, len(missing))
        for text in _pieces(gzip.decompress(read(join(address, "quads", name))), store.location):
            store.load_prepared(text)
        there.append(name)
        store.set_setting(_LOADING, "\n".join(there))
    progress(len(missing), len(missing))
    store.optimize()
    settled = manifest["settled"]
    identities = Identities.load(read(manifest["identities"]).decode("utf-8"))
    adopt(store, identities, Settled(settled["recipe"], settled["unsure"], tuple(settled["idle"])))
    store.optimize()
    store.set_setting(_LOADING, "")
    return LoadedShards(len(missing), len(names) - len(missing), manifest["pages"])


def _pieces(text: bytes, location: str) -> Iterator[bytes]:
    """A whole shard for a store of this process; for a server what one request can hold."""
    if not location.startswith("http"):
        yield text
        return
    start = 0
    while start < len(text):
        end = text.find(b"\n", start + _REQUEST) + 1 or len(text)
        yield text[start:end]
        start = end
