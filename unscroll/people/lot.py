"""Lot: a number that chance would give, the same each time it is asked for."""


def lot(*seeds: object) -> float:
    """Above 0, at most 1, evenly spread. Not Python's `hash`, which differs from one run to the next."""
    try:
        from _blake2 import blake2b  # what hashlib has it from, which loads OpenSSL as well: 4 ms of `people`
    except ImportError:
        from hashlib import blake2b

    drawn = blake2b("\0".join(map(str, seeds)).encode(), digest_size=6).digest()
    return (int.from_bytes(drawn, "big") + 1) / (1 << 48)
