#pragma once
#include "core/migration/action.h"
#include "core/migration/event.h"
#include "core/migration/facts.h"

#include <QDateTime>

#include <functional>
#include <memory>
#include <vector>

namespace relaymove {

class PrivateAgent;
class Reporter;
class RunControl;
class SecretStore;
struct Profile;

// How a step finds the hosts, before it does anything.
struct Inspection
{
    enum class Kind { Absent, Partial, Waiting, Done, Conflict };
    Kind kind = Kind::Absent;
    QString evidence; // what was seen; for Conflict the reason, for Waiting why

    static Inspection absent(const QString &evidence);
    static Inspection partial(const QString &evidence);
    static Inspection waiting(const QString &evidence);
    static Inspection done(const QString &evidence);
    static Inspection conflict(const QString &reason);
};

// What the person said about this one run.
struct RunWords
{
    QString lease;          // the token by which the hosts know this computer
    QString who;            // user@computer, for whoever is refused meanwhile
    QList<Role> leased;     // the hosts whose lease this run has
    bool takeOver = false;  // from another computer that has the lease
    bool newIsGone = false; // NEW is lost for good: OLD may serve again though it handed over
    bool oldIsGone = false; // OLD is lost: NEW may open without its word
};

// All that a step may use. source is where the relay is, target where it goes:
// going back after activation is the same steps with the two exchanged.
struct StepContext
{
    const Profile &profile;
    Facts &facts;
    QString folder; // the migration's own
    Host &source;
    Host &target;
    Host &admin;
    RunControl &control;
    Reporter &report;
    SecretStore &secrets;
    PrivateAgent &agent;
    // The profile's checkout from now on, saved with it; its chatmail.ini is the one in there.
    std::function<void(const QString &)> useCheckout;
    // What the person wants done once more, though it need not be.
    std::optional<StepId> again;
    RunWords words;

    // On the action's host, with what is known of the migration in its placeholders. As
    // Host::run and Host::stream.
    Output run(const Action &action) const;
    Output stream(const Action &action, const Host::LineSink &sink) const;
    void runAll(const Plan &plan) const; // one after the other

    void saveFacts() const { relaymove::saveFacts(folder, facts); }
};

// One part of a migration. inspect, run, prove and undo run only commands that describe()
// lists, may be called again at any time, and ask the hosts instead of trusting what was
// remembered: only what no host knows is, and within one run only.
class Step
{
public:
    virtual ~Step() = default;
    virtual StepId id() const = 0;
    // Unknown values stay placeholders; touches nothing.
    virtual Plan describe(const Profile &profile, const Facts &facts) const = 0;
    virtual Inspection inspect(StepContext &context) = 0;
    virtual void run(StepContext &context) = 0;
    virtual QList<Claim> prove(StepContext &context) = 0;
    virtual void undo(StepContext &) {}
};

} // namespace relaymove
