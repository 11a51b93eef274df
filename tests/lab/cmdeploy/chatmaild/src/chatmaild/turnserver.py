"""Answers STUN binding requests: tells a client which address and port it comes from."""

import socket
import struct

PORT = 3478
BINDING_REQUEST, BINDING_SUCCESS, XOR_MAPPED_ADDRESS = 0x0001, 0x0101, 0x0020
COOKIE = 0x2112A442


def answer(packet: bytes, address: str, port: int) -> bytes | None:
    if len(packet) < 20:
        return None
    kind, _, cookie = struct.unpack("!HHI", packet[:8])
    if kind != BINDING_REQUEST or cookie != COOKIE:
        return None
    transaction = packet[8:20]
    mapped = address.removeprefix("::ffff:")
    if ":" in mapped:
        family, plain = 2, socket.inet_pton(socket.AF_INET6, mapped)
    else:
        family, plain = 1, socket.inet_pton(socket.AF_INET, mapped)
    mask = struct.pack("!I", COOKIE) + transaction
    hidden = bytes(a ^ b for a, b in zip(plain, mask))
    value = struct.pack("!BBH", 0, family, port ^ (COOKIE >> 16)) + hidden
    attribute = struct.pack("!HH", XOR_MAPPED_ADDRESS, len(value)) + value
    return struct.pack("!HHI", BINDING_SUCCESS, len(attribute), COOKIE) + transaction + attribute


def main() -> None:
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as server:
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        server.bind(("::", PORT))
        while True:
            packet, sender = server.recvfrom(2048)
            reply = answer(packet, sender[0], sender[1])
            if reply:
                server.sendto(reply, sender)
