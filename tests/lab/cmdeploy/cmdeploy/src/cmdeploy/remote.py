"""Runs on the host: execnet sends this file there. Only the standard library, and dig."""

import re
import shutil
import subprocess
from pathlib import Path


def output(*command):
    return subprocess.check_output(command, text=True, stderr=subprocess.DEVNULL).strip()


def ensure_dig():
    if not shutil.which("dig"):
        environment = {"DEBIAN_FRONTEND": "noninteractive", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", "bind9-dnsutils"]):
            subprocess.check_call(
                ["apt-get", *command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )


def query(name, kind):
    """The values of a record, as dig writes them; exit code 9 when no server answers."""
    lines = output("dig", "-r", "+short", "+timeout=5", "+tries=2", name, kind).splitlines()
    if kind in ("A", "AAAA"):  # dig shows the aliases on the way as well
        lines = [line for line in lines if not line.endswith(".")]
    return sorted(lines)


def has_acme_account():
    return any(Path("/var/lib/acme/accounts").glob("*/*/privkey"))


def acme_account_url():
    """As the ACME server says it: it must be there to be asked."""
    if not shutil.which("acmetool"):
        return ""
    try:
        urls = output("acmetool", "account-url").split()
    except subprocess.CalledProcessError:
        return ""
    return urls[0] if urls else ""


def dkim_record():
    """The key of this host in the form of the record that publishes it."""
    try:
        pem = output("openssl", "rsa", "-in", "/etc/dkimkeys/opendkim.private", "-pubout")
    except subprocess.CalledProcessError:
        return ""
    key = "".join(line for line in pem.splitlines() if not line.startswith("-"))
    value = f"v=DKIM1;k=rsa;p={key};s=email;t=s"
    return " ".join(f'"{value[start:start + 255]}"' for start in range(0, len(value), 255))


def source_address(family, towards):
    try:
        route = output("ip", family, "-o", "route", "get", towards)
    except subprocess.CalledProcessError:
        return ""
    found = re.search(r" src (\S+)", route)
    return found.group(1) if found else ""


def initial_data(domain):
    """What a deployment needs to know before it begins."""
    ensure_dig()
    return {
        "A": query(domain, "A"),
        "AAAA": query(domain, "AAAA"),
        "mta-sts": query(f"mta-sts.{domain}", "CNAME"),
        "www": query(f"www.{domain}", "CNAME"),
        "acme_account": has_acme_account(),
    }


def host_data(domain):
    """What only the host knows about its records."""
    ensure_dig()
    return {
        "A": source_address("-4", "9.9.9.9"),
        "AAAA": source_address("-6", "2620:fe::fe"),
        "dkim": dkim_record(),
        "acme_account_url": acme_account_url(),
        "sts": query(f"_mta-sts.{domain}", "TXT"),
    }


def query_all(wanted):
    return [query(name, kind) for name, kind in wanted]


def status():
    """The version file, and the units that the deployment put on this host or enabled."""
    version = Path("/etc/chatmail-version")
    own = sorted(path.name for path in Path("/etc/systemd/system").glob("*") if path.is_file() and not path.is_symlink())
    units = [unit for unit in own if unit.endswith((".service", ".timer", ".path"))]
    units += [f"{name}.service" for name in ("unbound", "nginx", "fcgiwrap", "opendkim", "dovecot", "postfix@-")]
    states = subprocess.run(["systemctl", "is-active", *units], capture_output=True, text=True, check=False)
    return {
        "version": version.read_text() if version.exists() else "",
        "units": list(zip(units, states.stdout.split())),
    }


FUNCTIONS = {
    function.__name__: function for function in (initial_data, host_data, query_all, status)
}


def serve(channel):
    import traceback

    for name, arguments in channel:
        try:
            channel.send(("result", FUNCTIONS[name](*arguments)))
        except Exception:
            channel.send(("failure", traceback.format_exc()))


if __name__ == "__channelexec__":
    serve(channel)  # noqa: F821 (execnet's)
