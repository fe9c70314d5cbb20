"""Publishing a build: all files of a folder change at once, or none does; no build is ever half replaced."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from caseweave.model.error import CaseweaveError

__all__ = ["MANIFEST", "PublishError", "publish"]

MANIFEST: Final = "manifest.json"

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


class PublishError(CaseweaveError):
    """The outputs cannot be put in place; the message says why, and the folder is as it was."""

    fault = "data"


def publish(files: Mapping[str, bytes], manifest: Mapping[str, object], out: Path) -> None:
    """Write files and their manifest (with each file's size and SHA-256) to a folder, replacing an earlier build.

    A folder that holds anything else is left alone. Raises PublishError.
    """
    try:
        out = Path(os.path.realpath(out))
        _refuse_foreign(out)
        _recover(out)
        aside = _written_aside(_with_manifest(files, manifest), out)
        _swap(aside, out)
    except OSError as error:
        raise PublishError(f"cannot write {out}: {error.strerror or error}; what was there is unchanged") from None


def _with_manifest(files: Mapping[str, bytes], manifest: Mapping[str, object]) -> dict[str, bytes]:
    outputs = {name: {"bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in sorted(files.items())}
    text = json.dumps({**manifest, "outputs": outputs}, indent=2, ensure_ascii=False) + "\n"
    return {**files, MANIFEST: text.encode()}


def _refuse_foreign(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise PublishError(f"{out} is a file; name a folder")
    names = sorted(item.name for item in out.iterdir())
    foreign = [name for name in names if name not in _own(out)]
    if foreign:
        shown = ", ".join(foreign[:5])
        raise PublishError(f"{out} holds what no build wrote ({shown}); name a new or empty folder")


def _own(out: Path) -> set[str]:
    try:
        return {*json.loads((out / MANIFEST).read_text("utf-8"))["outputs"], MANIFEST}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _written_aside(files: Mapping[str, bytes], out: Path) -> Path:
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = out.with_name(f".{out.name}.build-{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir()
        for name, data in files.items():
            _write_synced(aside / name, data)
        _sync(aside)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return aside


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _swap(aside: Path, out: Path) -> None:
    """Put the new folder in the place of the old one: one step on Linux, two that can be undone elsewhere."""
    try:
        if not out.exists():
            aside.rename(out)
        elif not _exchanged(aside, out):
            _in_two_steps(aside, out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    with suppress(OSError):  # the new build is in place; only a power cut could still undo it
        _sync(out.parent)


def _in_two_steps(aside: Path, out: Path) -> None:
    out.rename(_previous(out))
    try:
        aside.rename(out)
    except BaseException:
        _previous(out).rename(out)
        raise
    shutil.rmtree(_previous(out), ignore_errors=True)


def _previous(out: Path) -> Path:
    return out.with_name(f".{out.name}.previous")


def _exchanged(one: Path, other: Path) -> bool:
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return int(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)) == 0


def _recover(out: Path) -> None:
    """Undo what a killed build left: a previous result that was moved away, folders written aside."""
    if _previous(out).is_dir():
        if out.exists():
            shutil.rmtree(_previous(out))
        else:
            _previous(out).rename(out)
    if out.parent.is_dir():
        for aside in sorted(out.parent.iterdir()):
            pid = aside.name.removeprefix(f".{out.name}.build-")
            if pid != aside.name and pid.isdecimal() and not _alive(int(pid)):
                shutil.rmtree(aside, ignore_errors=True)


def _alive(pid: int) -> bool:
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except (OverflowError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
