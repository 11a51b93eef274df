"""nginx, the script behind /new, and the website."""

import shutil
from pathlib import Path

import jinja2
from pyinfra.operations import apt, files

from cmdeploy.services.base import CHATMAILD, Service, no_start


class Website(Service):
    def install(self) -> None:
        if self.config.www_folder == "disabled":
            return
        files.directory(name="Create /var/www/html", path="/var/www/html", mode="755")
        built = self.build()
        files.rsync(
            name="Copy the website",
            src=f"{built}/",
            dest="/var/www/html",
            flags=["-rlpt", "--chmod=D755,F644", "--exclude=/.well-known"],
        )

    def build(self) -> Path:
        target = self.deployment.checkout / "build" / "www"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        source = self.deployment.checkout / (self.config.www_folder or "www")
        for page in sorted(source.glob("*.html")):
            text = jinja2.Template(page.read_text()).render(config=self.config)
            (target / page.name).write_text(text)
        return target


class Fcgiwrap(Service):
    def install(self) -> None:
        apt.packages(name="Install fcgiwrap", packages=["fcgiwrap"], no_recommends=True)

    def configure(self) -> None:
        files.directory(name="Create the folder of CGI scripts", path="/usr/lib/cgi-bin", mode="755")
        files.link(
            name="Put the account script in its place",
            path="/usr/lib/cgi-bin/newemail.py",
            target=f"{CHATMAILD}/venv/bin/newemail.py",
        )

    def activate(self) -> None:
        self.run("fcgiwrap.service")


class Nginx(Service):
    def install(self) -> None:
        with no_start():
            apt.packages(name="Install nginx", packages=["nginx", "libnginx-mod-stream"], no_recommends=True)

    def configure(self) -> None:
        self.template("nginx/nginx.conf.j2", "/etc/nginx/nginx.conf")
        files.directory(
            name="Create /var/www/html/.well-known", path="/var/www/html/.well-known", mode="755"
        )
        if self.config.tls_mode == "acme":
            self.template("nginx/mta-sts.txt.j2", "/var/www/html/.well-known/mta-sts.txt")

    def activate(self) -> None:
        self.run("nginx.service")
