"""Python functions on the host, by execnet over the system's ssh."""

import execnet

from cmdeploy import remote

TIMEOUT = 60
LOCAL = ("localhost", "@local")


class RemoteError(Exception):
    pass


class SshExec:
    def __init__(self, ssh_host: str) -> None:
        print(f"[ssh] login to {ssh_host}", flush=True)
        spec = "popen" if ssh_host in LOCAL else f"ssh=root@{ssh_host}"
        self.channel = execnet.makegateway(f"{spec}//python=python3").remote_exec(remote)

    def call(self, name: str, *arguments: object):
        self.channel.send((name, list(arguments)))
        kind, value = self.channel.receive(timeout=TIMEOUT)
        if kind == "failure":
            raise RemoteError(value)
        return value
