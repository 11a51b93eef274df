"""The services of a relay, in the order in which each stage goes through them."""

from cmdeploy.services import chatmaild, mail, system, tls, version, web
from cmdeploy.services.base import Deployment, Service


def all_services(deployment: Deployment) -> list[Service]:
    """Certificates come before whatever shows them; postfix and dovecot come last."""
    return [
        system.System(deployment),
        system.Journald(deployment),
        system.Unbound(deployment),
        tls.tls(deployment),
        web.Website(deployment),
        chatmaild.Chatmaild(deployment),
        mail.Opendkim(deployment),
        web.Fcgiwrap(deployment),
        web.Nginx(deployment),
        version.Version(deployment),
        mail.Dovecot(deployment),
        mail.Postfix(deployment),
    ]
