#pragma once
#include "core/cmdeploy/known_host.h"
#include "core/migration/step.h"
#include "core/preflight/log_in_trial.h"
#include "core/preflight/port_trial.h"
#include "core/preflight/survey.h"

#include <QDateTime>

#include <optional>

namespace relaymove {

// What a move would founder on later, looked at before anything is touched: clocks,
// memory, the certificate's end, whether NEW may send mail, be reached, and what
// cmdeploy's own ssh and the name server will say.
struct TrialResults
{
    double oldClock = 0, newClock = 0;   // seconds ahead of this computer
    qint64 oldMemory = 0, newMemory = 0; // bytes
    // UTC; invalid: it could not be read. None: it is OLD's own, and nobody renews it.
    std::optional<QDateTime> certificateUntil;
    QString certificatePath;
    QString dkimKey, dkimInDns; // OLD's and the published one; empty: none that can be read
    QStringList reachedPort25, blockedPort25; // OLD's addresses, as NEW probes them
    PortTrial ports;                          // of NEW
    QStringList unnamed;                      // NEW's addresses whose PTR is not the domain
    QList<KnownHost> knownHosts;              // those that cmdeploy logs in to
    LogInTrial logIn;                         // of cmdeploy's ssh clients, to NEW
    QString dnsTrouble;                       // of a record written and removed again
    QList<Blocker> fenceWay;                  // to the way on which NEW is proven
};

Plan trialsPlan(const Profile &profile);
// `isFresh`: nothing of a relay is on NEW yet.
TrialResults runTrials(StepContext &context, const RelaySnapshot &relay,
                       const QStringList &oldAddresses, const QStringList &newAddresses,
                       bool isFresh);

QList<Blocker> blockersOf(const TrialResults &trials, const Profile &profile, const QDateTime &now);
QList<Advisory> advisoriesOn(const TrialResults &trials, const Profile &profile);

} // namespace relaymove
