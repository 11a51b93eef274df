#!/usr/bin/python3
"""What the stand-in cmdeploy promises before it has spoken to any host."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "cmdeploy/src"), str(HERE / "chatmaild/src")]

from chatmaild.config import Config  # noqa: E402
from cmdeploy import dns  # noqa: E402
from cmdeploy.stages import stages_of  # noqa: E402

# Stands for the system's ssh: says whom it was to reach, and fails as ssh does.
SSH = """#!/bin/sh
echo "$@" > "$SSH_LOG"
exit 255
"""


class Checkout(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = Path(scratch.name) / "relay"
        subprocess.run([HERE / "checkout", self.root], check=True)
        self.bin = Path(scratch.name) / "bin"
        self.bin.mkdir()
        (self.bin / "ssh").write_text(SSH)
        (self.bin / "ssh").chmod(0o755)
        self.log = Path(scratch.name) / "ssh.log"

    def cmdeploy(self, *arguments: str, cwd: Path | None = None, **environment: str):
        plain = {name: value for name, value in os.environ.items() if not name.startswith("C")}
        plain.update(environment, PATH=f"{self.bin}:{os.environ['PATH']}", SSH_LOG=str(self.log))
        return subprocess.run(
            ["scripts/cmdeploy", *arguments],
            cwd=cwd or self.root,
            env=plain,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_wrong_usage_is_2(self) -> None:
        for arguments in ((), ("run", "--no-such-option"), ("fly",)):
            self.assertEqual(self.cmdeploy(*arguments).returncode, 2, arguments)

    def test_unknown_stage_is_a_traceback(self) -> None:
        result = self.cmdeploy("run", CMDEPLOY_STAGES="install, configure")
        self.assertEqual(result.returncode, 1)
        self.assertIn("Traceback", result.stderr)
        self.assertFalse(self.log.exists())

    def test_ssh_first_even_without_the_dns_check(self) -> None:
        result = self.cmdeploy("run", "--skip-dns-check", "--ssh-host", "old")
        self.assertEqual(result.stdout, "[ssh] login to old\n")
        self.assertEqual(result.returncode, 1)
        self.assertIn("Traceback", result.stderr)
        self.assertTrue(self.log.read_text().startswith("-C root@old "))

    def test_without_host_the_domain_is_the_target(self) -> None:
        self.assertIn("[ssh] login to relay.test", self.cmdeploy("run").stdout)

    def test_config_by_option_then_environment_then_folder(self) -> None:
        for name in ("option", "environment"):
            text = f"[params]\nmail_domain = {name}.test\n"
            (self.root / f"{name}.ini").write_text(text)
        both = {"CHATMAIL_INI": "environment.ini"}
        self.assertIn("login to option.test", self.cmdeploy("run", "--config", "option.ini", **both).stdout)
        self.assertIn("login to environment.test", self.cmdeploy("run", **both).stdout)
        self.assertIn("login to relay.test", self.cmdeploy("run").stdout)

    def test_no_config_is_1(self) -> None:
        result = self.cmdeploy("run", "--config", "nowhere.ini")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertNotIn("Traceback", result.stderr)

    def test_only_from_the_root(self) -> None:
        result = subprocess.run([self.root / "scripts/cmdeploy", "run"], cwd="/", capture_output=True, check=False)
        self.assertNotEqual(result.returncode, 0)

    def test_the_same_sources_are_the_same_commit(self) -> None:
        again = self.root.parent / "again"
        subprocess.run([HERE / "checkout", again], check=True)
        commits = {
            subprocess.check_output(["git", "-C", str(where), "rev-parse", "HEAD"])
            for where in (self.root, again)
        }
        self.assertEqual(len(commits), 1)
        status = subprocess.check_output(["git", "-C", str(again), "status", "--porcelain"])
        self.assertEqual(status, b"")
        shutil.rmtree(again)


class Stages(unittest.TestCase):
    def test_default_is_all(self) -> None:
        self.assertEqual(stages_of({}), ["install", "configure", "activate"])

    def test_some(self) -> None:
        self.assertEqual(stages_of({"CMDEPLOY_STAGES": "install,configure"}), ["install", "configure"])
        self.assertEqual(stages_of({"CMDEPLOY_STAGES": "activate"}), ["activate"])

    def test_any_other_word(self) -> None:
        for wrong in ("", "install, configure", "activate,", "all"):
            with self.assertRaises(ValueError):
                stages_of({"CMDEPLOY_STAGES": wrong})


class TlsMode(unittest.TestCase):
    def test_modes(self) -> None:
        self.assertEqual(Config("relay.test").tls_mode, "acme")
        self.assertEqual(Config("_relay.test").tls_mode, "self")
        self.assertEqual(Config("198.51.100.10").tls_mode, "self")
        self.assertEqual(Config("_relay.test", tls_external_cert_and_key="/a /b").tls_mode, "external")


class Records(unittest.TestCase):
    FOUND = {"A": ["198.51.100.10"], "AAAA": [], "mta-sts": ["relay.test."], "www": ["relay.test."]}

    def missing(self, domain: str = "relay.test", **found: list[str]) -> int:
        return len(dns.missing_before_deployment(Config(domain), {**self.FOUND, **found}))

    def test_any_address_will_do(self) -> None:
        self.assertEqual(self.missing(), 0)
        self.assertEqual(self.missing(A=["192.0.2.99"]), 0)
        self.assertEqual(self.missing(A=[], AAAA=["2001:db8::10"]), 0)
        self.assertEqual(self.missing(A=[]), 1)

    def test_aliases_only_for_acme(self) -> None:
        self.assertEqual(self.missing(**{"mta-sts": [], "www": []}), 2)
        self.assertEqual(self.missing("_relay.test", **{"mta-sts": [], "www": []}), 0)

    def test_a_found_record_is_not_absent(self) -> None:
        record = dns.Record("relay.test", "MX", "10 relay.test.")
        self.assertEqual(dns.absent([record], [["10 relay.test."]]), [])
        self.assertEqual(dns.absent([record], [["10 other.test."]]), [record])


if __name__ == "__main__":
    unittest.main()
