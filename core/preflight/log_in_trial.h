#pragma once
#include "core/migration/blocker.h"
#include "core/migration/step.h"

namespace relaymove {

// cmdeploy logs in by three ssh clients, with nobody to ask (relay-facts.md): the system's,
// rsync's, which is the system's too, and pyinfra's, which is paramiko: that one reads
// ~/.ssh/config in its own way, and has its own idea of keys and agents.
//
// Which key is NEW's is another question, answered by the pinned one (known_host.h).
struct LogInTrial
{
    QString ssh, pyinfra; // what it or the far host said instead; empty: it gets in
};

Plan logInTrialPlan();
LogInTrial tryToLogIn(StepContext &context);
QList<Blocker> blockersOf(const LogInTrial &trial, const Profile &profile);

} // namespace relaymove
