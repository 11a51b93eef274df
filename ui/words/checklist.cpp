#include "ui/words/checklist.h"

#include <QCoreApplication>
#include <QStringList>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Checklist)
};

QString beforeCutover(Proof proof)
{
    switch (proof) {
    case Proof::HostsFit:
        return Words::tr("both machines let this computer in, and are what they should be");
    case Proof::AddressesAreOlds:
        return Words::tr("the domain's addresses are those of the OLD machine");
    case Proof::HostsMarked:
        return Words::tr("both machines bear this migration's mark, and nobody else's");
    case Proof::LowTtl:
        return Words::tr("every name server of the domain serves the low TTL");
    case Proof::MailboxesCopied:
        return Words::tr("the last pass over all mailboxes ended without an error");
    case Proof::NoEarlyMail:
        return Words::tr("no mail server of NEW can start before the activation");
    case Proof::ReleaseInstalled:
        return Words::tr("NEW has the release of your checkout, set up for your domain");
    case Proof::NamesResolved:
        return Words::tr("NEW finds names in DNS");
    default:
        return {};
    }
}

QString withinCutover(Proof proof)
{
    switch (proof) {
    case Proof::FenceHolds:
        return Words::tr("no mail port of NEW can be reached from outside");
    case Proof::DnsWritable:
        return Words::tr("the domain's records can be changed when the time comes");
    case Proof::NothingListens:
        return Words::tr("nothing listens on the mail ports of OLD");
    case Proof::NothingRuns:
        return Words::tr("no mail program runs on OLD");
    case Proof::NothingWritten:
        return Words::tr("nothing is written to OLD's mailboxes any more");
    case Proof::MailboxesEqual:
        return Words::tr("every mailbox is equal: count, names, sizes, passwords, UIDVALIDITY");
    case Proof::KeysEqual:
        return Words::tr("keys and certificates are equal byte by byte");
    case Proof::QueueMoved:
        return Words::tr("every queued message is on NEW, once");
    case Proof::OwnersRight:
        return Words::tr("no file has a wrong owner or mode");
    default:
        return {};
    }
}

QString atTheEnd(Proof proof)
{
    switch (proof) {
    case Proof::AddressesSent:
        return Words::tr("a name server of the domain leads to NEW");
    case Proof::UnitsRun:
        return Words::tr("every service of NEW runs");
    case Proof::PortsOpen:
        return Words::tr("every port answers, by NEW's addresses and by OLD's");
    case Proof::MailWorks:
        return Words::tr("log-in, submission and delivery work on NEW");
    case Proof::DkimMatches:
        return Words::tr("mail from NEW is signed with the key that DNS names");
    case Proof::CertificateServed:
        return Words::tr("every port shows the same certificate, for your domain");
    case Proof::AddressesServed:
        return Words::tr("every name server of the domain leads to NEW, with the lasting TTL");
    default:
        return {};
    }
}

QString promiseOf(Proof proof)
{
    for (const QString &text : {beforeCutover(proof), withinCutover(proof), atTheEnd(proof)}) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

QString seenIn(const Claim &claim)
{
    if (!claim.holds)
        return Words::tr("%1: expected %2, saw %3").arg(claim.what, claim.expected, claim.observed);
    return u"%1: %2"_s.arg(claim.what, claim.observed);
}

// Why a step that is done has no proof of that kind.
QString whyNotSeen(Proof proof, bool byHand)
{
    if (byHand && proof == Proof::LowTtl)
        return Words::tr("left as it is");
    if (byHand && proof == Proof::AddressesSent)
        return Words::tr("no name server yet: you enter the records");
    return Words::tr("not looked at when this step was done");
}

CheckLine filled(Proof proof, const StepState &step, bool byHand)
{
    CheckLine line{.mark = Mark::Open, .promise = promiseOf(proof), .seen = {}};
    QStringList seen;
    bool holds = true;
    for (const Claim &claim : step.claims) {
        if (claim.proof != proof)
            continue;
        holds = holds && claim.holds;
        seen << seenIn(claim);
    }
    if (!seen.isEmpty())
        line.mark = holds ? Mark::Done : Mark::Failed;
    else if (step.phase == StepPhase::Done)
        seen << whyNotSeen(proof, byHand);
    line.seen = seen.join(u"; "_s);
    return line;
}

} // namespace

QList<CheckLine> checksMade(const StepState &step)
{
    QList<CheckLine> lines;
    for (const CheckVerdict verdict : {CheckVerdict::Refused, CheckVerdict::Advisory,
                                       CheckVerdict::NotLookedAt, CheckVerdict::Passed}) {
        for (const Examined &check : step.checks) {
            if (check.verdict != verdict)
                continue;
            const bool isOpen = verdict == CheckVerdict::NotLookedAt;
            const Mark mark = verdict == CheckVerdict::Refused    ? Mark::Failed
                              : verdict == CheckVerdict::Advisory ? Mark::Waiting
                              : isOpen                            ? Mark::Open
                                                                  : Mark::Done;
            lines << CheckLine{.mark = mark,
                               .promise = check.what,
                               .seen = isOpen ? Words::tr("not looked at yet") : check.remedy};
        }
    }
    return lines;
}

QList<CheckLine> checklist(StepId id, const StepState &step, const Profile &profile)
{
    const bool byHand = profile.dns.method == DnsMethod::Manual;
    QList<CheckLine> lines;
    for (const Proof proof : plannedProofs(id)) {
        if (!byHand || proof != Proof::DnsWritable) // nobody but a person changes them
            lines << filled(proof, step, byHand);
    }
    for (const Claim &claim : step.claims) {
        if (!plannedProofs(id).contains(claim.proof))
            lines << CheckLine{.mark = claim.holds ? Mark::Done : Mark::Failed,
                               .promise = seenIn(claim),
                               .seen = {}};
    }
    return lines;
}

} // namespace relaymove
