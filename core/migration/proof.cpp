#include "core/migration/proof.h"

#include "core/migration/event.h"

#include <QHash>
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

const QList<Proof> &plannedProofs(StepId step)
{
    using enum Proof;
    static const QHash<StepId, QList<Proof>> planned{
        {StepId::Preflight, {HostsFit, AddressesAreOlds, HostsMarked}},
        {StepId::Ttl, {LowTtl}},
        {StepId::Precopy, {MailboxesCopied}},
        {StepId::Install, {NoEarlyMail, ReleaseInstalled, NamesResolved, FenceHolds}},
        {StepId::Disable, {DnsWritable, FenceHolds, NothingListens, NothingRuns, NothingWritten}},
        {StepId::Sync, {MailboxesEqual, KeysEqual, QueueMoved}},
        {StepId::Chown, {OwnersRight}},
        {StepId::Dns, {AddressesSent}},
        {StepId::Activate, {UnitsRun, PortsOpen, MailWorks, DkimMatches, CertificateServed}},
        {StepId::Finish, {AddressesServed}}};
    static const QList<Proof> none;
    const auto found = planned.constFind(step);
    return found == planned.cend() ? none : *found;
}

} // namespace relaymove
