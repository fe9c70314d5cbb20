"""Publishing: a folder holds the old build or the new one, whatever happens on the way."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from caseweave.api import publication as module
from caseweave.api.manifest import MANIFEST, Manifest
from caseweave.api.publication import PublishError, publish

OLD = {"a.txt": b"old a", "b.txt": b"old b"}
NEW = {"a.txt": b"new a", "c.txt": b"new c"}


def held(out: Path) -> dict[str, bytes]:
    """Return what a folder holds, without its manifest, after comparing the two."""
    found = {file.name: file.read_bytes() for file in out.iterdir()}
    told = json.loads(found.pop(MANIFEST))["outputs"]
    assert told == {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in found.items()
    }
    return found


def beside(out: Path) -> list[str]:
    """Return the names of what lies beside a folder."""
    return sorted(item.name for item in out.parent.iterdir() if item != out)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Publish an old build."""
    publish(OLD, {"made": "of old"}, tmp_path / "place" / "out")
    return tmp_path / "place" / "out"


def test_a_build_replaces_the_one_before_whole(out: Path) -> None:
    """Files the new build does not have are gone; nothing is left beside it."""
    assert held(out) == OLD
    publish(NEW, {"made": "of new"}, out)
    assert held(out) == NEW
    assert json.loads((out / MANIFEST).read_bytes())["made"] == "of new"
    assert beside(out) == []


@pytest.mark.parametrize("name", ["with blanks", "ünïcödé 文", "a[1]*", "-x", "x" * 200])
def test_any_folder_name_will_do(name: str, tmp_path: Path) -> None:
    """Blanks, other alphabets and the signs of patterns included, twice."""
    publish(OLD, {}, tmp_path / name)
    publish(NEW, {}, tmp_path / name)
    assert held(tmp_path / name) == NEW
    assert [item.name for item in tmp_path.iterdir()] == [name]


def test_a_link_to_a_folder_stays_a_link(out: Path, tmp_path: Path) -> None:
    """What it points to is replaced."""
    link = tmp_path / "link"
    link.symlink_to(out)
    publish(NEW, {}, link)
    assert link.is_symlink()
    assert held(out) == NEW
    assert beside(out) == []


@pytest.mark.parametrize("foreign", ["notes.txt", ".hidden", "a folder/x", "a.txt.bak"])
def test_a_folder_with_something_else_in_it_is_left_alone(foreign: str, out: Path) -> None:
    """The message names what no build wrote."""
    (out / foreign).parent.mkdir(exist_ok=True)
    (out / foreign).write_text("mine")
    with pytest.raises(PublishError, match=rf"holds what no build wrote \({foreign.partition('/')[0]}\); name a new"):
        publish(NEW, {}, out)
    assert (out / foreign).read_text() == "mine"
    assert (out / "a.txt").read_bytes() == OLD["a.txt"]
    assert beside(out) == []


FOREIGN = [
    *(None, b"", b"[]", b"{}", b'{"outputs": 3}', b'{"outputs": [[]]}', b"\xff"),
    b'{"outputs": {"a.txt": {}, "b.txt": {}}}',
    b'{"caseweave": "0.1.0", "outputs": {"a.txt": {"bytes": 5, "sha256": "0"}}, "sha256": "0"}',
]


@pytest.mark.parametrize("manifest", FOREIGN)
def test_a_folder_whose_manifest_does_not_name_its_files_is_left_alone(manifest: bytes | None, out: Path) -> None:
    """Without it nobody knows who wrote them."""
    if manifest is None:
        (out / MANIFEST).unlink()
    else:
        (out / MANIFEST).write_bytes(manifest)
    with pytest.raises(PublishError, match=r"holds what no build wrote"):
        publish(NEW, {}, out)
    assert (out / "a.txt").read_bytes() == OLD["a.txt"]


def test_an_empty_folder_may_be_filled_and_a_file_may_not_be_replaced(tmp_path: Path) -> None:
    """Nor may the root of the machine."""
    (tmp_path / "empty").mkdir()
    publish(OLD, {}, tmp_path / "empty")
    assert held(tmp_path / "empty") == OLD
    (tmp_path / "file").write_text("mine")
    with pytest.raises(PublishError, match="is a file; name a folder"):
        publish(OLD, {}, tmp_path / "file")
    with pytest.raises(PublishError, match="/ holds what no build wrote"):
        publish(OLD, {}, Path("/"))


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """A circle of links is no folder."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(PublishError, match="cannot write"):
        publish(OLD, {}, tmp_path / "loop")


def failing(step: Callable[..., object], times: int) -> Callable[..., object]:
    """Let a step do its work some times and then fail as a full disk does."""
    left = iter(range(times))

    def one(*arguments: object, **named: object) -> object:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        return step(*arguments, **named)

    return one


STEPS = [
    *[("os.fsync", times) for times in range(4)],
    *[("_write_synced", times) for times in range(3)],
    ("_sync", 0),
    ("Path.mkdir", 0),
    ("Path.mkdir", 1),
    ("Path.iterdir", 0),
    ("_exchanged", 0),
]


@pytest.mark.parametrize(("step", "times"), STEPS)
def test_a_failure_at_any_step_leaves_the_old_build(
    step: str, times: int, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One message, the old files, nothing beside them; and the next build works."""
    holder, _, name = step.rpartition(".")
    target = {"": module, "os": os, "Path": Path}[holder]
    with monkeypatch.context() as broken:
        broken.setattr(target, name, failing(getattr(target, name), times))
        with pytest.raises(PublishError, match="No space left on device; what was there is unchanged"):
            publish(NEW, {}, out)
    assert held(out) == OLD
    assert beside(out) == []
    publish(NEW, {}, out)
    assert held(out) == NEW


