"""Certificates: by ACME, from the admin's own files, or signed by the host itself."""

from pyinfra.operations import apt, files, server, systemd

from cmdeploy.services.base import Deployment, Service


def tls(deployment: Deployment) -> Service:
    return {"acme": Acme, "external": External, "self": SelfSigned}[deployment.config.tls_mode](deployment)


class Acme(Service):
    def install(self) -> None:
        apt.packages(name="Install acmetool", packages=["acmetool"], no_recommends=True)
        systemd.service(
            name="Disable the package's own timer", service="acmetool.timer", running=False, enabled=False
        )

    def configure(self) -> None:
        domain = self.config.mail_domain
        for folder in ("conf", "desired"):
            files.directory(name=f"Create /var/lib/acme/{folder}", path=f"/var/lib/acme/{folder}")
        self.template("acme/responses.j2", "/var/lib/acme/conf/responses")
        self.template("acme/target.j2", "/var/lib/acme/conf/target")
        self.template("acme/desired.j2", f"/var/lib/acme/desired/{domain}")
        self.template("acme/reload.hook", "/etc/acme/hooks/reload-mail", mode="755")
        for unit in ("acmetool-redirector.service", "acmetool-reconcile.service", "acmetool-reconcile.timer"):
            self.template(f"acme/{unit}", f"/etc/systemd/system/{unit}")

    def activate(self) -> None:
        self.run("acmetool-redirector.service")
        self.run("acmetool-reconcile.timer")
        server.shell(
            name=f"Get or renew certificates for {self.config.mail_domain}",
            commands=["acmetool --batch --xlog.severity=notice reconcile"],
        )


class External(Service):
    def configure(self) -> None:
        cert, key = self.config.tls_cert_and_key
        server.shell(
            name="Check that certificate and key are there", commands=[f"test -r {cert}", f"test -r {key}"]
        )
        for unit in ("tls-cert-reload.path", "tls-cert-reload.service"):
            self.template(f"system/{unit}.j2", f"/etc/systemd/system/{unit}")

    def activate(self) -> None:
        self.run("tls-cert-reload.path")


class SelfSigned(Service):
    def configure(self) -> None:
        cert, key = self.config.tls_cert_and_key
        domain = self.config.mail_domain
        request = (
            f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500"
            f" -subj /CN={domain} -addext subjectAltName=DNS:{domain} -keyout {key} -out {cert}"
        )
        server.shell(
            name="Make a certificate if there is none",
            commands=[f"test -e {cert} -a -e {key} || {request}"],
        )
