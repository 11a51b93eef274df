#pragma once
#include "core/engine/runner.h"
#include "core/migration/state.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

namespace relaymove {

using namespace Qt::StringLiterals;

inline const QStringList wholeWayBack{u"undo disable"_s, u"undo activate"_s, u"undo chown"_s,
                                      u"undo sync"_s, u"undo dns"_s};

// Instead of a host's state: no record, and a host that does not answer.
constexpr int nothing = -1, gone = -2;

// A move whose steps do what the test says, on hosts that are in the state that it says.
struct ScriptedMove : FakeMigration
{
    ScriptedMove()
    {
        facts.relay.domain = u"relay.test"_s;
        facts.cutover.id = u"c1"_s;
        answers[u"cutover/start"_s] = question::StartCutover::Answer::Start;
        for (const auto &host : {onOld, onNew})
            host->on(QString(), "");
        records(HostState::Serving, HostState::Fenced);
        whenRun[StepId::Disable] = [this] { records(HostState::Held, HostState::Fenced); };
        whenRun[StepId::Sync] = [this] { records(HostState::Held, HostState::Filled); };
        whenRun[StepId::Activate] = [this] { records(HostState::Forwarding, HostState::Settled); };
    }

    StepOutcome run(StepId until = StepId::Finish);
    StepOutcome rollback();
    void be(int old, int next)
    {
        const auto state = [](int given) {
            return given < 0 ? std::nullopt : std::optional(HostState(given));
        };
        records(state(old), state(next));
        onOld->setGone(old == gone);
        onNew->setGone(next == gone);
    }
    // As after everything up to this step.
    void isDoneTo(StepId last)
    {
        for (const StepId id : allSteps()) {
            if (!isBefore(last, id))
                found[id] = Inspection::done(u"done"_s);
        }
    }
    QStringList ranSteps() const { return did.filter(u"run "_s); }
    QStringList undone() const { return did.filter(u"undo "_s); }
    // The first failure that somebody was told of.
    Failure failure() const;
    template <class Wanted>
    QList<Wanted> told() const
    {
        QList<Wanted> all;
        for (const StampedEvent &event : events) {
            if (const auto *one = std::get_if<Wanted>(&event.event))
                all << *one;
        }
        return all;
    }

    QHash<StepId, Inspection> found; // absent, before it ran; done, afterwards
    QHash<StepId, Plan> plans;
    QHash<StepId, std::function<void()>> whenInspected, whenRun, whenUndone;
    QHash<StepId, QList<Claim>> claims;
    bool newIsSaidGone = false;
    QStringList did; // "inspect sync", "run sync", "undo sync"
};

class Scripted : public Step
{
public:
    Scripted(StepId id, ScriptedMove &move) : m_id(id), m_move(move) {}
    StepId id() const override { return m_id; }
    Plan describe(const Profile &, const Facts &) const override { return m_move.plans[m_id]; }
    Inspection inspect(StepContext &) override
    {
        m_move.did << u"inspect "_s + stepName(m_id);
        if (const auto act = m_move.whenInspected.value(m_id))
            act();
        return m_move.found.value(m_id, Inspection::absent(u"not yet"_s));
    }
    void run(StepContext &) override
    {
        m_move.did << u"run "_s + stepName(m_id);
        if (const auto act = m_move.whenRun.value(m_id))
            act();
        if (!m_move.found.contains(m_id))
            m_move.found[m_id] = Inspection::done(u"done"_s);
    }
    QList<Claim> prove(StepContext &) override { return m_move.claims[m_id]; }
    void undo(StepContext &context) override
    {
        m_move.newIsSaidGone = context.words.newIsGone;
        m_move.did << u"undo "_s + stepName(m_id);
        if (const auto act = m_move.whenUndone.value(m_id))
            act();
    }

private:
    StepId m_id;
    ScriptedMove &m_move;
};

inline std::vector<std::unique_ptr<Step>> stepsOf(ScriptedMove &move)
{
    std::vector<std::unique_ptr<Step>> steps;
    for (const StepId id : allSteps())
        steps.push_back(std::make_unique<Scripted>(id, move));
    return steps;
}

inline StepOutcome ScriptedMove::run(StepId until)
{
    return Runner(context, stepsOf(*this)).run(until);
}
inline StepOutcome ScriptedMove::rollback() { return Runner(context, stepsOf(*this)).rollback(); }

inline Failure ScriptedMove::failure() const
{
    for (const event::StepEnded &ended : told<event::StepEnded>()) {
        if (ended.failure)
            return *ended.failure;
    }
    return localTrouble(u"nobody was told of any"_s, {});
}

inline void breaks() { throw Failure{failure::CommandFailed{u"x"_s}, Role::New}; }

} // namespace relaymove

namespace QTest {
template <>
inline char *toString(const relaymove::StepOutcome &outcome)
{
    return qstrdup(qPrintable(outcomeName(outcome)));
}
} // namespace QTest
