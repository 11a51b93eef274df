#include "core/traffic/fence_proof.h"

#include "core/base/user_text.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/net/port_probe.h"
#include "core/relay/ports.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A port that is silent because there is no way to the host proves nothing; open
// and refused both show that the host answers.
bool isThere(PortAnswer answer)
{
    return answer == PortAnswer::Open || answer == PortAnswer::Refused;
}

Claim claimAbout(const QString &address, const QList<PortAnswer> &answers)
{
    QStringList notSilent;
    for (qsizetype i = 0; i < answers.size(); ++i) {
        if (answers.at(i) != PortAnswer::Silent)
            notSilent << u"%1 %2"_s.arg(publicTcpPorts.at(std::size_t(i)))
                             .arg(portAnswerName(answers.at(i)));
    }
    return {Proof::FenceHolds, UserText::tr("NEW's public ports at %1, from outside").arg(address),
            UserText::tr("no answer"),
            notSilent.isEmpty() ? UserText::tr("no answer") : notSilent.join(u", "),
            notSilent.isEmpty()};
}

} // namespace

QList<Claim> fenceClaims(StepContext &context)
{
    QList<Claim> claims;
    for (const QString &address : {context.facts.addresses.newV4, context.facts.addresses.newV6}) {
        if (address.isEmpty())
            continue;
        QList<Endpoint> endpoints;
        for (const int port : publicTcpPorts)
            endpoints << Endpoint{address, port};
        endpoints << Endpoint{address, context.facts.addresses.newSshPort};
        QList<PortAnswer> answers = probePorts(endpoints, 2s, context.control.stopForCommands());
        const PortAnswer ssh = answers.takeLast();
        if (isThere(ssh))
            claims << claimAbout(address, answers);
        else
            context.report.note(
                UserText::tr(
                    "%1 can't be reached from this computer: the fence was not tried there")
                    .arg(address));
    }
    if (claims.isEmpty())
        claims << Claim{Proof::FenceHolds, UserText::tr("NEW's fence, tried from outside"),
                        UserText::tr("no answer"), UserText::tr("NEW can't be reached from here"),
                        false};
    return claims;
}

} // namespace relaymove
