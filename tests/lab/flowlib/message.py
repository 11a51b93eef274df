"""Messages as Delta Chat sends them: a relay refuses anything not encrypted."""

import base64
import random
from email.utils import formatdate

BOUNDARY = "relaymove-flow"


def packet(tag: int, body: bytes) -> bytes:
    """One OpenPGP packet (RFC 9580, 4.2.1) with a five-octet length."""
    return bytes([0xC0 | tag, 0xFF]) + len(body).to_bytes(4, "big") + body


def crc24(data: bytes) -> int:
    """The checksum of RFC 9580, 6.1.1: still expected by older relays."""
    crc = 0xB704CE
    for byte in data:
        crc ^= byte << 16
        for _ in range(8):
            crc <<= 1
            if crc & 0x1000000:
                crc ^= 0x1864CFB
    return crc & 0xFFFFFF


def armored(rng: random.Random, size: int) -> str:
    """Looks like an encrypted message: a session key packet, then encrypted data."""
    data = packet(1, rng.randbytes(94)) + packet(18, b"\x01" + rng.randbytes(size))
    check = base64.b64encode(crc24(data).to_bytes(3, "big")).decode()
    lines = base64.encodebytes(data).decode().splitlines()
    return "\r\n".join(
        ["-----BEGIN PGP MESSAGE-----", "", *lines, f"={check}",
         "-----END PGP MESSAGE-----", ""])


def encrypted(message_id: str, sender: str, recipient: str, rng: random.Random) -> str:
    return "\r\n".join([
        f"From: <{sender}>",
        f"To: <{recipient}>",
        "Subject: [...]",
        f"Date: {formatdate()}",
        f"Message-ID: <{message_id}>",
        "Chat-Version: 1.0",
        "MIME-Version: 1.0",
        'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";',
        f' boundary="{BOUNDARY}"',
        "",
        f"--{BOUNDARY}",
        "Content-Type: application/pgp-encrypted",
        "",
        "Version: 1",
        "",
        f"--{BOUNDARY}",
        "Content-Type: application/octet-stream",
        "",
        armored(rng, rng.randrange(500, 3000)),
        f"--{BOUNDARY}--",
        "",
    ])
