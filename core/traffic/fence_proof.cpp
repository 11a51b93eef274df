#include "core/traffic/fence_proof.h"

#include "core/base/said.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/net/knock.h"
#include "core/relay/ports.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A port that is silent because there is no way to the host proves nothing; open
// and refused both show that the host answers.
bool answers(Knock knock) { return knock == Knock::Open || knock == Knock::Refused; }

Claim claimAbout(const QString &address, const QList<Knock> &knocks)
{
    QStringList notSilent;
    for (qsizetype i = 0; i < knocks.size(); ++i) {
        if (knocks.at(i) != Knock::Silent)
            notSilent
                << u"%1 %2"_s.arg(publicTcpPorts.at(std::size_t(i))).arg(knockName(knocks.at(i)));
    }
    return {Proof::FenceHolds, Said::tr("NEW's public ports at %1, from outside").arg(address),
            Said::tr("no answer"),
            notSilent.isEmpty() ? Said::tr("no answer") : notSilent.join(u", "),
            notSilent.isEmpty()};
}

} // namespace

QList<Claim> fenceClaims(StepContext &context)
{
    QList<Claim> claims;
    for (const QString &address : {context.facts.newV4, context.facts.newV6}) {
        if (address.isEmpty())
            continue;
        QList<Door> doors;
        for (const int port : publicTcpPorts)
            doors << Door{address, port};
        doors << Door{address, context.facts.newSshPort};
        QList<Knock> knocks = knock(doors, 2s, context.control.stopForCommands());
        const Knock ssh = knocks.takeLast();
        if (answers(ssh))
            claims << claimAbout(address, knocks);
        else
            context.report.note(
                Said::tr("%1 can't be reached from this computer: the fence was not tried there")
                    .arg(address));
    }
    if (claims.isEmpty())
        claims << Claim{Proof::FenceHolds, Said::tr("NEW's fence, tried from outside"),
                        Said::tr("no answer"), Said::tr("NEW can't be reached from here"), false};
    return claims;
}

} // namespace relaymove