@pytest.fixture
def two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish as on a system that cannot exchange two folders."""
    monkeypatch.setattr(module, "_exchanged", lambda *_: False)


@pytest.mark.usefixtures("two_steps")
def test_without_an_exchange_of_folders_the_old_one_is_moved_away_first(out: Path) -> None:
    """And removed when the new one is in its place."""
    publish(NEW, {}, out)
    assert held(out) == NEW
    assert beside(out) == []


@pytest.mark.usefixtures("two_steps")
@pytest.mark.parametrize("times", [0, 1])
def test_a_failure_between_the_two_steps_is_undone(times: int, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old build is put back."""
    real, seen = Path.rename, iter(range(times))

    def rename(path: Path, target: Path) -> Path:
        if next(seen, None) is None and ".previous" not in path.name:
            raise OSError(5, "Input/output error")
        return real(path, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", rename)
        with pytest.raises(PublishError, match="Input/output error; what was there is unchanged"):
            publish(NEW, {}, out)
    assert held(out) == OLD
    assert beside(out) == []


def test_a_build_that_was_moved_away_comes_back(out: Path) -> None:
    """A build killed between the two steps is made good by the next, even where that one fails."""
    out.rename(out.with_name(".out.previous"))
    with pytest.raises(PublishError, match="holds what no build wrote"):
        publish(NEW, {}, out.parent)
    module._recover(out)
    assert held(out) == OLD
    out.rename(out.with_name(".out.previous"))
    publish(NEW, {}, out)
    assert held(out) == NEW
    assert beside(out) == []


@pytest.mark.usefixtures("two_steps")
def test_what_was_moved_away_and_replaced_does_not_block_later_builds(out: Path) -> None:
    """A build killed just before, while or after it removed the old one."""
    stale = out.with_name(".out.previous")
    publish({"a.txt": b"older", "d.txt": b"d"}, {}, stale)
    (stale / "a.txt").unlink()
    publish(NEW, {}, out)
    assert held(out) == NEW
    assert beside(out) == []
    stale.mkdir()
    publish(OLD, {}, out)
    assert beside(out) == []


def test_a_folder_of_the_user_where_a_build_is_moved_stops_the_build(out: Path) -> None:
    """Whatever its name, no build removes it, nor takes it for its own."""
    mine = out.with_name(".out.previous")
    mine.mkdir()
    (mine / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(PublishError, match=r"\.out\.previous is in the way and holds what no build wrote \(thesis"):
        publish(NEW, {}, out)
    assert (mine / "thesis.docx").read_bytes() == b"mine"
    assert held(out) == OLD


@pytest.mark.parametrize("edited", [b"old A", b"old a and more", b""])
def test_an_output_that_was_edited_by_hand_is_not_lost(edited: bytes, out: Path) -> None:
    """Nor is what it is told: which file."""
    (out / "a.txt").write_bytes(edited)
    with pytest.raises(PublishError, match=r"holds what was changed since it was built \(a\.txt\); name a new"):
        publish(NEW, {}, out)
    assert (out / "a.txt").read_bytes() == edited
    assert beside(out) == []


def test_an_output_may_be_missing(out: Path) -> None:
    """What was removed by hand cannot be lost."""
    (out / "a.txt").unlink()
    publish(NEW, {}, out)
    assert held(out) == NEW


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_only_has_the_name_of_an_output_is_left_alone(kind: str, out: Path, tmp_path: Path) -> None:
    """A folder called graph.nq may hold a year of work."""
    place, aside = out / "a.txt", tmp_path / "mine"
    place.rename(aside)
    if kind == "folder":
        place.mkdir()
    elif kind == "link":
        place.symlink_to(aside)
    else:
        os.mkfifo(place)
    with pytest.raises(PublishError, match=r"changed since it was built \(a\.txt\)"):
        publish(NEW, {}, out)
    assert os.path.lexists(place)
    assert aside.read_bytes() == OLD["a.txt"]


def test_a_manifest_that_names_files_of_the_user_gives_no_right_to_them(tmp_path: Path) -> None:
    """Not even with their hashes, and not outside the folder."""
    mine = {"thesis.docx": b"mine", "../notes.txt": b"mine too"}
    (tmp_path / "out").mkdir()
    for name, data in mine.items():
        (tmp_path / "out" / name).write_bytes(data)
    tellings: list[dict[str, object]] = [
        {"outputs": {"thesis.docx": {}}},
        {"caseweave": "1", **json.loads(Manifest.made(mine, {}).data)},
    ]
    for told in tellings:
        (tmp_path / "out" / MANIFEST).write_text(json.dumps(told))
        with pytest.raises(PublishError, match=r"holds what no build wrote \(manifest\.json, thesis\.docx\)"):
            publish(NEW, {}, tmp_path / "out")
    assert {name: (tmp_path / "out" / name).read_bytes() for name in mine} == mine


@pytest.fixture
def dead() -> int:
    """Return the number of a process that has ended."""
    code = "import os; print(os.getpid())"
    return int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)


def leftover(out: Path, pid: object, *left: str) -> Path:
    """Leave a folder as a build does that was killed when it had written some of its files."""
    folder = out.with_name(f".out.build-{pid}")
    folder.mkdir()
    files = {MANIFEST: Manifest.made(NEW, {}).data, **NEW}
    for name in left:
        (folder / name).write_bytes(files.get(name, b"new"))
    return folder


@pytest.mark.parametrize(
    "left",
    [
        (),
        ("manifest.json.partial",),
        (MANIFEST,),
        (MANIFEST, "a.txt.partial"),
        (MANIFEST, "a.txt"),
        (MANIFEST, "a.txt", "c.txt.partial"),
        (MANIFEST, *NEW),
        (MANIFEST, "c.txt"),
    ],
)
def test_what_a_killed_build_left_is_removed_by_the_next(left: tuple[str, ...], out: Path, dead: int) -> None:
    """At whatever moment it was killed, and if it had our own number."""
    leftover(out, dead, *left)
    leftover(out, os.getpid(), *left)
    publish(NEW, {}, out)
    assert held(out) == NEW
    assert beside(out) == []


@pytest.mark.parametrize("left", [("x",), (MANIFEST, "x"), ("a.txt",), ("manifest.json.partial", "x")])
def test_what_no_build_left_stays(left: tuple[str, ...], out: Path, dead: int) -> None:
    """Even in a folder that is called as those of builds are."""
    folder = leftover(out, dead, *left)
    publish(NEW, {}, out)
    assert {item.name for item in folder.iterdir()} == set(left) - {MANIFEST}


def test_only_folders_of_dead_builds_are_removed(out: Path, dead: int) -> None:
    """Those of running builds, and whatever only looks like one, stay."""
    pids = [dead, os.getppid(), "notes", "", 10**30]
    names = [leftover(out, pid, MANIFEST, "a.txt").name for pid in pids]
    publish(NEW, {}, out)
    assert beside(out) == sorted(names[1:4])


def test_builds_of_one_folder_wait_for_each_other(out: Path) -> None:
    """Two at a time: one after the other, whole."""
    code = f"import sys\n{PUBLISHER.replace('10_000', '12')}"
    both = [subprocess.Popen([sys.executable, "-c", code, str(out)], stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert len({line for data in held(out).values() for line in set(data.split())}) == 1
    assert beside(out) == []


def test_a_process_of_another_user_counts_as_running(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder is not ours to remove."""

    def kill(pid: int, sign: int) -> None:
        raise PermissionError(1, f"{pid} {sign}")

    monkeypatch.setattr(os, "kill", kill)
    assert module._alive(1)


PUBLISHER = """
import sys
from pathlib import Path
from caseweave.api.publication import publish
for generation in range(1, 10_000):
    files = {f"{name}.txt": f"{generation}\\n".encode() * 2000 * size for size, name in enumerate("abcdef", start=1)}
    publish(files, {"generation": generation}, Path(sys.argv[1]))
    print(generation, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(n, marks=pytest.mark.slow) for n in range(3, 12))])
def test_a_build_killed_at_any_moment_leaves_a_whole_one(seed: int, tmp_path: Path) -> None:
    """The old build or the new one, never a mixture; the next build needs no cleaning."""
    out = tmp_path / "out"
    with subprocess.Popen([sys.executable, "-c", PUBLISHER, str(out)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        last = int(process.stdout.readline())
        time.sleep(random.Random(seed).random() / 40)
        process.kill()
        last = max([last, *map(int, process.stdout.read().split())])
    found = held(out)
    generations = {int(line) for data in found.values() for line in set(data.split())}
    assert len(generations) == 1
    assert generations <= {last, last + 1}
    publish(NEW, {}, out)
    assert held(out) == NEW
    assert beside(out) == []
