"""Where the files of a package lie: in its folder or below it, on the disk, and nowhere else."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from bot.ingest.faults import BadCell
from bot.ingest.words import quoted

DESCRIPTOR = "datapackage.json"


def place_of(written: object, folder: Path | None, what: str) -> tuple[Path, str]:
    """The file at a path that a descriptor gives, and the path as written. `what` is whose it is, as messages say it.

    Raises BadCell for an address, for a path that leads out of the folder, be it by a link, and for what is no file.
    """
    if not isinstance(written, str) or not written:
        raise BadCell(f"{what} has no path of a file", "give the path of its CSV file")
    parts = PurePosixPath(written)
    if "://" in written:
        wrong = f"{what} is at {quoted(written)}, outside the package"
        raise BadCell(wrong, "download it, and give its path below the package's folder")
    outside = BadCell(f"{what} is at {quoted(written)}, outside the package", "give a path below the package's folder")
    if parts.is_absolute() or ".." in parts.parts or "\\" in written or "\0" in written:
        raise outside
    if folder is None:
        raise BadCell(f"{what} is in a file of its own", "give the path of the package on the disk")
    path = folder / parts
    if not is_inside(path, folder):
        raise outside
    try:
        is_other = path.exists() and not path.is_file()
    except OSError as error:
        wrong = f"{what} is at {quoted(written)}, which cannot be opened ({error.strerror})"
        raise BadCell(wrong, "give the path of its CSV file") from None
    if is_other:
        raise BadCell(f"{what} is at {quoted(written)}, which is no file", "give the path of its CSV file")
    return path, written


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path is below the folder when every link is followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False
