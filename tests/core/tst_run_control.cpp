#include "core/base/failure.h"
#include "core/migration/run_control.h"

#include <QTest>

#include <thread>

using namespace relaymove;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using question::GoOnOrBack;
using question::StartCutover;
using Answer = StartCutover::Answer;

Answer ask(RunControl &control, std::optional<std::chrono::seconds> timeout = {})
{
    return control.ask(u"q"_s, Role::Admin, StartCutover(), timeout);
}

} // namespace

class TestRunControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatATrialLeftIsTakenAwayWhateverHappens()
    {
        RunControl control;
        int taken = 0;
        const auto away = [&] {
            control.checkpoint(); // as before each command
            QVERIFY(!control.stopForCommands().isRaised());
            ++taken;
        };
        QCOMPARE(control.withoutTrace([] { return 7; }, away), 7);
        QVERIFY_THROWS_EXCEPTION(Failure,
                                 control.withoutTrace([]() -> int { throw Failure{}; }, away));
        const auto stopped = [&] {
            control.stop();
            control.checkpoint();
            return 1;
        };
        QVERIFY_THROWS_EXCEPTION(Cancelled, control.withoutTrace(stopped, away));
        QCOMPARE(taken, 3);
        QVERIFY(control.isStopRequested());
        control.reset();
        // What stays is told, unless the work itself broke.
        const auto stays = [] { throw Failure{}; };
        QVERIFY_THROWS_EXCEPTION(Failure, control.withoutTrace([] { return 1; }, stays));
        QVERIFY_THROWS_EXCEPTION(Cancelled,
                                 control.withoutTrace([]() -> int { throw Cancelled{}; }, stays));
    }

    void anAnswerEndsTheWait()
    {
        RunControl control;
        QStringList told;
        std::jthread person;
        control.setListeners(
            [&](const Question &) {
                person = std::jthread([&] { control.answer(u"q"_s, Answer::Start); });
            },
            [&](const QString &, const AnyAnswer &answer, const QString &by) {
                told << answerWord(answer) << by;
            });
        QCOMPARE(ask(control), Answer::Start);
        QCOMPARE(told, (QStringList{u"start"_s, u"person"_s}));
    }

    void silenceIsTheDefault()
    {
        RunControl control;
        QString by;
        control.setListeners(
            {}, [&](const QString &, const AnyAnswer &, const QString &who) { by = who; });
        QCOMPARE(ask(control, 0s), Answer::Wait);
        QCOMPARE(by, u"silence"_s);
    }

    void nothingStopsTheWayBack()
    {
        RunControl control;
        bool asked = false;
        control.setListeners([&](const Question &) { asked = true; }, {});
        control.setWhenStopped(WhenStopped::GoesOn);
        control.stop();
        control.checkpoint();
        QVERIFY(!asked);
        QVERIFY(!control.isStopRequested());
    }

    void aFlagAnswersFirst()
    {
        RunControl control;
        control.setAnswerSource(
            [](const Question &) { return std::optional<AnyAnswer>(Answer::Start); });
        QCOMPARE(ask(control), Answer::Start);
    }

    void anAnswerToAnEarlierAskingDoesNotCount()
    {
        RunControl control;
        control.answer(u"q"_s, Answer::Start);
        QCOMPARE(ask(control, 0s), Answer::Wait);
    }

    void stopEndsAQuestionAndAPause()
    {
        RunControl control;
        control.setListeners([&](const Question &) { control.stop(); }, {});
        QVERIFY_THROWS_EXCEPTION(Cancelled, ask(control));
        QVERIFY_THROWS_EXCEPTION(Cancelled, control.pause(24h));
        QVERIFY_THROWS_EXCEPTION(Cancelled, control.checkpoint());
    }

    // Else "go on, or back?" would be left by neither, and nobody served.
    void withinTheCutoverAStopIsTheDefault()
    {
        for (const WhenStopped when : {WhenStopped::Asks, WhenStopped::GoesOn}) {
            RunControl control;
            QStringList told;
            control.setWhenStopped(when);
            control.setListeners([&](const Question &) { control.stop(); },
                                 [&](const QString &, const AnyAnswer &answer, const QString &by) {
                                     told << answerWord(answer) << by;
                                 });
            QCOMPARE(ask(control), Answer::Wait);
            QCOMPARE(told, (QStringList{u"wait"_s, u"stop"_s}));
            QVERIFY(!control.isStopRequested());
        }
    }

    // A command may be sent to a second machine by another thread meanwhile.
    void onlyTheWorkerIsHeldUp()
    {
        RunControl control;
        control.setWhenStopped(WhenStopped::Asks);
        int asked = 0;
        control.setAnswerSource(
            [](const Question &) { return std::optional<AnyAnswer>(GoOnOrBack::Answer::On); });
        control.setListeners([&](const Question &) { ++asked; }, {});
        control.stop();
        std::thread([&] { control.checkpoint(); }).join();
        QCOMPARE(asked, 0);
        control.checkpoint(); // the stop is not lost
        QCOMPARE(asked, 1);
    }

    void withinTheCutoverAStopAsks()
    {
        RunControl control;
        control.setWhenStopped(WhenStopped::Asks);
        QString asked;
        AnyAnswer answer = GoOnOrBack::Answer::On;
        control.setAnswerSource([&](const Question &q) {
            asked = kindName(q.what);
            return std::optional(answer);
        });
        control.stop();
        QVERIFY(!control.stopForCommands().isRaised());
        control.checkpoint();
        QCOMPARE(asked, u"go-on-or-back"_s);
        control.stop();
        answer = GoOnOrBack::Answer::Back;
        QVERIFY_THROWS_EXCEPTION(Cancelled, control.checkpoint());
    }
};

QTEST_GUILESS_MAIN(TestRunControl)
#include "tst_run_control.moc"
