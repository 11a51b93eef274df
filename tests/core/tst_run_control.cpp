#include "core/base/failure.h"
#include "core/migration/run_control.h"

#include <QTest>

#include <thread>

using namespace relaymove;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Question question(std::optional<std::chrono::seconds> timeout)
{
    return {.id = u"q"_s,
            .kind = QuestionKind::StartCutover,
            .about = Role::Admin,
            .arguments = {},
            .options = {u"start"_s, u"wait"_s},
            .defaultOption = u"wait"_s,
            .timeout = timeout};
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
                person = std::jthread([&] { control.answer(u"q"_s, u"start"_s); });
            },
            [&](const QString &, const QString &value, const QString &by) { told << value << by; });
        QCOMPARE(control.ask(question({})), u"start"_s);
        QCOMPARE(told, (QStringList{u"start"_s, u"person"_s}));
    }

    void silenceIsTheDefault()
    {
        RunControl control;
        QString by;
        control.setListeners(
            {}, [&](const QString &, const QString &, const QString &who) { by = who; });
        QCOMPARE(control.ask(question(0s)), u"wait"_s);
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
        control.setAnswerSource([](const Question &) { return std::optional(u"start"_s); });
        QCOMPARE(control.ask(question({})), u"start"_s);
    }

    void anAnswerToAnEarlierAskingDoesNotCount()
    {
        RunControl control;
        control.answer(u"q"_s, u"start"_s);
        QCOMPARE(control.ask(question(0s)), u"wait"_s);
    }

    void stopEndsAQuestionAndAPause()
    {
        RunControl control;
        control.setListeners([&](const Question &) { control.stop(); }, {});
        QVERIFY_THROWS_EXCEPTION(Cancelled, control.ask(question({})));
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
                                 [&](const QString &, const QString &value, const QString &by) {
                                     told << value << by;
                                 });
            QCOMPARE(control.ask(question({})), u"wait"_s);
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
        control.setAnswerSource([](const Question &) { return std::optional(u"on"_s); });
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
        QString answer = u"on"_s;
        control.setAnswerSource([&](const Question &q) {
            asked = questionKindName(q.kind);
            return std::optional(answer);
        });
        control.stop();
        QVERIFY(!control.stopForCommands().isRaised());
        control.checkpoint();
        QCOMPARE(asked, u"go-on-or-back"_s);
        control.stop();
        answer = u"back"_s;
        QVERIFY_THROWS_EXCEPTION(Cancelled, control.checkpoint());
    }
};

QTEST_GUILESS_MAIN(TestRunControl)
#include "tst_run_control.moc"
