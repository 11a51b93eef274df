#include "core/relay/state_paths.h"

#include "core/base/said.h"
#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Command followLinks() { return shell("follow-links", {"{paths}"}); }

QStringList namedPaths(const Facts &facts)
{
    QStringList paths{u"/etc/dkimkeys"_s};
    switch (facts.tls) {
    case TlsMode::Acme:
        paths << u"/var/lib/acme"_s;
        break;
    case TlsMode::External:
        paths << facts.tlsCertificate << facts.tlsKey;
        break;
    case TlsMode::SelfSigned:
        paths << u"/etc/ssl/certs/mailserver.pem"_s << u"/etc/ssl/private/mailserver.key"_s;
        break;
    }
    return paths + facts.extraFiles;
}

} // namespace

Command lockKeysAway() { return {"chown", "-R", "root:root", "/etc/dkimkeys"}; }

Plan statePathsPlan()
{
    return {{Role::Old, Purpose::Look, followLinks(), Said::tr("where certificates' links lead")}};
}

QStringList statePaths(StepContext &context)
{
    QStringList paths =
        context.source.run(followLinks().with("paths", namedPaths(context.facts))).lines();
    paths.removeDuplicates();
    return paths;
}

} // namespace relaymove
