#pragma once
#include "core/host/host.h"
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

// What a command of a step is for. Claim makes a host this migration's, or takes its lease;
// Move is for its guard alone: another state.
enum class Purpose { Look, Change, Prove, Undo, Claim, Move };

struct Planned
{
    Role where = Role::Admin;
    Purpose purpose = Purpose::Change;
    Command command;
    QString why; // one line
    // What changes a host does so in these of its states; the host refuses it in all others.
    QList<HostState> in;
};
using Plan = std::vector<Planned>;
void append(Plan &plan, std::initializer_list<Plan> parts);
// OLD and NEW may be changed in these states by what says no others itself.
Plan during(Plan plan, std::initializer_list<HostState> states);
// Whether the host's guard decides if it runs.
bool isGuarded(const Planned &planned);
// What of a plan a host may run.
QList<Permit> permitsFor(Role role, const Plan &plan);

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

// Every step in its order (core/steps/all_steps.cpp: one row a step).
std::vector<std::unique_ptr<Step>> makeSteps();

} // namespace relaymove
