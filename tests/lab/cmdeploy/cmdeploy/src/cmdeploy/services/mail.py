"""opendkim, dovecot and postfix."""

from pyinfra import host
from pyinfra.facts.files import File
from pyinfra.operations import apt, files, server

from cmdeploy.services.base import Service, no_start

DKIM_KEYS = "/etc/dkimkeys"
SELECTOR = "opendkim"


class Opendkim(Service):
    def install(self) -> None:
        # Before the package makes it, with a shell: the key is made as this user.
        server.user(name="Create the opendkim user", user="opendkim", system=True)
        apt.packages(name="Install opendkim", packages=["opendkim", "opendkim-tools"], no_recommends=True)

    def configure(self) -> None:
        domain = self.config.mail_domain
        self.template("opendkim/opendkim.conf.j2", "/etc/opendkim.conf", selector=SELECTOR)
        files.directory(
            name=f"Create {DKIM_KEYS}", path=DKIM_KEYS, user="opendkim", group="opendkim", mode="750"
        )
        files.directory(
            name="Create the folder of opendkim's socket",
            path="/var/spool/postfix/opendkim",
            user="opendkim",
            group="opendkim",
            mode="750",
        )
        for table in ("KeyTable", "SigningTable"):
            self.template(f"opendkim/{table}.j2", f"{DKIM_KEYS}/{table}", user="opendkim", selector=SELECTOR)
        if not host.get_fact(File, f"{DKIM_KEYS}/{SELECTOR}.private"):
            server.shell(
                name="Generate OpenDKIM domain keys",
                commands=[f"opendkim-genkey --bits=2048 --directory={DKIM_KEYS} --domain={domain} --selector={SELECTOR}"],
                _su_user="opendkim",
            )

    def activate(self) -> None:
        self.run("opendkim.service")


class Dovecot(Service):
    def install(self) -> None:
        with no_start():
            apt.packages(
                name="Install dovecot",
                packages=["dovecot-core", "dovecot-imapd", "dovecot-lmtpd"],
                no_recommends=True,
            )

    def configure(self) -> None:
        self.template("dovecot/dovecot.conf.j2", "/etc/dovecot/dovecot.conf")
        self.template("dovecot/auth.conf", "/etc/dovecot/auth.conf")
        self.template("dovecot/push_notification.lua", "/etc/dovecot/push_notification.lua")

    def activate(self) -> None:
        if self.deployment.disable_mail:
            self.stop("dovecot.service")
        else:
            self.run("dovecot.service")


class Postfix(Service):
    def install(self) -> None:
        apt.packages(name="Install postfix", packages=["postfix"], no_recommends=True)
        server.user(
            name="Let postfix reach opendkim's socket",
            user="postfix",
            groups=["opendkim"],
            append=True,
            system=True,
            ensure_home=False,
        )

    def configure(self) -> None:
        self.template("postfix/main.cf.j2", "/etc/postfix/main.cf")
        self.template("postfix/master.cf.j2", "/etc/postfix/master.cf")
        self.template("postfix/login_map", "/etc/postfix/login_map")
        self.template("postfix/lmtp_header_cleanup", "/etc/postfix/lmtp_header_cleanup")

    def activate(self) -> None:
        if self.deployment.disable_mail:
            self.stop("postfix.service")
        else:
            self.run("postfix.service")
