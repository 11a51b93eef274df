"""Keys of the lab, made with its base: the admin's, the CA's, the zone's.

They are the lab's rather than an instance's, so that a disk saved by one
instance can be booted by another.
"""

import base64
import os
import shutil
from pathlib import Path

from .shell import run

TSIG_NAME = "relaymove."
# the certificates that the lab CA gives out
SERVERS = {"acme": ("acme.test",), "peer": ("mx.peer.test", "peer.test")}


def make(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "admin@lab", "-f", folder / "id_ed25519")
    tsig = base64.b64encode(os.urandom(32)).decode()
    (folder / "tsig.key").write_text(
        f'key "{TSIG_NAME}" {{\n\talgorithm hmac-sha256;\n\tsecret "{tsig}";\n}};\n'
    )
    make_ca(folder)
    for server, names in SERVERS.items():
        issue(folder, server, names)
    make_dkim(folder)


def make_dkim(folder: Path) -> None:
    """The peer signs its mail: a relay takes no other."""
    run("openssl", "genrsa", "-traditional", "-out", folder / "dkim.private", 2048)
    record = dkim_record((folder / "dkim.private").read_text(), "mail._domainkey.peer.test.")
    (folder / "dkim.zone").write_text(record + "\n")


def dkim_record(private: str, name: str, ttl: int = 3600) -> str:
    """The TXT record of a private key, as a line for a zone file or nsupdate."""
    pem = run("openssl", "rsa", "-pubout", text=private).split("-----")[2]
    text = f"v=DKIM1;k=rsa;p={''.join(pem.split())};s=email;t=s"
    strings = [text[i : i + 255] for i in range(0, len(text), 255)]
    return f"{name} {ttl} TXT " + " ".join(f'"{string}"' for string in strings)


def make_ca(folder: Path) -> None:
    run(
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-subj", "/CN=Relaymove lab CA", "-days", 3650, "-addext", "keyUsage=critical,keyCertSign,cRLSign",
        "-keyout", folder / "ca.key", "-out", folder / "ca.pem",
    )  # fmt: skip


def issue(folder: Path, server: str, names: tuple[str, ...]) -> None:
    extensions = folder / f"{server}.ext"
    extensions.write_text("subjectAltName=" + ",".join(f"DNS:{name}" for name in names) + "\n")
    request = run(
        "openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-subj", f"/CN={names[0]}", "-keyout", folder / f"{server}.key",
    )  # fmt: skip
    run(
        "openssl", "x509", "-req", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key", "-days", 3650,
        "-extfile", extensions, "-out", folder / f"{server}.pem", text=request,
    )  # fmt: skip


def place(folder: Path, root: Path, host: str) -> None:
    """What a host that the lab prepares has of these from the start."""
    if host in SERVERS:
        put(folder / f"{host}.pem", root / "etc/ssl/certs/lab.pem", 0o644)
        put(folder / f"{host}.key", root / "etc/ssl/private/lab.key", 0o600)
    if host == "peer":
        put(folder / "dkim.private", root / "etc/dkimkeys/mail.private", 0o600)
        run("chroot", root, "chown", "opendkim:", "/etc/dkimkeys/mail.private")
    if host == "dns":
        put(folder / "dkim.zone", root / "etc/bind/lab/peer.dkim", 0o644)
        put(folder / "tsig.key", root / "etc/bind/tsig.key", 0o640)
        run("chroot", root, "chgrp", "bind", "/etc/bind/tsig.key")


def put(source: Path, target: Path, mode: int) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
    target.chmod(mode)
