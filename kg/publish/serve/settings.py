"""What a server is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of a server, and who may write.

    timeout: seconds after which a query is stopped. memory: bytes that one may take beyond what the data itself takes.
    row_limit: rows (or triples) an answer has at most; answer_size: its bytes. token: what an update must bring as
    ``Authorization: Bearer …``; "" means that nobody may write. query_size, update_size: bytes of a request's body at
    most. waiting: requests that may wait for their turn; more are told to come back.
    """

    timeout: float = 30.0
    memory: int = 1 << 30
    row_limit: int = 100_000
    answer_size: int = 1 << 29
    token: str = ""
    query_size: int = 1024 * 1024
    update_size: int = 64 * 1024 * 1024
    waiting: int = 500

    @property
    def writable(self) -> bool:
        """Whether updates are taken at all."""
        return bool(self.token)
