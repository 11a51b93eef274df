#pragma once
#include "core/migration/step.h"
#include "core/net/way.h"
#include "core/relay/answer_sheet.h"

#include <memory>

namespace relaymove {

// One list of trials, for OLD before anything stops and for NEW behind its fence: they go
// through the ssh connection to the machine, from itself to an address of its own. The fence
// lets that through, nobody else can come that way, and to postfix and dovecot it is a stranger
// (from 127.0.0.1 it would be one of mynetworks).
struct Approach
{
    std::shared_ptr<Way> way;
    QString address;
};

Plan relayTrialPlan(Role where);
// The first of these addresses is enough. None: its sshd makes no connections for anybody.
std::optional<Approach> approachTo(StepContext &context, Host &host, const QStringList &addresses);

// The ports, and mail. Makes an account, and takes it away with all that it got, however this
// ends.
AnswerSheet tryMail(StepContext &context, Host &host, const Approach &approach);
// And the key that signs.
AnswerSheet tryRelay(StepContext &context, Host &host, const Approach &approach);

// How every TLS port of these addresses shows one and the same certificate, for the domain.
Answered tryCertificate(StepContext &context, const QStringList &addresses, Way *way = nullptr);
// Whether a certificate for these names is one for the domain; one may be for a whole level.
bool isNamedIn(const QStringList &names, const QString &domain);

// The public ports that the relay serves: without ACME nobody may listen on 80.
QList<int> servedPorts(const Facts &facts);

} // namespace relaymove
