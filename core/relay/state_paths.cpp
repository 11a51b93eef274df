#include "core/relay/state_paths.h"

#include "core/base/user_text.h"
#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Action followLinks()
{
    return {Role::Old, Purpose::Look, shell("follow-links", {"{paths}"}),
            UserText::tr("where certificates' links lead")};
}

QStringList namedPaths(const Facts &facts)
{
    QStringList paths{u"/etc/dkimkeys"_s};
    switch (facts.relay.tls) {
    case TlsMode::Acme:
        paths << u"/var/lib/acme"_s;
        break;
    case TlsMode::External:
        paths << facts.relay.tlsCertificate << facts.relay.tlsKey;
        break;
    case TlsMode::SelfSigned:
        paths << u"/etc/ssl/certs/mailserver.pem"_s << u"/etc/ssl/private/mailserver.key"_s;
        break;
    }
    return paths + switchPaths();
}

Action resolve()
{
    return {Role::Old, Purpose::Look, Command{"realpath", "-m", "--", "{needed}"},
            UserText::tr("only if OLD's disk fails: which keys no relay can do without")};
}

} // namespace

Action lockKeysAway()
{
    return {Role::New,
            Purpose::Change,
            {"chown", "-R", "root:root", "/etc/dkimkeys"},
            UserText::tr("the DKIM key is root's until NEW has the opendkim user")};
}

const QStringList &switchPaths()
{
    // With what SQLite keeps beside a database that is in use.
    static const QStringList paths{
        u"/home/vmail/passdb.sqlite"_s, u"/home/vmail/passdb.sqlite-wal"_s,
        u"/home/vmail/passdb.sqlite-shm"_s, u"/home/vmail/passdb.sqlite-journal"_s,
        u"/etc/chatmail-nocreate"_s};
    return paths;
}

Plan livingPathsPlan() { return {resolve()}; }

QStringList livingPaths(StepContext &context)
{
    const Facts &facts = context.facts;
    QStringList paths{u"/etc/dkimkeys/opendkim.private"_s};
    if (facts.relay.tls == TlsMode::Acme) {
        const QString live = u"/var/lib/acme/live/"_s + facts.relay.domain;
        paths << live + u"/fullchain"_s << live + u"/privkey"_s;
    } else {
        paths += namedPaths(facts).mid(1, 2);
    }
    return context.run(resolve().with("needed", paths)).lines();
}

Plan statePathsPlan() { return {followLinks()}; }

QStringList statePaths(StepContext &context)
{
    QStringList paths = context.run(followLinks().with("paths", namedPaths(context.facts))).lines();
    paths.removeDuplicates();
    return paths;
}

} // namespace relaymove
