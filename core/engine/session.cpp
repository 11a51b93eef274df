#include "core/engine/session.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/engine/lease.h"
#include "core/engine/runner.h"
#include "core/migration/journal.h"
#include "core/migration/reporter.h"
#include "core/process/local_transport.h"
#include "core/process/process_mark.h"
#include "core/profiles/secret_store.h"
#include "core/ssh/private_agent.h"
#include "core/ssh/ssh_transport.h"
#include "core/steps/all_steps.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// Enough for the journal of a cutover, many times over.
constexpr qint64 journalReserve = qint64(4) << 20;
constexpr auto survivorGrace = std::chrono::seconds(5);

HostKey toHostKey(const PinnedHostKey &pinned)
{
    return {pinned.type, pinned.blob.toUtf8(), pinned.fingerprint};
}

// One machine of the migration: found by ssh's own rules, and its key agreed to
// by the person before anything is sent to it.
class Connector
{
public:
    Connector(Profile &profile, RunControl &control, std::function<void(const Profile &)> save)
        : m_profile(profile), m_control(control), m_save(std::move(save))
    {
    }

    std::shared_ptr<SshTransport> connect(Role role)
    {
        const QString name = role == Role::Old ? m_profile.oldHost : m_profile.newHost;
        const auto target = resolveTarget(role, name, m_control.stopForCommands());
        if (!target)
            throw target.error();
        refuseNameOfRelay(role, name, target->address);
        m_ports[role] = target->port;
        PinnedHostKey &pin = role == Role::Old ? m_profile.oldKey : m_profile.newKey;
        if (pin.isEmpty())
            agree(role, *target, pin);
        return std::make_shared<SshTransport>(role, *target, toHostKey(pin));
    }

    int portOf(Role role) const { return m_ports.value(role); }

private:
    void agree(Role role, const SshTarget &target, PinnedHostKey &pin)
    {
        const HostKey seen = probeHostKey(role, target, m_control.stopForCommands());
        refuseClone(role, seen);
        using question::AcceptHostKey;
        if (m_control.ask(u"preflight/host-key/%1"_s.arg(roleName(role)), role,
                          AcceptHostKey{target.address, seen.type, seen.fingerprint}) !=
            AcceptHostKey::Answer::Accept)
            throw Failure{failure::HostKeyUnknown{target.address, seen.type, seen.fingerprint},
                          role};
        pin = {.type = seen.type,
               .blob = QString::fromUtf8(seen.blob),
               .fingerprint = seen.fingerprint};
        if (m_save)
            m_save(m_profile);
    }

    // What an ssh configuration makes of the name that the profile was asked about.
    void refuseNameOfRelay(Role role, const QString &name, const QString &address) const
    {
        if (isNameOfRelay(address, m_profile.domain))
            throw refused(role,
                          UserText::tr("ssh goes to %1 for \"%2\": that leads to "
                                       "another machine once the DNS records are changed.")
                              .arg(address, name),
                          UserText::tr("Give that Host of ~/.ssh/config the machine's "
                                       "address, or a name of its own, as HostName."));
    }

    // Before the key is kept: the one that NEW gets instead is then asked about.
    void refuseClone(Role role, const HostKey &seen) const
    {
        const PinnedHostKey &other = role == Role::Old ? m_profile.newKey : m_profile.oldKey;
        if (other.blob.toUtf8() != seen.blob)
            return;
        throw refused(
            role,
            UserText::tr("OLD and NEW show the same host key: they are one machine, or one is a "
                         "clone of the other."),
            UserText::tr("Correct the addresses, or give NEW a key of its own on its console: rm "
                         "/etc/ssh/ssh_host_*_key*; ssh-keygen -A; systemctl restart ssh"));
    }

    Profile &m_profile;
    RunControl &m_control;
    std::function<void(const Profile &)> m_save;
    QHash<Role, int> m_ports;
};

// What a killed run of this program left behind here (cmdeploy, above all) must
// not go on beside a new one.
void endSurvivors(const QList<StampedEvent> &past, Reporter &report)
{
    State state;
    for (const StampedEvent &event : past)
        state = apply(std::move(state), event);
    for (const event::ChildStarted &child : state.children) {
        if (!endProcessGroup({child.pid, quint64(child.startTicks)}, survivorGrace))
            throw localTrouble(UserText::tr("%1 of an earlier run (process %2) can't be ended")
                                   .arg(child.program)
                                   .arg(child.pid),
                               UserText::tr("it might change NEW at the same time"));
        report.event(event::ChildEnded{child.pid});
    }
}

void recordCommand(Reporter &report, const CommandRecord &record)
{
    if (record.exitCode) {
        report.log(record.role, LogLevel::Detail,
                   u"  ended with %1 after %2 ms"_s.arg(*record.exitCode).arg(record.took.count()));
        return;
    }
    if (record.isUndescribed)
        report.log(record.role, LogLevel::Error,
                   u"not run, for no step has said it: "_s + record.line);
    else if (record.took.count() == 0)
        report.log(record.role, LogLevel::Command, u"$ "_s + record.line);
}

} // namespace

void EventFeed::push(const StampedEvent &event)
{
    const std::lock_guard lock(m_mutex);
    m_events << event;
}

QList<StampedEvent> EventFeed::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_events, {});
}

