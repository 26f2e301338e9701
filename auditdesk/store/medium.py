"""What a folder lies on, and whether a live workspace may lie there.

``describe`` asks the system; ``objection`` decides, from the description alone. The database's write-ahead log is shared through
memory, which no network file system keeps; and a service that copies files one by one while they change copies halves of them.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

from auditdesk.errors import Refused

NETWORKS = frozenset(
    [
        "9p",
        "afpfs",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "gpfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
        "vmhgfs",
        "webdav",
    ]
)
"""Types of file systems whose files another computer holds, or whose memory can't be shared; also those below ``fuse.``."""
_NETWORKS_IN_USER_SPACE = frozenset(
    [
        "curlftpfs",
        "davfs2",
        "gcsfuse",
        "glusterfs",
        "google-drive-ocamlfuse",
        "gvfsd-fuse",
        "kio-fuse",
        "rclone",
        "s3fs",
        "sshfs",
        "vmhgfs-fuse",
    ]
)
_MARKERS: Mapping[str, str] = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".SynologyWorkingDirectory": "Synology Drive",
    ".stfolder": "Syncthing",
    ".owncloudsync.log": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
}
"""Files and folders that a service leaves at the top of what it copies."""
_NAMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), service)
    for pattern, service in (
        (r"onedrive( - .+)?|onedrive-.+", "OneDrive"),
        (r"dropbox( \(.+\))?|dropbox-.+", "Dropbox"),
        (r"google ?drive|googledrive-.+|my drive|我的雲端硬碟|drivefs", "Google Drive"),
        (r"icloud ?drive|com~apple~clouddocs|mobile documents", "iCloud"),
        (r"synology ?drive|cloudstation( drive)?", "Synology Drive"),
        (r"nextcloud|owncloud", "Nextcloud"),
        (r"(?-i:Box)|box sync|box-box", "Box"),
        (r"(?-i:MEGA)|megasync", "MEGA"),
        (r"pcloud( ?drive)?|pclouddrive", "pCloud"),
    )
)
"""Names of folders as the services make them."""
_VARIABLES = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}


@dataclass(frozen=True, slots=True)
class Mount:
    """One file system in place: where, of which type, with which options (``ro``, on Windows ``remote``)."""

    at: str
    kind: str
    options: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Medium:
    """What a folder lies on. ``synced_by`` names the service that copies it away; empty = none is known to."""

    folder: str
    file_system: str
    network: bool
    read_only: bool
    synced_by: str


def objection(medium: Medium, *, synced_allowed: bool = False) -> Refused | None:
    """Why no live workspace may lie there; None = it may. What is synced may be allowed by a person who was told."""
    if medium.network:
        return Refused("workspace.network_folder", folder=medium.folder, file_system=medium.file_system or "UNC")
    if medium.synced_by and not synced_allowed:
        return Refused("workspace.synced_folder", folder=medium.folder, service=medium.synced_by)
    return None


def medium_of(
    folder: PurePath,
    mounts: Iterable[Mount],
    *,
    markers: Iterable[str] = (),
    environment: Mapping[str, str] | None = None,
    clouds: Mapping[str, str] | None = None,
) -> Medium:
    """The medium of ``folder`` as told by its name and by what surrounds it.

    ``markers``: names of files found in it or above it; ``clouds``: folders known to be copied away, with the service.
    """
    mount = _mount_of(folder, mounts)
    kind = "" if mount is None else mount.kind.lower()
    inner = kind.removeprefix("fuse.")
    remote = mount is not None and "remote" in mount.options
    network = is_unc(folder) or remote or kind in NETWORKS or inner in NETWORKS
    if mount is not None and kind == "9p" and mount.at == "/":
        # A sandbox serves its own root that way; one kernel holds all of it, so memory is shared as on a disk.
        network = False
    network = network or (kind.startswith("fuse.") and inner in _NETWORKS_IN_USER_SPACE)
    return Medium(
        folder=str(folder),
        file_system=mount.kind if mount is not None and not is_unc(folder) else "",
        network=network,
        read_only=mount is not None and "ro" in mount.options,
        synced_by=_synced_by(folder, markers, environment or {}, clouds or {}),
    )


