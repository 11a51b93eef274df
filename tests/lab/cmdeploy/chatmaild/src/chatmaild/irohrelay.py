"""Where iroh's relay listens; answers the probes by which its clients choose a relay."""

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = 3340
ANSWERS = {"/": (200, b"iroh relay\n"), "/ping": (200, b""), "/generate_204": (204, b"")}


class Probe(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = ANSWERS.get(self.path, (404, b""))
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    address_family = socket.AF_INET6
    daemon_threads = True

    def server_bind(self) -> None:
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        super().server_bind()


def main() -> None:
    Server(("::", PORT), Probe).serve_forever()