Session::Session(Profile profile, Options options)
    : m_profile(std::move(profile)), m_options(std::move(options)),
      m_past(Journal::read(m_options.folder + u"/journal.jsonl"_s)),
      m_log(m_options.folder + u"/log.tsv"_s)
{
}

Session::~Session()
{
    m_control.stop();
    wait();
}

void Session::start(Goal goal, StepId until, std::optional<StepId> again, RunWords words)
{
    wait();
    m_control.reset();
    m_running = true;
    m_worker = std::jthread([this, goal, until, again, words] {
        work(goal, until, again, words);
        m_running = false;
    });
}

void Session::wait()
{
    if (m_worker.joinable())
        m_worker.join();
}

void Session::work(Goal goal, StepId until, std::optional<StepId> again, const RunWords &words)
{
    std::unique_ptr<Journal> journal;
    const auto sink = [&](const StampedEvent &event) {
        m_feed.push(event); // whoever looks learns of it, also when the disk is full
        if (journal && isPersisted(event.event))
            journal->append(event);
    };
    Reporter report(sink, m_log);
    m_control.setListeners(
        [&](const Question &question) { report.event(event::QuestionAsked{question}); },
        [&](const QString &id, const AnyAnswer &answer, const QString &by) {
            report.log(Role::Admin, LogLevel::Info,
                       u"answer to %1: %2 (%3)"_s.arg(id, answerWord(answer), by));
            report.event(event::QuestionAnswered{id, answer, by});
        });
    m_control.setAnswerSource(m_options.answers);
    report.setStep(StepId::Preflight);
    try {
        journal = std::make_unique<Journal>(m_options.folder + u"/journal.jsonl"_s);
        journal->reserve(journalReserve);
        report.event(event::RunStarted{m_profile.id, goal == Goal::Run ? u"run"_s : u"rollback"_s,
                                       QStringLiteral(RELAYMOVE_VERSION)});
        endRun(report, carryOut(goal, until, again, words, report), {});
    } catch (Failure &failure) {
        failure.step = stepName(StepId::Preflight); // where the log has it
        endRun(report, StepOutcome::Failed, failure);
    } catch (const Cancelled &) {
        endRun(report, StepOutcome::Cancelled, {});
    } catch (const std::exception &error) {
        endRun(report, StepOutcome::Failed,
               localTrouble(UserText::tr("Relaymove itself stumbled"),
                            QString::fromLocal8Bit(error.what())));
    }
    m_control.setListeners({}, {});
}

// The last words of a run. Nobody is above to catch what happens here: a journal
// that can't take them keeps them from nobody who looks.
void Session::endRun(Reporter &report, StepOutcome outcome, const std::optional<Failure> &failure)
{
    m_outcome = outcome;
    try {
        if (failure)
            report.log(failure->where, LogLevel::Error, explain(*failure).happened);
        report.event(event::RunEnded{outcome, failure});
    } catch (const Failure &) {
        return; // the events went out before they were written
    }
}

StepOutcome Session::carryOut(Goal goal, StepId until, std::optional<StepId> again,
                              const RunWords &words, Reporter &report)
{
    RunWords ours = words;
    ours.lease = leaseToken(m_options.folder);
    ours.who = leaseHolder();
    endSurvivors(m_past, report);
    Connector connector(m_profile, m_control, m_options.save);
    const auto oldTransport = connector.connect(Role::Old);
    const auto newTransport = connector.connect(Role::New);
    PrivateAgent agent(m_profile.id, m_control.stopForCommands());
    oldTransport->setForwardedAgent(agent.socketPath());

    Host old(Role::Old, oldTransport, m_control);
    Host next(Role::New, newTransport, m_control);
    qint64 child = 0;
    const auto started = [&](const ProcessMark &mark) {
        child = mark.pid;
        report.event(event::ChildStarted{mark.pid, qint64(mark.startTicks), u"a command"_s});
    };
    Host admin(Role::Admin, std::make_shared<LocalTransport>(started), m_control);
    for (Host *host : {&old, &next, &admin}) {
        host->setRecorder([&](const CommandRecord &record) {
            recordCommand(report, record);
            if (record.role == Role::Admin && record.exitCode && child != 0)
                report.event(event::ChildEnded{std::exchange(child, 0)});
        });
        host->setLineLog([&report, role = host->role()](const QString &line, bool) {
            report.log(role, LogLevel::Detail, u"  "_s + line);
        });
    }
    Facts facts = loadFacts(m_options.folder);
    facts.addresses.oldSshPort = connector.portOf(Role::Old);
    facts.addresses.newSshPort = connector.portOf(Role::New);
    for (Host *host : {&old, &next})
        host->setGuard({m_profile.id, ours.lease, [&facts] { return facts.cutover.id; }});
    Runner runner({.profile = m_profile,
                   .facts = facts,
                   .folder = m_options.folder,
                   .source = old,
                   .target = next,
                   .admin = admin,
                   .control = m_control,
                   .report = report,
                   .secrets = *m_options.secrets,
                   .agent = agent,
                   .useCheckout =
                       [this](const QString &path) {
                           m_profile.checkout = path;
                           m_profile.ini.clear();
                           if (m_options.save)
                               m_options.save(m_profile);
                       },
                   .again = again,
                   .words = ours},
                  makeSteps());
    return goal == Goal::Run ? runner.run(until) : runner.rollback();
}

} // namespace relaymove
