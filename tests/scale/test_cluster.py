"""A local cluster of two nodes, one of which is killed while it reads: the outcome is that of reading here."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.reading import Reader
from communique.scale.cluster import read_shards
from communique.scale.shards import Sheet, read_shard
from tests.scale.archives import STORIES, jsonl

ray = pytest.importorskip("ray", reason="the extra communique[ray] is not installed")
pytestmark = [
    pytest.mark.ray,
    # Ray leaves sockets and processes of its own to the end of the interpreter, and says so.
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture
def cluster() -> Iterator[Any]:
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra

    made: Any = Cluster(
        initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": 80_000_000}
    )
    try:
        yield made
    finally:
        ray.shutdown()
        made.shutdown()


def test_a_node_that_dies_in_the_middle_changes_nothing(cluster: Any, tmp_path: Path) -> None:
    shards = []
    for number in range(4):
        stories = [
            (f"{title} {number}.{n}", f"{text} Report {n}.") for n in range(4) for title, text in STORIES
        ]
        shards.append(str(jsonl(tmp_path, stories, f"shard-{number}")))
    alone = tmp_path / "alone"
    for shard in shards:
        read_shard(shard, str(alone), Reader())
    doomed = cluster.add_node(num_cpus=1, object_store_memory=80_000_000)
    ray.init(address=cluster.address, log_to_driver=False)
    assert len([node for node in ray.nodes() if node["Alive"]]) == 2
    told: list[str] = []

    def tell(sheet: Sheet) -> None:
        if not told:
            cluster.remove_node(doomed, allow_graceful=False)
        told.append(sheet.shard)

    sheets = read_shards(shards, str(tmp_path / "out"), tell, cluster.address)
    assert sorted(told) == sorted(shards)
    assert [sheet.shard for sheet in sheets] == shards
    # Ray tells that a node is gone some seconds after it is.
    until = time.monotonic() + 60
    while (alive := sum(node["Alive"] for node in ray.nodes())) > 1 and time.monotonic() < until:
        time.sleep(0.2)
    assert alive == 1
    assert _content(tmp_path / "out") == _content(alone)
    assert json.loads(sheets[0].to_json())["counts"]["in"] == 16


def _content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".part"
    }
