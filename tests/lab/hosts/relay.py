"""The relay: what cmdeploy, run once by the admin, makes of `old`; then a disk in the cache."""

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import admin, disks, secrets
from .shell import Failure, run, say
from .world import DOMAIN, HOSTS, LAB, Instance

CMDEPLOY = LAB / "cmdeploy"
MADE = [HOSTS["old"], HOSTS["dns"]]  # what deploying changes: the host, and the zone
LEFT_OUT = {"venv", "build", "__pycache__"}


@dataclass(frozen=True)
class Kind:
    """A relay's configuration: what chatmail.ini says beyond its domain."""

    domain: str = DOMAIN
    ini: tuple[str, ...] = ()
    silent: tuple[int, ...] = ()  # ports that nobody serves
    pages: bool = False  # of the admin's own, in ~/www
    external: str = ""  # where the renewal tool that does not exist keeps a certificate


LIVE = f"/etc/letsencrypt/live/{DOMAIN}"
KINDS = {
    "acme": Kind(),
    "self": Kind(
        f"_chat.{DOMAIN}",
        (f"mailboxes_dir = /srv/mail/_chat.{DOMAIN}", "www_folder = /root/www"),
        silent=(80,),
        pages=True,
    ),
    "external": Kind(
        ini=(f"tls_external_cert_and_key = {LIVE}/fullchain.pem {LIVE}/privkey.pem",),
        silent=(80,),
        external=LIVE,
    ),
}


def kind(name: str) -> Kind:
    if name not in KINDS:
        raise Failure(f"no relay is called {name}; there are {' '.join(KINDS)}")
    return KINDS[name]


def key(wanted: Kind) -> str:
    digest = hashlib.sha256(repr(wanted).encode())
    for folder in (CMDEPLOY, LAB / "hosts/files"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not LEFT_OUT & set(path.parts):
                digest.update(str(path.relative_to(LAB)).encode() + b"\0" + path.read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()[:12]


def cache(lab: Instance, wanted: Kind) -> Path:
    return lab.base / "relay" / key(wanted)


def check_out(lab: Instance, person: admin.Person = admin.ROOT, wanted: Kind = Kind()) -> None:
    """The admin's checkout of cmdeploy, ~/relay."""
    # outside: the admin's namespace has no way to PyPI
    run(CMDEPLOY / "scripts/initenv.sh", "--only-fetch")
    as_admin(lab, [str(CMDEPLOY / "checkout"), str(person.home / "relay"), wanted.domain], "/", person)
    with open(person.folder(lab) / "relay/chatmail.ini", "a") as ini:
        ini.writelines(f"{line}\n" for line in wanted.ini)
    if wanted.pages:
        pages = person.folder(lab) / "www"
        pages.mkdir(exist_ok=True)
        (pages / "index.html").write_text("<h1>The admin's own page of {{ config.mail_domain }}</h1>\n")


def move_in(lab: Instance, person: admin.Person) -> None:
    """A home for another user of this machine as the admin, if it is not there."""
    home = person.folder(lab)
    admin.require(lab)
    if home.exists() and home.stat().st_uid == person.id:
        return
    admin.furnish(lab, home)
    check_out(lab, person)  # as root: the user need not be able to read this checkout
    run("chown", "-R", f"{person.id}:{person.group}", home)


def as_admin(
    lab: Instance, words: list[str], folder: str, person: admin.Person = admin.ROOT
) -> str:
    shell = ["sh", "-c", 'cd "$0" && exec "$@"', folder, *words]
    done = subprocess.run(
        admin.command(lab, shell, person), env=admin.environment(person), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        raise Failure(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout[-4000:]}")
    return done.stdout


def deploy(lab: Instance, wanted: Kind) -> None:
    """cmdeploy on the bare `old`, and what its admin puts into the DNS."""
    old = HOSTS["old"]
    trust(lab)
    if wanted.domain != DOMAIN:
        publish_addresses(lab, wanted.domain)
    if wanted.external:
        place_certificate(lab, wanted)
    say("cmdeploy run on old (a minute or two, once)")
    output = as_admin(lab, ["scripts/cmdeploy", "run", "--ssh-host", old.name], "/root/relay")
    (lab.folder / "cmdeploy.log").write_text(output)
    publish_dkim(lab, wanted.domain)
    (lab.home / ".ssh/known_hosts").unlink()


def trust(lab: Instance) -> None:
    known = (lab.folder / "known_hosts").read_text()
    (lab.home / ".ssh/known_hosts").write_text(known)


def publish_addresses(lab: Instance, domain: str) -> None:
    old = HOSTS["old"]
    lines = [f"server {HOSTS['dns'].ip4}", f"zone {DOMAIN}", "check-names no"]
    for kind_and_value in (f"A {old.ip4}", f"AAAA {old.ip6}", f"MX 10 {domain}."):
        lines.append(f"update add {domain}. 3600 {kind_and_value}")
    update(lab, [*lines, "send"])


def place_certificate(lab: Instance, wanted: Kind) -> None:
    """As certbot keeps it: links to numbered files of another folder."""
    archive = wanted.external.replace("/live/", "/archive/")
    script = f"""set -e
mkdir -p {archive} {wanted.external}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -subj /CN={wanted.domain} \
    -addext subjectAltName=DNS:{wanted.domain} -keyout {archive}/privkey1.pem -out {archive}/fullchain1.pem
for name in privkey fullchain; do
    ln -s ../../archive/{wanted.domain}/"$name"1.pem {wanted.external}/$name.pem
done"""
    admin.on_host(lab, HOSTS["old"], "sh", "-c", script)


def publish_dkim(lab: Instance, domain: str) -> None:
    name = f"opendkim._domainkey.{domain}."
    private = admin.on_host(lab, HOSTS["old"], "cat", "/etc/dkimkeys/opendkim.private")
    record = secrets.dkim_record(private, name)
    lines = [f"server {HOSTS['dns'].ip4}", f"zone {DOMAIN}", f"update delete {name} TXT"]
    update(lab, [*lines, f"update add {record}", "send"])


def update(lab: Instance, lines: list[str]) -> None:
    command = admin.command(lab, ["nsupdate", "-k", "/root/tsig.key"])
    text = "\n".join(lines) + "\n"
    done = subprocess.run(command, input=text, text=True, capture_output=True, env=admin.environment())
    if done.returncode:
        raise Failure(f"nsupdate: {done.stderr}")
