"""The command line: `cmdeploy run|dns|status|test|init`."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from chatmaild.config import Config, read_config

from cmdeploy import dns, online
from cmdeploy.sshexec import LOCAL, SshExec
from cmdeploy.stages import stages_of

INI = """[params]
mail_domain = {domain}
"""


def say(text: str, colour: int = 0) -> None:
    if colour and sys.stderr.isatty():
        text = f"\x1b[{colour}m{text}\x1b[0m"
    print(text, file=sys.stderr, flush=True)


def red(text: str) -> None:
    say(text, 31)


def green(text: str) -> None:
    say(text, 32)


def target(args: argparse.Namespace, config: Config) -> str:
    return args.ssh_host or config.mail_domain


def init(args: argparse.Namespace) -> int:
    path = Path(args.config)
    if path.exists() and not args.force:
        green(f"{path} exists already")
        return 1
    path.write_text(INI.format(domain=args.domain))
    green(f"created {path}")
    return 0


def pyinfra_command(args: argparse.Namespace, ssh_host: str) -> str:
    """For a shell: host and path go in as they are."""
    deploy = Path(__file__).resolve().with_name("run.py")
    host = "@local" if ssh_host in LOCAL else ssh_host
    dry, verbose = " --dry" if args.dry_run else "", " -vvv" if args.verbose else ""
    return f"pyinfra --ssh-user root {host} {deploy} -y{dry}{verbose}"


def run_environment(args: argparse.Namespace) -> dict[str, str]:
    environment = dict(os.environ, CHATMAIL_INI=str(Path(args.config).resolve()))
    environment["CHATMAIL_DISABLE_MAIL"] = "yes" if args.disable_mail else ""
    environment["CHATMAIL_WEBSITE_ONLY"] = "yes" if args.website_only else ""
    return environment


def run(args: argparse.Namespace, config: Config) -> int:
    ssh_host = target(args, config)
    stages_of(os.environ)
    host = SshExec(ssh_host)
    data: dict | None = None
    if not args.skip_dns_check:
        data = host.call("initial_data", config.mail_domain)
        missing = dns.missing_before_deployment(config, data)
        for line in missing:
            red(f"Missing DNS entry: {line}")
        if missing:
            return 1
    if subprocess.call(pyinfra_command(args, ssh_host), shell=True, env=run_environment(args)):
        red("Deploy failed")
        return 1
    # Learnt before the run: a first deployment says this although it just got a certificate.
    if args.website_only:
        green("Website deployment completed.")
    elif data is not None and config.tls_mode == "acme" and not data["acme_account"]:
        red("Deploy completed but letsencrypt not configured")
        red("Run 'cmdeploy run' again")
    else:
        green("Deploy completed, call `cmdeploy dns` next.")
    return 0


def show_dns(args: argparse.Namespace, config: Config) -> int:
    host = SshExec(target(args, config))
    wanted = dns.records(config, host.call("host_data", config.mail_domain))
    if args.zonefile:
        Path(args.zonefile).write_text(dns.zonefile(wanted))
        green(f"DNS records successfully written to: {args.zonefile}")
        return 0
    found = host.call("query_all", [(record.name, record.kind) for record in wanted])
    absent = dns.absent(wanted, found)
    required = [record for record in absent if record.required]
    for title, group in (
        ("Please set required DNS entries:", required),
        ("WARNING: these recommended DNS entries are not set:", [r for r in absent if not r.required]),
    ):
        if group:
            red(title)
            say("\n".join(record.line() for record in group))
    if not absent:
        green("Great! All your DNS entries are verified and correct.")
    return 1 if required else 0


def status(args: argparse.Namespace, config: Config) -> int:
    known = SshExec(target(args, config)).call("status")
    print(f"mail domain: {config.mail_domain}")
    print(f"version: {known['version'].splitlines()[0] if known['version'] else 'none'}")
    for unit, state in known["units"]:
        print(f"{unit}: {state}")
    return 0


def test(args: argparse.Namespace, config: Config) -> int:
    failures = online.check(config, target(args, config))
    for failure in failures:
        red(failure)
    if not failures:
        green("All tests passed")
    return 1 if failures else 0


def parser() -> argparse.ArgumentParser:
    main = argparse.ArgumentParser(prog="cmdeploy", description="Set up and look after a mail relay.")
    commands = main.add_subparsers(dest="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--config", default=os.environ.get("CHATMAIL_INI", "chatmail.ini"))
    common.add_argument("-v", dest="verbose", action="count", default=0)
    remote = argparse.ArgumentParser(add_help=False, parents=[common])
    remote.add_argument("--ssh-host", help="deploy here instead of to mail_domain")

    command = commands.add_parser("init", parents=[common], help="write a new chatmail.ini")
    command.add_argument("domain")
    command.add_argument("--force", action="store_true")
    command = commands.add_parser("run", parents=[remote], help="deploy to the host")
    command.add_argument("--dry-run", action="store_true")
    command.add_argument("--disable-mail", action="store_true")
    command.add_argument("--website-only", action="store_true")
    command.add_argument("--skip-dns-check", action="store_true")
    command = commands.add_parser("dns", parents=[remote], help="compare DNS with what it should be")
    command.add_argument("--zonefile")
    commands.add_parser("status", parents=[remote], help="what runs on the host")
    commands.add_parser("test", parents=[remote], help="try the relay from here")
    return main


COMMANDS = {"run": run, "dns": show_dns, "status": status, "test": test}


def main() -> int:
    args = parser().parse_args()
    try:
        if args.command == "init":
            return init(args)
        if not Path(args.config).exists():
            red(f"{args.config} not found, call `cmdeploy init` first")
            return 1
        return COMMANDS[args.command](args, read_config(args.config))
    except KeyboardInterrupt:
        red("KeyboardInterrupt")
        return 130
