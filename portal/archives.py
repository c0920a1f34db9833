"""What is asked of an archive that somebody uploads before anything in it is unpacked."""

from zipfile import ZipFile

MOST_RATIO = 200  # of a part's size to its packed size; sheets of equal cells reach about 60
SMALL_PART = 2**20  # however well it is packed
MOST_PARTS = 2_000


def is_encrypted(archive: ZipFile) -> bool:
    return any(part.flag_bits & 1 for part in archive.infolist())


def is_too_large(archive: ZipFile, most_bytes: int) -> bool:
    """By the archive's own directory; reading stops at the stated size, so it can't be exceeded."""
    parts = archive.infolist()
    is_bomb = any(
        part.file_size > SMALL_PART and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts
    )
    return is_bomb or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most_bytes
