# Written by Relaymove; gone at the next boot. listen: until its flag file is gone, or for a
# minute. knock: what answered nothing. A family to which there is no way proves nothing and
# is left out.
import errno, os, selectors, socket, sys, time
FLAG = "/run/relaymove-port-trial"
NO_WAY = (errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def opened(family, kind, port):
    door = socket.socket(family, kind)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    door.bind(("", port))
    if kind == socket.SOCK_STREAM:
        door.listen(16)
    return door


def listen(tcp, udp):
    until = time.monotonic() + 60
    doors = selectors.DefaultSelector()
    for family in (socket.AF_INET, socket.AF_INET6):
        for kind, ports in ((socket.SOCK_STREAM, tcp), (socket.SOCK_DGRAM, udp)):
            for port in ports:
                doors.register(opened(family, kind, port), selectors.EVENT_READ, kind)
    open(FLAG + ".ready", "w").close()
    while os.path.exists(FLAG) and time.monotonic() < until:
        for key, _ in doors.select(0.1):
            if key.data == socket.SOCK_STREAM:
                key.fileobj.accept()[0].close()
            else:
                data, sender = key.fileobj.recvfrom(64)
                key.fileobj.sendto(data, sender)


def answers(address, port, kind):
    try:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, kind) as door:
            door.settimeout(3)
            door.connect((address, port))
            if kind == socket.SOCK_DGRAM:
                door.send(b"relaymove")
                door.recv(64)
            return True
    except OSError as error:
        return error.errno in NO_WAY


def knock(addresses, tcp, udp):
    for address in addresses:
        for kind, name, ports in ((socket.SOCK_STREAM, "", tcp), (socket.SOCK_DGRAM, "/udp", udp)):
            for port in ports:
                if not answers(address, port, kind):
                    print(f"{address} {port}{name}", flush=True)


numbers = lambda text: [int(word) for word in text.split(",")]
if sys.argv[1] == "listen":
    listen(numbers(sys.argv[2]), numbers(sys.argv[3]))
else:
    knock(sys.argv[4:], numbers(sys.argv[2]), numbers(sys.argv[3]))