def is_unc(folder: PurePath) -> bool:
    r"""Whether it is a share by name: ``\\server\share`` or ``\\?\UNC\server\share``, also with slashes."""
    text = str(folder).replace("/", "\\") if isinstance(folder, PureWindowsPath) else str(folder)
    return text.upper().startswith("\\\\?\\UNC\\") or (text.startswith("\\\\") and not text.startswith(("\\\\?\\", "\\\\.\\")))


def _mount_of(folder: PurePath, mounts: Iterable[Mount]) -> Mount | None:
    """The deepest mount that holds the folder; of two at one place the later one, for it lies over the earlier."""
    found: tuple[int, Mount] | None = None
    for mount in mounts:
        at = type(folder)(mount.at)
        if folder.is_relative_to(at) and (found is None or len(at.parts) >= found[0]):
            found = len(at.parts), mount
    return None if found is None else found[1]


def _synced_by(folder: PurePath, markers: Iterable[str], environment: Mapping[str, str], clouds: Mapping[str, str]) -> str:
    for variable, service in _VARIABLES.items():
        if environment.get(variable) and folder.is_relative_to(type(folder)(environment[variable])):
            return service
    for cloud, service in clouds.items():
        if folder.is_relative_to(type(folder)(cloud)):
            return service
    for marker in markers:
        if marker in _MARKERS:
            return _MARKERS[marker]
    for part in folder.parts:
        for pattern, service in _NAMES:
            if pattern.fullmatch(part):
                return service
    return ""


# what the system says


def describe(folder: Path) -> Medium:
    """What ``folder`` lies on, whether it exists yet or not. Reads the table of mounts, never the network; raises nothing."""
    try:
        real = folder.resolve()
    except (OSError, RuntimeError):
        real = folder.absolute()
    if is_unc(folder):
        # A look at a share that is gone would hang for a minute.
        return medium_of(folder, ())
    mounts = _mounts()
    there = medium_of(real, mounts)
    if there.network:
        return there
    return medium_of(real, mounts, markers=_markers_above(real), environment=os.environ, clouds=_known_clouds())


def _mounts() -> tuple[Mount, ...]:
    import psutil

    try:
        found = psutil.disk_partitions(all=True)
    except (OSError, RuntimeError):
        return ()
    return tuple(Mount(each.mountpoint, each.fstype, frozenset(each.opts.split(","))) for each in found)


def _markers_above(folder: Path) -> tuple[str, ...]:
    """The markers in the folder and in each above it; the root is left out, for nobody syncs all of a disk."""
    levels = [each for each in (folder, *folder.parents) if each != each.parent]
    found = []
    for level in levels:
        for marker in _MARKERS:
            # ~/.dropbox is where the service keeps its own settings, not what it copies.
            if not (level == Path.home() and marker.startswith(".dropbox")) and os.path.lexists(level / marker):
                found.append(marker)
    return tuple(found)


def _known_clouds() -> dict[str, str]:
    """Folders that a service has announced on this computer: Dropbox's own note of its place, and Documents kept in iCloud."""
    import json

    clouds: dict[str, str] = {}
    home = Path.home()
    notes = [home / ".dropbox" / "info.json"]
    notes += [Path(os.environ[name], "Dropbox", "info.json") for name in ("APPDATA", "LOCALAPPDATA") if os.environ.get(name)]
    for note in notes:
        try:
            accounts = json.loads(note.read_text(encoding="utf-8"))
            clouds.update({account["path"]: "Dropbox" for account in accounts.values()})
        except (OSError, ValueError, AttributeError, KeyError, TypeError):
            continue
    if sys.platform == "darwin":
        drive = home / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
        clouds.update({str(home / name): "iCloud" for name in ("Desktop", "Documents") if (drive / name).exists()})
    return clouds
