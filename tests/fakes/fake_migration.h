#pragma once
#include "core/engine/common_looks.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/migration/step.h"
#include "core/profiles/profile.h"
#include "core/profiles/secret_store.h"
#include "core/ssh/private_agent.h"
#include "tests/fakes/fake_transport.h"

#include <QTemporaryDir>

namespace relaymove {

// All that a step wants, on machines that answer by a script. Each host runs only
// what the step and the common looks describe, as in a real run.
struct FakeMigration
{
    FakeMigration()
    {
        control.setAnswerSource([this](const Question &question) { return answer(question); });
        onOld->watch([this](const QString &line) { ran << QStringLiteral("OLD ") + line; });
        onNew->watch([this](const QString &line) { ran << QStringLiteral("NEW ") + line; });
        onAdmin->watch([this](const QString &line) { ran << QStringLiteral("ADMIN ") + line; });
    }

    void allow(const Step &step)
    {
        Plan plan = step.describe(profile, facts);
        append(plan, {commonLooks()});
        allow(plan);
    }
    void allow(const Plan &plan)
    {
        for (Host *host : {&source, &target, &admin})
            host->allowOnly(permitsFor(host->role(), plan));
    }

    // Where the first command with `part` in it came, of those that begin so; -1: never.
    qsizetype placeOf(const QString &part, const QString &begins = {}) const
    {
        for (qsizetype i = 0; i < ran.size(); ++i) {
            if (ran.at(i).contains(part) && ran.at(i).startsWith(begins))
                return i;
        }
        return -1;
    }

    // What the hosts' records say of this migration; nothing: not claimed.
    void records(std::optional<HostState> onOldHost, std::optional<HostState> onNewHost)
    {
        const auto tell = [this](FakeTransport &host, std::optional<HostState> state) {
            const bool serves = state == HostState::Open || state == HostState::Settled;
            const QString text = QStringLiteral("migration=%1\ncutover=%2\nstate=%3\n") +
                                 QStringLiteral("opened=yes\n").repeated(serves ? 1 : 0);
            host.on(QStringLiteral("record/values"),
                    state ? text.arg(profile.id, facts.cutover.id, stateName(*state)).toUtf8()
                          : QByteArray());
        };
        tell(*onOld, onOldHost);
        tell(*onNew, onNewHost);
    }

    std::optional<AnyAnswer> answer(const Question &question)
    {
        asked << question;
        return answers.value(question.id, silence(question.what));
    }

    QTemporaryDir folder;
    Profile profile = Profile::fresh();
    Facts facts;
    std::shared_ptr<FakeTransport> onOld = std::make_shared<FakeTransport>();
    std::shared_ptr<FakeTransport> onNew = std::make_shared<FakeTransport>();
    std::shared_ptr<FakeTransport> onAdmin = std::make_shared<FakeTransport>();
    QHash<QString, AnyAnswer> answers; // by the question's id; the default otherwise
    QList<Question> asked;
    QStringList ran; // on all machines: "NEW true"
    QList<StampedEvent> events;

    RunControl control;
    LogStore log{QString()};
    Reporter report{[this](const StampedEvent &event) { events << event; }, log};
    MemorySecretStore secrets;
    PrivateAgent agent{profile.id, control.stopForCommands()};
    Host source{Role::Old, onOld, control};
    Host target{Role::New, onNew, control};
    Host admin{Role::Admin, onAdmin, control};
    StepContext context{profile,
                        facts,
                        folder.path(),
                        source,
                        target,
                        admin,
                        control,
                        report,
                        secrets,
                        agent,
                        [this](const QString &path) { profile.checkout = path; },
                        {},
                        {.lease = QStringLiteral("lease-1"), .who = QStringLiteral("a@b")}};
};

} // namespace relaymove
