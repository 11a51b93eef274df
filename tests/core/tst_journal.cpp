#include "core/base/failure.h"
#include "core/cutover/projected_outage.h"
#include "core/migration/event_json.h"
#include "core/migration/journal.h"
#include "core/migration/state.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace relaymove::event;
using namespace Qt::StringLiterals;

namespace {

StampedEvent now(Event event) { return {QDateTime::currentDateTimeUtc(), std::move(event)}; }

QList<StampedEvent> everyKind()
{
    const Failure failure{failure::ClaimFalse{u"a"_s, u"b"_s, u"c"_s}, Role::New, "raw\n",
                          u"sync"_s};
    const Question question{.id = u"q"_s,
                            .about = Role::Old,
                            .what = question::StartCutover{3.1, {}, 600},
                            .timeout = std::chrono::seconds(60)};
    return {now(RunStarted{u"id"_s, u"run"_s, u"0.1"_s}),
            now(StepStarted{StepId::Sync}),
            now(StepSkipped{StepId::Ttl, u"served"_s}),
            now(StepWaiting{StepId::Finish, u"the records are not there"_s}),
            now(StepNote{StepId::Sync, u"note"_s}),
            now(ClaimChecked{StepId::Sync, {Proof::QueueMoved, u"what"_s, u"e"_s, u"o"_s, true}}),
            now(CheckMade{StepId::Preflight, {u"what"_s, u"out"_s, CheckVerdict::Refused}}),
            now(QuestionAsked{question}),
            now(QuestionAnswered{u"q"_s, question::StartCutover::Answer::Start, u"person"_s}),
            now(Reached{Milestone::Hold}),
            now(Serving{WhoServes::Nobody}),
            now(PassEnded{{4, 1204, 18'200'000, 0.8}}),
            now(Projected{3.5}),
            now(ChildStarted{42, 4711, u"cmdeploy"_s}),
            now(ChildEnded{42}),
            now(StepEnded{StepId::Sync, StepOutcome::Failed, failure}),
            now(RunEnded{StepOutcome::Failed, failure})};
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventSurvives()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"journal.jsonl"_s);
        const QList<StampedEvent> events = everyKind();
        {
            Journal journal(path);
            for (const StampedEvent &event : events)
                journal.append(event);
        }
        const Journal again(path);
        QCOMPARE(again.past().size(), events.size());
        for (qsizetype i = 0; i < events.size(); ++i)
            QCOMPARE(toJson(again.past().at(i)), toJson(events.at(i)));
    }

    void everyFailureSurvives()
    {
        const auto survives = []<std::size_t I>(std::in_place_index_t<I> kind) {
            QJsonObject json = toJson(Failure{failure::Any(kind), Role::New, "raw", u"sync"_s});
            QJsonObject what = json[u"what"].toObject();
            QVERIFY(!what.isEmpty());
            for (auto it = what.begin(); it != what.end(); ++it)
                it.value() = it.value().isString()   ? QJsonValue(it.key())
                             : it.value().isDouble() ? QJsonValue(7)
                                                     : QJsonValue(true);
            json[u"what"] = what;
            QCOMPARE(toJson(failureFromJson(json)), json);
            QCOMPARE(failureFromJson(json).what.index(), I);
        };
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (survives(std::in_place_index<I>), ...);
        }(std::make_index_sequence<std::variant_size_v<failure::Any>>());
    }

    void everyQuestionAndAnswerSurvives()
    {
        using namespace question;
        const QDateTime moment({2026, 7, 25}, {18, 42}, Qt::UTC);
        const QStringList lines{u"a"_s, u"b"_s};
        const QString sum(64, u'a');
        for (const AnyQuestion &what : QList<AnyQuestion>{
                 AcceptHostKey{u"192.0.2.1"_s, u"ssh-rsa"_s, u"SHA256:x"_s},
                 StartCutover{3.1, moment, 600},
                 ChooseRelease{u"a"_s, u"b"_s, u"/c"_s, lines, lines, true, true, sum, u"/d"_s},
                 FetchCheckout{u"/a"_s, u"/b"_s, 12}, EnterRecords{StepId::Finish, lines},
                 EnterSecret{u"key."_s, u"why"_s}, GoOnOrBack{StepId::Sync, u"warning"_s},
                 GoOnOrBack(), DiskFails{u"said"_s}, TakeOver{u"bob"_s, u"18:42"_s},
                 NewIsGone{u"why"_s}, OldIsGone{u"why"_s, moment, 600}, LeaveBehind{lines}}) {
            const auto back =
                eventFromJson(toJson(now(QuestionAsked{{.id = u"q"_s, .what = what}})));
            QVERIFY2(back, qPrintable(kindName(what)));
            QCOMPARE(std::get<QuestionAsked>(back->event).question.what, what);
            QVERIFY(offered(what).contains(silence(what)));
            for (const AnyAnswer &answer : offered(what)) {
                const auto again = eventFromJson(toJson(now(QuestionAnswered{u"q"_s, answer, {}})));
                QVERIFY2(again, qPrintable(answerWord(answer)));
                QCOMPARE(std::get<QuestionAnswered>(again->event).answer, answer);
            }
        }
        QVERIFY(!answerFromWord(u"choose-release", u"deployed:else"));
        QVERIFY(!answerFromWord(u"start-cutover", u"gone"));
        QVERIFY(!answerFromWord(u"nonsense", u"stop"));
    }

    void whatIsFoundDoneKeepsItsNote()
    {
        State state;
        const auto happens = [&](Event event) { state = apply(std::move(state), now(event)); };
        happens(StepStarted{StepId::Precopy});
        happens(StepNote{StepId::Precopy, u"pass 2: 120 files"_s});
        happens(StepEnded{StepId::Precopy, StepOutcome::Succeeded, {}});
        happens(StepSkipped{StepId::Precopy, u"the cutover has begun"_s});
        QCOMPARE(state.step(StepId::Precopy).note, u"pass 2: 120 files"_s);
        happens(StepEnded{StepId::Precopy, StepOutcome::Undone, {}});
        happens(StepSkipped{StepId::Precopy, u"the cutover has begun"_s});
        QCOMPARE(state.step(StepId::Precopy).note, u"the cutover has begun"_s);
    }

    void aTornLastLineIsCut()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"journal.jsonl"_s);
        Journal(path).append(now(Reached{Milestone::Hold}));
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("{\"v\":1,\"event\":\"milesto");
        file.close();
        {
            Journal journal(path);
            QCOMPARE(journal.past().size(), 1);
            journal.append(now(Reached{Milestone::Open}));
        }
        QCOMPARE(Journal::read(path).size(), 2);
    }

    void onlyOneAtATime()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"journal.jsonl"_s);
        const Journal first(path);
        QVERIFY_THROWS_EXCEPTION(Failure, const Journal second(path));
    }

    void anotherVersionIsNotGuessedAt()
    {
        QVERIFY(!eventFromJson({{u"v"_s, eventSchemaVersion + 1},
                                {u"event"_s, u"milestone"_s},
                                {u"name"_s, u"open"_s}}));
        QVERIFY(!eventFromJson(
            {{u"v"_s, eventSchemaVersion}, {u"event"_s, u"milestone"_s}, {u"name"_s, u"x"_s}}));
    }

    void theStateIsAFold()
    {
        State state;
        for (const StampedEvent &event : everyKind())
            state = apply(std::move(state), event);
        QVERIFY(!state.running);
        QCOMPARE(state.step(StepId::Sync).phase, StepPhase::Failed);
        QCOMPARE(state.step(StepId::Sync).claims.size(), 1);
        QCOMPARE(state.step(StepId::Finish).phase, StepPhase::Waiting);
        QCOMPARE(state.serving, WhoServes::Nobody);
        QVERIFY(!state.question);
        QVERIFY(state.children.isEmpty());
        QVERIFY(!state.outageSeconds());
    }

    void passesAreKeptOverRuns()
    {
        State state;
        const auto happens = [&](Event event) { state = apply(std::move(state), now(event)); };
        for (const int number : {1, 2}) {
            happens(StepStarted{StepId::Precopy});
            happens(PassEnded{{number, 10, 1000, 2.5}});
        }
        QCOMPARE(state.passes.size(), 2);
        QCOMPARE(state.passes.last().first, (Pass{2, 10, 1000, 2.5}));
        QVERIFY(state.passes.last().second.isValid());
    }

    // As versions before the event wrote it: a note, and nothing of passes.
    void aJournalWithoutPassesIsRead()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"journal.jsonl"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            R"({"v":1,"at":"2026-11-23T17:58:02.000Z","event":"step-started","step":"precopy"}
{"v":1,"at":"2026-11-23T17:58:03.000Z","event":"projected","seconds":3.1}
{"v":1,"at":"2026-11-23T17:58:03.000Z","event":"step-note","step":"precopy","text":"pass 1: 9 files"}
)");
        file.close();
        State state;
        for (const StampedEvent &event : Journal::read(file.fileName()))
            state = apply(std::move(state), event);
        QCOMPARE(state.step(StepId::Precopy).note, u"pass 1: 9 files"_s);
        QCOMPARE(state.projectedOutage, 3.1);
        QVERIFY(state.passes.isEmpty());
    }

    void theOutageIsFromHoldToOpen()
    {
        State state;
        const QDateTime from = QDateTime::currentDateTimeUtc();
        state = apply(std::move(state), {from, Reached{Milestone::Hold}});
        state = apply(std::move(state), {from.addMSecs(2500), Reached{Milestone::Open}});
        QCOMPARE(state.outageSeconds(), 2.5);
        state = apply(std::move(state), {from.addSecs(60), Reached{Milestone::Hold}});
        QVERIFY(!state.outageSeconds());
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
