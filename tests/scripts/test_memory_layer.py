#!/usr/bin/python3
"""lay-memory.sh for real: an OLD whose disk can't be written. Exit 77: not possible here (root,
and a kernel with overlays, are needed)."""

from sources import source
import world
from world import Case, World

READ_ONLY = "mount -t tmpfs memory /run && mount --bind /etc /etc && mount -o remount,bind,ro /etc; "


class MemoryLayer(Case):
    def old(self) -> World:
        old = self.world()
        old.put("etc/there", "from the disk")
        (old.root / "etc").chmod(0o751)
        old.put("srv/there", "x")
        return old

    def on(self, old: World, then: str, before: str = READ_ONLY) -> str:
        """All in one: the layers are gone with the namespace, as with a reboot."""
        text = source("lay-memory.sh").read_text()
        old.put("lay-memory", text).chmod(0o700)
        return old.must("sh", "-ec", f"{before} {then}")

    def test_what_is_written_holds_and_the_disk_is_as_it_was(self) -> None:
        old = self.old()
        said = self.on(old, """
            ! touch /etc/new 2>/dev/null
            /lay-memory /etc
            echo changed >/etc/there; echo x >/etc/new; mkdir /etc/relaymove/more
            cat /etc/there /etc/new; stat -c %a /etc""")
        self.assertEqual(said.split(), ["changed", "x", "751"])
        self.assertEqual((old.read("etc/there"), old.has("etc/new"), old.has("etc/relaymove/more")),
                         ("from the disk", False, False))

    def test_what_can_be_written_gets_no_layer(self) -> None:
        old = self.old()
        said = self.on(old, "/lay-memory /etc /srv; echo x >/srv/new; grep -c relaymove-memory /proc/self/mounts")
        self.assertEqual(said.strip(), "1")
        self.assertTrue(old.has("srv/new"))

    def test_twice_is_once(self) -> None:
        old = self.old()
        said = self.on(old, """/lay-memory /etc; echo kept >/etc/there; /lay-memory /etc
                               cat /etc/there; grep -c relaymove-memory /proc/self/mounts""")
        self.assertEqual(said.split(), ["kept", "1"])


if __name__ == "__main__":
    world.main()
