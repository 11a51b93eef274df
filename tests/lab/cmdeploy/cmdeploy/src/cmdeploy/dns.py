"""The relay's records: what there should be, and what there is."""

import time
from dataclasses import dataclass

from chatmaild.config import Config


@dataclass(frozen=True)
class Record:
    name: str
    kind: str
    value: str
    required: bool = True

    def line(self) -> str:
        return f"{self.name}. IN {self.kind} {self.value}"


def missing_before_deployment(config: Config, data: dict) -> list[str]:
    """Only that something is there: nothing here compares an address with the host."""
    domain = config.mail_domain
    missing = []
    if not data["A"] and not data["AAAA"]:
        missing.append(f"{domain} has neither an A nor an AAAA record")
    if config.tls_mode == "acme":
        for name in ("mta-sts", "www"):
            if f"{domain}." not in data[name]:
                missing.append(f"{name}.{domain}. IN CNAME {domain}.")
    return missing


def sts_id(existing: list[str]) -> str:
    for value in existing:
        if value.startswith('"v=STSv1'):
            return value
    return f'"v=STSv1; id={time.strftime("%Y%m%d%H%M")}"'


def records(config: Config, data: dict) -> list[Record]:
    domain = config.mail_domain
    wanted = [Record(domain, kind, data[kind]) for kind in ("A", "AAAA") if data[kind]]
    wanted += [
        Record(domain, "MX", f"10 {domain}."),
        Record(f"www.{domain}", "CNAME", f"{domain}."),
        Record(f"opendkim._domainkey.{domain}", "TXT", data["dkim"]),
    ]
    if config.tls_mode == "acme":
        wanted += [
            Record(f"mta-sts.{domain}", "CNAME", f"{domain}."),
            Record(f"_mta-sts.{domain}", "TXT", sts_id(data["sts"])),
        ]
    return [record for record in wanted if record.value] + recommended(domain, data)


def recommended(domain: str, data: dict) -> list[Record]:
    texts = [
        (domain, "TXT", '"v=spf1 a ~all"'),
        (f"_dmarc.{domain}", "TXT", '"v=DMARC1;p=reject;adkim=s;aspf=s"'),
        (f"_adsp._domainkey.{domain}", "TXT", '"dkim=discardable"'),
    ]
    account = data["acme_account_url"]
    if account:
        authority = account.split("/")[2].split(":")[0]
        issuer = "letsencrypt.org" if authority.endswith("letsencrypt.org") else authority
        texts.append((domain, "CAA", f'0 issue "{issuer};accounturi={account}"'))
    ports = {"submission": 587, "submissions": 465, "imap": 143, "imaps": 993}
    texts += [(f"_{name}._tcp.{domain}", "SRV", f"0 1 {port} {domain}.") for name, port in ports.items()]
    return [Record(*text, required=False) for text in texts]


def zonefile(wanted: list[Record]) -> str:
    lines = ["; Required"] + [record.line() for record in wanted if record.required]
    lines += ["", "; Recommended"] + [record.line() for record in wanted if not record.required]
    return "\n".join(lines) + "\n"


def absent(wanted: list[Record], found: list[list[str]]) -> list[Record]:
    return [record for record, values in zip(wanted, found) if record.value not in values]
