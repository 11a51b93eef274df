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
    CheckLine line{.mark = Mark::Open, .promise = proofPromise(proof), .seen = {}};
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
