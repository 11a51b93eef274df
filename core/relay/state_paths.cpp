#include "core/relay/state_paths.h"

#include "core/base/said.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// Each path, and one after the other where its links lead.
Command followLinks()
{
    return {"sh", "-c",
            R"sh(for path; do
  printf '%s\n' "$path"
  while [ -L "$path" ]; do
    link=$(readlink "$path")
    case $link in /*) ;; *) link=$(dirname "$path")/$link ;; esac
    path=$(realpath -ms "$link")
    printf '%s\n' "$path"
  done
done)sh",
            "follow-links", "{paths}"};
}

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
