"""Run by its path, as a program of its own: decodes one HEIC from the standard input and writes it plain to the standard output.

The library that decodes HEIC ends its process at some damaged files. Nothing of the workspace is known here, nothing is written to a
disk. ``python -I heic_reader.py MOST_PIXELS pixels|head`` answers with a line ``width height mode length-of-exif``, EXIF and pixels.
"""

import io
import math
import sys

_MODES = ("L", "LA", "RGB", "RGBA")
_MOST_MEMORY = 3 * 1024**3
_MOST_SECONDS = 60


def _bounded() -> None:
    """No more memory and time than any photo needs, and no picture left in a core file."""
    try:
        import resource
    except ImportError:  # Windows has no such bounds
        return
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, _MOST_SECONDS),
        (resource.RLIMIT_AS, _MOST_MEMORY),
    ):
        resource.setrlimit(what, (most, most))


def main() -> int:
    most, pixels = int(sys.argv[1]), sys.argv[2] == "pixels"
    _bounded()
    from pi_heif import register_heif_opener
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    # The small pictures inside are no pages of their own.
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    picture = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=("HEIF",))
    if math.prod(picture.size) > most:
        return 1
    exif = picture.info.get("exif") or b""
    plain = picture if picture.mode in _MODES else picture.convert("RGB")
    told = f"{plain.width} {plain.height} {plain.mode} {len(exif)}\n"
    sys.stdout.buffer.write(told.encode("ascii") + exif + (plain.tobytes() if pixels else b""))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
