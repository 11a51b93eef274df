#include "core/migration/journal.h"
#include "tests/ui/sample_states.h"
#include "ui/window/secret_keeper.h"
#include "ui/window/session_controller.h"

#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

// A question that outlived its run: the program was closed while it stood. What an answer to it
// starts must be what the person means.
class AnsweredLaterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAnswerStartsWhatItMeans_data();
    void theAnswerStartsWhatItMeans();
};

void AnsweredLaterTest::theAnswerStartsWhatItMeans_data()
{
    using namespace question;
    QTest::addColumn<AnyQuestion>("what");
    QTest::addColumn<AnyAnswer>("answer");
    QTest::addColumn<QString>("goal"); // of the run that begins; empty: none does
    const auto row = [](const char *name, const AnyQuestion &what, const AnyAnswer &answer,
                        const QString &goal) { QTest::newRow(name) << what << answer << goal; };
    row("NEW is lost", NewIsGone(), NewIsGone::Answer::Gone, u"rollback"_s);
    row("it is not", NewIsGone(), NewIsGone::Answer::Wait, {});
    row("OLD is lost", OldIsGone(), OldIsGone::Answer::Gone, u"run"_s);
    row("taken over", TakeOver(), TakeOver::Answer::Take, u"run"_s);
    row("left to them", TakeOver(), TakeOver::Answer::Leave, {});
    row("left behind", LeaveBehind(), LeaveBehind::Answer::Leave, u"run"_s);
}

void AnsweredLaterTest::theAnswerStartsWhatItMeans()
{
    QFETCH(AnyQuestion, what);
    QFETCH(AnyAnswer, answer);
    QFETCH(QString, goal);
    const QTemporaryDir home;
    const ProfileStore store(QDir(home.filePath(u"profiles"_s)),
                             QDir(home.filePath(u"migrations"_s)));
    Profile profile = sample::untouched().profile;
    profile.id = Profile::fresh().id;
    profile.oldHost = u"relaymove.invalid"_s; // RFC 2606: has no address
    QVERIFY(store.save(profile).has_value());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Question question{.id = u"q"_s, .about = Role::New, .what = what};
    const QString path = store.migrationFolder(profile.id).filePath(u"journal.jsonl"_s);
    {
        Journal journal(path);
        journal.append({now, event::RunStarted{profile.id, u"run"_s, u"0.1.0"_s}});
        journal.append({now, event::QuestionAsked{question}});
    }
    SecretKeeper secrets(std::make_shared<MemorySecretStore>());
    SessionController controller(profile, store, secrets);
    QVERIFY(controller.snapshot().state.question);
    controller.answer(u"q"_s, answer);
    QCOMPARE(controller.isRunning(), !goal.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!controller.isRunning(), 60000);
    QStringList goals;
    for (const StampedEvent &stamped : Journal::read(path)) {
        if (const auto *started = std::get_if<event::RunStarted>(&stamped.event))
            goals << started->goal;
    }
    QCOMPARE(goals.mid(1).value(0), goal);
}

QTEST_MAIN(AnsweredLaterTest)
#include "tst_answered_later.moc"
