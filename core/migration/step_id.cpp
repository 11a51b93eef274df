#include "core/migration/step_id.h"

#include "core/migration/proof.h"

#include <QCoreApplication>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct StepRow
{
    StepId id;
    QString name;
    const char *title;
    QList<Proof> proofs;
};

// A row a step, in the order of StepId.
const QList<StepRow> &rows()
{
    using enum Proof;
    using enum StepId;
    static const QList<StepRow> all{
        {Preflight,
         u"preflight"_s,
         QT_TRANSLATE_NOOP("Steps", "Hosts and checks"),
         {HostsFit, AddressesAreOlds, HostsMarked}},
        {Ttl, u"ttl"_s, QT_TRANSLATE_NOOP("Steps", "TTL"), {LowTtl}},
        {Precopy, u"precopy"_s, QT_TRANSLATE_NOOP("Steps", "Pre-copy"), {MailboxesCopied}},
        {Install,
         u"install"_s,
         QT_TRANSLATE_NOOP("Steps", "Install"),
         {NoEarlyMail, ReleaseInstalled, NamesResolved, FenceHolds}},
        {Disable,
         u"disable"_s,
         QT_TRANSLATE_NOOP("Steps", "Disable"),
         {DnsWritable, FenceHolds, NothingListens, NothingRuns, NothingWritten}},
        {Sync,
         u"sync"_s,
         QT_TRANSLATE_NOOP("Steps", "Sync"),
         {MailboxesEqual, KeysEqual, QueueMoved}},
        {Chown, u"chown"_s, QT_TRANSLATE_NOOP("Steps", "Chown"), {OwnersRight}},
        {Dns, u"dns"_s, QT_TRANSLATE_NOOP("Steps", "DNS"), {AddressesSent}},
        {Activate,
         u"activate"_s,
         QT_TRANSLATE_NOOP("Steps", "Activation"),
         {UnitsRun, PortsOpen, MailWorks, DkimMatches, CertificateServed}},
        {Finish, u"finish"_s, QT_TRANSLATE_NOOP("Steps", "Finish"), {AddressesServed}}};
    return all;
}

} // namespace

QString stepName(StepId step) { return rows().at(int(step)).name; }

QString stepTitle(StepId step)
{
    return QCoreApplication::translate("Steps", rows().at(int(step)).title);
}

const QList<Proof> &plannedProofs(StepId step) { return rows().at(int(step)).proofs; }

const QList<StepId> &allSteps()
{
    static const QList<StepId> steps = [] {
        QList<StepId> ids;
        for (const StepRow &row : rows())
            ids << row.id;
        return ids;
    }();
    return steps;
}

std::optional<StepId> stepFromName(QStringView name)
{
    for (const StepId step : allSteps()) {
        if (stepName(step) == name)
            return step;
    }
    return std::nullopt;
}

const QList<StepId> &rollbackOrder()
{
    static const QList<StepId> steps{StepId::Disable, StepId::Activate, StepId::Chown, StepId::Sync,
                                     StepId::Dns};
    return steps;
}

bool isCutover(StepId step) { return step >= StepId::Disable && step <= StepId::Activate; }

} // namespace relaymove
