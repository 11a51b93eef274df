"""Runs on the peer, between two of its Postfix' smtpds (smtpd_proxy_filter): answers late.

The smtpd behind has taken the message when its answer is held back here, so a sender who
gives up meanwhile has delivered it without knowing. A file without imports of ours.
What a message gets hangs on its Message-ID: each try meets the same peer, but one that
got no answer at all, and was not taken, is served at its next try.
"""

import asyncio
import random
import re
import sys
import zlib

FRONT, BACK = 10025, 10026
MESSAGE_ID = re.compile(rb"^message-id:\s*<([^>]+)>", re.I | re.M)
NEVER = 86400.0  # nobody waits for so long
silent: set[bytes] = set()


def delay_for(message_id: bytes, never_one_in: int) -> float:
    """Seconds: most 0.1 to 1, one in eight 5 to 30, a few for ever."""
    dice = random.Random(zlib.crc32(message_id))
    if dice.randrange(never_one_in) == 0 and message_id not in silent:
        silent.add(message_id)
        return NEVER
    return dice.uniform(5, 30) if dice.randrange(8) == 0 else dice.uniform(0.1, 1)


class Session:
    def __init__(self, domain: bytes, never_one_in: int) -> None:
        self.domain = domain.lower()
        self.never_one_in = never_one_in

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back = None
        try:
            from_back, back = await asyncio.open_connection("127.0.0.1", BACK, limit=1 << 20)
            await self.talk(reader, writer, from_back, back)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            for end in (writer, back):
                if end:
                    end.close()

    async def talk(self, reader, writer, from_back, back) -> None:
        await answer(from_back, writer)
        ours = False
        while line := await reader.readline():
            back.write(line)
            word = line[:10].upper()
            if word.startswith(b"MAIL"):
                ours = False
            if word.startswith(b"RCPT"):
                ours |= b"@" + self.domain + b">" in line.lower()
            said = await answer(from_back, writer)
            if word.startswith(b"DATA") and said.startswith(b"354"):
                text = await whole_message(reader)
                found = MESSAGE_ID.search(text)
                wait = delay_for(found[1], self.never_one_in) if found and ours else 0
                if wait == NEVER:
                    await reader.read()  # until the sender has had enough
                    return
                back.write(text)
                said = await one_answer(from_back)
                await asyncio.sleep(wait)
                writer.write(said)


async def whole_message(reader: asyncio.StreamReader) -> bytes:
    lines = []
    while True:
        line = await reader.readline()
        lines.append(line)
        if line == b".\r\n":
            return b"".join(lines)
        if not line:
            raise asyncio.IncompleteReadError(b"", None)


async def one_answer(from_back: asyncio.StreamReader) -> bytes:
    lines = []
    while True:
        line = await from_back.readline()
        lines.append(line)
        if not line or line[3:4] != b"-":
            return b"".join(lines)


async def answer(from_back: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    said = await one_answer(from_back)
    writer.write(said)
    return said


async def main() -> None:
    session = Session(sys.argv[1].encode(), int(sys.argv[2]))
    server = await asyncio.start_server(session, "127.0.0.1", FRONT, limit=1 << 20, backlog=512)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
