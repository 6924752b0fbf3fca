"""A build past one machine: pages from any address, shards of N-Quads out, the same functions as on a laptop.

    addresses  files anywhere (local, s3://, http:// …): listed, read, written whole or not at all
    tasks      what one shard is and what is done with it, as functions that may run anywhere and may run twice
    run        who runs them: this process, or Dask
    job        the three steps joined: read, tell persons apart, write
    loading    shards into a store, which is then the one that a build on a laptop makes
"""

from kg.pipeline.engines.job import JobDone, build_shards
from kg.pipeline.engines.loading import LoadedShards, is_job, load_shards
from kg.pipeline.engines.run import DaskEngine, Engine, ThisProcess

__all__ = [
    "DaskEngine",
    "Engine",
    "JobDone",
    "LoadedShards",
    "ThisProcess",
    "build_shards",
    "is_job",
    "load_shards",
]
