"""Service: the always-on daemon, wired."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from unscroll import __version__
from unscroll.clock import Clock, SystemClock
from unscroll.daemon.assembly import Desk, assemble
from unscroll.daemon.checkpoints import Checkpoints
from unscroll.daemon.methods import Methods
from unscroll.daemon.rpc import RpcServer
from unscroll.daemon.sd_notify import SystemdNotifier
from unscroll.daemon.supervise import Source
from unscroll.errors import Unavailable
from unscroll.places import Places
