"""Publishing a build: all files of a folder change at once, or none does; no build is ever half replaced.

Only what Caseweave wrote, as its manifest knows it by hash, is ever replaced or removed. Files are written to a folder
beside the target, the manifest first, each under a passing name until it is whole, so that what a killed build leaves
can be told from what a user put there.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from caseweave.api.manifest import MANIFEST, DamagedBuildError, Manifest, NoBuildError
from caseweave.model.error import CaseweaveError

__all__ = ["PublishError", "publish", "refuse_foreign"]

PATIENCE: Final = 60.0
"""Seconds to wait for another build that is being put in place."""

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
_PARTIAL: Final = ".partial"


class PublishError(CaseweaveError):
    """The outputs cannot be put in place; the message says why, and the folder is as it was."""

    fault = "data"


def publish(files: Mapping[str, bytes], told: Mapping[str, object], out: Path) -> None:
    """Write files and their manifest (with each file's size and SHA-256) to a folder, replacing an earlier build.

    A folder that holds anything else is left alone. Raises PublishError.
    """
    manifest = Manifest.made(files, told)
    try:
        out = Path(os.path.realpath(out))
        out.parent.mkdir(parents=True, exist_ok=True)
        with _alone(out.parent):
            refuse_foreign(out)
            _recover(out)
            aside = _written_aside(files, manifest, out)
            _swap(aside, out)
    except OSError as error:
        raise PublishError(f"cannot write {out}: {error.strerror or error}; what was there is unchanged") from None


def refuse_foreign(out: Path) -> None:
    """Raise PublishError where a build cannot go: a folder with anything in it that no build wrote, or that changed."""
    if not out.exists():
        return
    if not out.is_dir():
        raise PublishError(f"{out} is a file; name a folder")
    if foreign := _foreign(out):
        raise PublishError(f"{out} holds {foreign}; name a new or empty folder, or move these away")


def _foreign(folder: Path) -> str:
    """Tell what of a folder is not as a build wrote it; nothing for a folder that is, and for an empty one."""
    items = sorted(folder.iterdir())
    manifest = _manifest(folder)
    known = {MANIFEST, *manifest.files} if manifest else set()
    strange = [item.name for item in items if item.name not in known]
    changed = [item.name for item in items if manifest and item.name in known and not manifest.owns(item)]
    told = [("what no build wrote", strange), ("what was changed since it was built", changed)]
    return " and ".join(f"{what} ({', '.join(names[:5])})" for what, names in told if names)


def _manifest(folder: Path) -> Manifest | None:
    try:
        return Manifest.of(folder)
    except (NoBuildError, DamagedBuildError, OSError):
        return None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one build at a time put its files in place, where the system can lock a folder."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415 - not on Windows
    except ModuleNotFoundError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                flock(handle, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise PublishError(f"another build is being put in place in {folder}; try again") from None
                time.sleep(0.05)
            except OSError:  # a file system without locks
                break
            else:
                break
        yield
    finally:
        os.close(handle)


def _written_aside(files: Mapping[str, bytes], manifest: Manifest, out: Path) -> Path:
    aside = out.with_name(f".{out.name}.build-{os.getpid()}")
    aside.mkdir()
    try:
        for name, data in {MANIFEST: manifest.data, **files}.items():
            _write_synced(aside / name, data)
        _sync(aside)
    except BaseException:
        _remove_leftover(aside)
        raise
    return aside


def _write_synced(path: Path, data: bytes) -> None:
    partial = path.with_name(path.name + _PARTIAL)
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)


def _sync(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _swap(aside: Path, out: Path) -> None:
    """Put the new folder in the place of the old one: one step on Linux, two that can be undone elsewhere."""
    try:
        refuse_foreign(out)
        if not out.exists():
            aside.rename(out)
        elif not _exchanged(aside, out):
            _in_two_steps(aside, out)
    finally:
        _remove(aside)
    with suppress(OSError):  # the new build is in place; only a power cut could still undo it
        _sync(out.parent)


def _in_two_steps(aside: Path, out: Path) -> None:
    out.rename(_previous(out))
    try:
        aside.rename(out)
    except BaseException:
        _previous(out).rename(out)
        raise
    _remove(_previous(out))


def _previous(out: Path) -> Path:
    return out.with_name(f".{out.name}.previous")


def _exchanged(one: Path, other: Path) -> bool:
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return int(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)) == 0


def _remove(folder: Path) -> None:
    """Remove of a folder what a build wrote, the manifest last, and the folder if nothing else is in it."""
    with suppress(OSError):
        if manifest := _manifest(folder):
            for name in (*manifest.files, MANIFEST):
                if manifest.owns(folder / name):
                    (folder / name).unlink()
        folder.rmdir()


def _remove_leftover(aside: Path) -> None:
    """Remove what a build that was ended left aside: whole files by their hash, and the one that was being written."""
    items = [item.name for item in aside.iterdir()]
    manifest = _manifest(aside)
    begun = [MANIFEST] if manifest is None else [*manifest.files]
    for name in begun:
        partial = aside / f"{name}{_PARTIAL}"
        if partial.name in items and not partial.is_symlink() and partial.is_file() and (manifest or len(items) == 1):
            partial.unlink()
    _remove(aside)


def _recover(out: Path) -> None:
    """Undo what a killed build left: a previous result that was moved away, folders written aside."""
    previous = _previous(out)
    if previous.is_dir():
        if foreign := _foreign(previous):
            raise PublishError(f"{previous} is in the way and holds {foreign}; move it elsewhere")
        if out.exists() or not any(previous.iterdir()):
            _remove(previous)
        else:
            previous.rename(out)
    for aside in sorted(out.parent.iterdir()):
        pid = aside.name.removeprefix(f".{out.name}.build-")
        if pid != aside.name and pid.isdecimal() and not _alive(int(pid)) and aside.is_dir():
            _remove_leftover(aside)


def _alive(pid: int) -> bool:
    """Tell whether another process has a number; ours may be that of a build that was killed in a container."""
    if sys.platform == "win32":
        return pid != os.getpid()
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except (OverflowError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
