#include "core/base/failure.h"
#include "core/engine/session.h"
#include "core/profiles/secret_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace relaymove;
using namespace Qt::StringLiterals;

// A run as the window and the command line start it, up to where a machine is needed.
class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCannotBeReachedIsNoStepsFailure();
    void aFullDiskIsAFailureOfTheRun();

private:
    static QList<StampedEvent> eventsOf(const QString &folder);
};

QList<StampedEvent> SessionTest::eventsOf(const QString &folder)
{
    Profile profile = Profile::fresh();
    profile.domain = u"mail.example.org"_s;
    profile.oldHost = u"relaymove.invalid"_s; // RFC 2606: has no address
    profile.newHost = u"relaymove.invalid"_s;
    Session session(
        profile,
        {.folder = folder, .secrets = std::make_shared<MemorySecretStore>(), .answers = {}});
    session.start(Goal::Run, StepId::Preflight);
    session.wait();
    return session.events().take();
}

void SessionTest::whatCannotBeReachedIsNoStepsFailure()
{
    const QTemporaryDir folder;
    State state;
    for (const StampedEvent &event : eventsOf(folder.path()))
        state = apply(std::move(state), event);
    QVERIFY(!state.running && state.failure);
    QVERIFY(state.failure->where == Role::Old);
    QVERIFY(state.steps.isEmpty());
}

// As the limit of a file's size says it, which is a full disk to who writes.
void SessionTest::aFullDiskIsAFailureOfTheRun()
{
    const QTemporaryDir folder;
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit none{0, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &none), 0);
    const QList<StampedEvent> events = eventsOf(folder.path());
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    const auto *ended = std::get_if<event::RunEnded>(&events.last().event);
    QVERIFY(ended && ended->failure);
    QCOMPARE(int(ended->outcome), int(StepOutcome::Failed));
    const auto *trouble = ended->failure->as<failure::LocalTrouble>();
    QVERIFY(trouble);
    QVERIFY2(trouble->what.contains(u"journal"_s), qPrintable(trouble->what));
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
