"""The same reading as a job on Ray: one task a shard, any of which may be killed and run again.

A node that dies takes its tasks with it; Ray runs them anew elsewhere, and since everything they write is named
by content, nothing changes by that. Not more shards are handed out than the cluster has cores for, and a few.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from communique.errors import CommuniqueError
from communique.scale.shards import Sheet, read_shard

# How often a shard is tried again where its node or process dies.
_RETRIES: Final = 5
# Shards handed out beyond one for each core, so that no core waits.
_AHEAD: Final = 4

Tell = Callable[[Sheet], None]


def read_shards(
    shards: Sequence[str], output: str, tell: Tell = lambda sheet: None, address: str | None = None
) -> list[Sheet]:
    """Reads every shard on a cluster and tells of each that is done; the sheets, in the order of the shards.

    ``address`` is that of a Ray cluster (``auto``, ``ray://head:10001``); None starts Ray on this machine alone.
    Raises CommuniqueError where Ray is not there or a shard cannot be read.
    """
    ray = started(address)
    task = ray.remote(num_cpus=1, max_retries=_RETRIES)(_read_one)
    found: dict[str, Sheet] = {}
    waiting: dict[Any, str] = {}
    for shard in dict.fromkeys(shards):
        while len(waiting) >= _cores(ray) + _AHEAD:
            _take(ray, waiting, found, tell)
        waiting[task.remote(shard, output)] = shard
    while waiting:
        _take(ray, waiting, found, tell)
    return [found[shard] for shard in dict.fromkeys(shards)]


def started(address: str | None) -> Any:
    """Ray, joined to the cluster at an address or started here; CommuniqueError where it cannot be."""
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise CommuniqueError("scale", "Ray is not installed", "pip install 'communique[ray]'") from error
    if not ray.is_initialized():
        try:
            ray.init(address=address, log_to_driver=False, configure_logging=False, include_dashboard=False)
        except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
            raise CommuniqueError(address or "ray", str(error), "check the address of the cluster") from error
    return ray


def _cores(ray: Any) -> int:
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _take(ray: Any, waiting: dict[Any, str], found: dict[str, Sheet], tell: Tell) -> None:
    """Waits for one shard to be done."""
    done, _ = ray.wait(list(waiting), num_returns=1)
    for one in done:
        shard = waiting.pop(one)
        try:
            found[shard] = Sheet.from_json(ray.get(one), shard)
        except ray.exceptions.RayTaskError as error:
            cause = error.cause if isinstance(error.cause, CommuniqueError) else None
            raise cause or CommuniqueError(
                shard, f"cannot be read: {error}", "see the logs of Ray"
            ) from error
        except ray.exceptions.RayError as error:
            raise CommuniqueError(
                shard, f"was lost {_RETRIES} times: {error}", "run the same again"
            ) from error
        tell(found[shard])


def _read_one(shard: str, output: str) -> str:
    """What runs on the cluster."""
    return read_shard(shard, output, _reader()).to_json()


@lru_cache(maxsize=1)
def _reader() -> Any:
    """The reader of a process of the cluster, which reads one shard after the other."""
    from communique.reading import Reader  # noqa: PLC0415 - on the cluster, not where the job is started

    reader = Reader()
    reader.lexicon.compile()
    return reader


def each_path(names: Sequence[str]) -> Iterator[str]:
    """The shards that addresses with asterisks mean, sorted; local paths as whole paths."""
    from communique.scale.shards import file_system  # noqa: PLC0415

    for name in names:
        system, path = file_system(name)
        if "*" not in name:
            yield system.unstrip_protocol(path) if "://" in name else path
            continue
        matches = sorted(system.glob(path))
        if not matches:
            raise CommuniqueError(name, "matches no shard", "check the address")
        for match in matches:
            yield system.unstrip_protocol(match) if "://" in name else match
