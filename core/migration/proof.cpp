#include "core/migration/proof.h"

#include <QStringList>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

const QStringList &names()
{
    static const QStringList all{
        u"hosts-fit"_s,       u"addresses-are-olds"_s, u"hosts-marked"_s,
        u"low-ttl"_s,         u"mailboxes-copied"_s,   u"release-installed"_s,
        u"no-early-mail"_s,   u"names-resolved"_s,     u"fence-holds"_s,
        u"dns-writable"_s,    u"nothing-listens"_s,    u"nothing-runs"_s,
        u"nothing-written"_s, u"mailboxes-equal"_s,    u"keys-equal"_s,
        u"queue-moved"_s,     u"owners-right"_s,       u"addresses-sent"_s,
        u"units-run"_s,       u"ports-open"_s,         u"mail-works"_s,
        u"dkim-matches"_s,    u"certificate-served"_s, u"addresses-served"_s,
        u"unplanned"_s};
    return all;
}

} // namespace

QString proofName(Proof proof) { return names().at(int(proof)); }

Proof proofFromName(QStringView name)
{
    const auto at = names().indexOf(name);
    return at < 0 ? Proof::Unplanned : Proof(at);
}

} // namespace relaymove
