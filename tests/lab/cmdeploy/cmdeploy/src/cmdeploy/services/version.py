"""/etc/chatmail-version: which state of the checkout the host runs."""

import io
import subprocess

from cmdeploy.services.base import Service


class Version(Service):
    def git(self, *arguments: str) -> str:
        return subprocess.check_output(["git", *arguments], cwd=self.deployment.checkout, text=True)

    def activate(self) -> None:
        self.put(io.StringIO(self.git("rev-parse", "HEAD") + self.git("diff")), "/etc/chatmail-version")
