# Written by Relaymove; gone at the next boot.
# listen: until its flag file is gone, or for a minute; on what it could not, is in the file
# that says that it is ready. probe: what answered nothing. A family to which there is no way
# proves nothing.
import errno, os, selectors, socket, sys, time
FLAG = os.path.splitext(sys.argv[0])[0]
NO_WAY = (errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def each(tcp, udp):
    yield from ((socket.SOCK_STREAM, port, str(port)) for port in tcp)
    yield from ((socket.SOCK_DGRAM, port, f"{port}/udp") for port in udp)


def opened(family, kind, port):
    endpoint = socket.socket(family, kind)
    endpoint.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        endpoint.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    endpoint.bind(("", port))
    if kind == socket.SOCK_STREAM:
        endpoint.listen(16)
    return endpoint


def listen(tcp, udp):
    until = time.monotonic() + 60
    endpoints, taken = selectors.DefaultSelector(), {}
    for family in (socket.AF_INET, socket.AF_INET6):
        for kind, port, name in each(tcp, udp):
            try:
                endpoints.register(opened(family, kind, port), selectors.EVENT_READ, kind)
            except OSError as error:
                if error.errno not in NO_WAY:
                    taken[name] = f"{name} ({error.strerror})"
    with open(FLAG + ".part", "w") as ready:
        print(*taken.values(), sep="\n", file=ready)
    os.rename(FLAG + ".part", FLAG + ".ready")
    while os.path.exists(FLAG) and time.monotonic() < until:
        for key, _ in endpoints.select(0.1):
            if key.data == socket.SOCK_STREAM:
                key.fileobj.accept()[0].close()
            else:
                data, sender = key.fileobj.recvfrom(64)
                key.fileobj.sendto(data, sender)


def outcome(address, port, kind):
    try:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, kind) as endpoint:
            endpoint.settimeout(3)
            endpoint.connect((address, port))
            if kind == socket.SOCK_DGRAM:
                endpoint.send(b"relaymove")
                endpoint.recv(64)
            return "open"
    except OSError as error:
        return "no-way" if error.errno in NO_WAY else "shut"


def probe(addresses, tcp, udp):
    for address in addresses:
        for kind, port, name in each(tcp, udp):
            seen = outcome(address, port, kind)
            if seen == "no-way":
                print(address, seen, flush=True)
                break
            if seen == "shut":
                print(address, name, flush=True)


numbers = lambda text: [int(word) for word in text.split(",")]
if sys.argv[1] == "listen":
    listen(numbers(sys.argv[2]), numbers(sys.argv[3]))
else:
    probe(sys.argv[4:], numbers(sys.argv[2]), numbers(sys.argv[3]))
