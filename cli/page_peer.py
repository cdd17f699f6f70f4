"""PagePeer: whose a connection over loopback is, by the kernel's table of sockets."""

import socket
import struct
from pathlib import Path
from typing import NamedTuple

_TABLE = Path("/proc/net/tcp")
_ESTABLISHED = "01"


class Peers(NamedTuple):
    """`uid` owns the other end of a connection, None where the kernel knows of none; the port has so many
    `connections`."""

    uid: int | None
    connections: int


def peers(server: tuple[str, int], client: tuple[str, int], table: Path = _TABLE) -> Peers:
    """Looks a connection up, from the client's side of it: both sides of loopback stand in the table."""
    ours, theirs = _hex(server), _hex(client)
    uid, count = None, 0
    for line in table.read_text("ascii").splitlines()[1:]:
        _, local, remote, state, *_, owner = line.split()[:8]
        if state != _ESTABLISHED:
            continue
        if local == ours:
            count += 1
        elif (local, remote) == (theirs, ours):
            uid = int(owner)
    return Peers(uid, count)


def _hex(address: tuple[str, int]) -> str:
    """As the table writes it: the address as a number of this machine's byte order."""
    (number,) = struct.unpack("=I", socket.inet_aton(address[0]))
    return f"{number:08X}:{address[1]:04X}"
