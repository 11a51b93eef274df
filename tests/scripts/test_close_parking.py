#!/usr/bin/python3
"""close-parking.sh for real, with systemd's own proxy on a waiting port that nobody came to. Exit 77:
not possible here (root is needed)."""

import world
from world import Case

# Stands in for systemd: it starts the service with the port that its socket has open.
SYSTEMCTL = """
case "$*" in
list-units*) echo 'relaymove-parking@20025.socket loaded active listening' ;;
start*) python3 /proxy.py & until [ -e /listens ]; do sleep 0.05; done ;;
esac
"""
PROXY = """
import os, socket
waiting = socket.create_server(("127.0.0.1", 20025))  # perhaps it is 3 already
to = socket.create_server(("127.0.0.1", 0))
os.dup2(waiting.fileno(), 3)
os.set_inheritable(3, True)
if os.fork() == 0:
    os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
    os.execv("/lib/systemd/systemd-socket-proxyd",
             ["proxy", "--exit-idle-time=200ms", f"127.0.0.1:{to.getsockname()[1]}"])
open("/listens", "w").close()
to.settimeout(20)
try:
    to.accept()[0].close()
    os.wait()
    open("/ended", "w").close()
except TimeoutError:
    pass
"""


class WaitingRoom(Case):
    def test_a_port_that_nobody_came_to_ends_too(self) -> None:
        old = self.world()
        old.program("stand-ins/systemctl", SYSTEMCTL)
        old.put("proxy.py", PROXY)
        old.script("close-parking.sh")
        old.must("sh", "-c", "/etc/relaymove/close-parking.sh; "
                             "for i in $(seq 100); do [ ! -e /ended ] || exit 0; sleep 0.1; done; exit 1")


if __name__ == "__main__":
    world.main()
