#include "core/engine/plan_text.h"
#include "core/engine/report.h"

#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(int seconds)
{
    return QDateTime::fromMSecsSinceEpoch(1'800'000'000'000 + seconds * 1000LL, Qt::UTC);
}

// A cutover that failed once in sync, was tried again, and ended well.
QList<StampedEvent> story()
{
    const Question tryAgain{.id = u"cutover/sync/failed"_s,
                            .what = question::GoOnOrBack{StepId::Sync, {}},
                            .timeout = std::chrono::seconds(60)};
    return {
        {at(0), event::RunStarted{u"id-1"_s, u"run"_s, u"0.1.0"_s}},
        {at(1), event::StepStarted{StepId::Precopy}},
        {at(2), event::StepEnded{StepId::Precopy, StepOutcome::Succeeded, {}}},
        {at(3), event::Projected{5.25}},
        {at(4), event::Reached{Milestone::Hold}},
        {at(4), event::Serving{WhoServes::Nobody}},
        {at(5), event::Reached{Milestone::Stopped}},
        {at(6), event::StepEnded{StepId::Sync, StepOutcome::Failed,
                                 Failure{failure::CommandFailed{u"rsync -aH"_s, 23}, Role::Old}}},
        {at(7), event::QuestionAsked{tryAgain}},
        {at(8), event::QuestionAnswered{u"cutover/sync/failed"_s, question::GoOnOrBack::Answer::On,
                                        u"person"_s}},
        {at(9), event::StepStarted{StepId::Sync}},
        {at(9), event::ClaimChecked{StepId::Sync,
                                    {Proof::MailboxesEqual, u"messages per mailbox"_s, u"6000"_s,
                                     u"6000"_s, true}}},
        {at(10), event::Reached{Milestone::Synced}},
        {at(10), event::StepEnded{StepId::Sync, StepOutcome::Succeeded, {}}},
        {at(11),
         event::ClaimChecked{StepId::Activate,
                             {Proof::PortsOpen, u"port 993"_s, u"open"_s, u"closed"_s, false}}},
        {at(12), event::Reached{Milestone::Open}},
        {at(12), event::Serving{WhoServes::New}},
        {at(13), event::RunEnded{StepOutcome::Succeeded}},
    };
}

ReportInput input()
{
    Profile profile = Profile::fresh();
    profile.name = u"home"_s;
    profile.domain = u"relay.test"_s;
    Facts facts;
    facts.relay.domain = u"relay.test"_s;
    facts.relay.mailboxes = 600;
    facts.relay.messages = 6000;
    facts.addresses.oldV4 = u"198.51.100.10"_s;
    return {.profile = profile, .facts = facts, .events = story(), .commands = 17};
}

State fold(const QList<StampedEvent> &events)
{
    State state;
    for (const StampedEvent &event : events)
        state = apply(std::move(state), event);
    return state;
}

} // namespace

class TestReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheOutage();
    void tellsWhatWasMoved();
    void tellsClaimsThatDoNotHold();
    void tellsQuestionsWithTheirAnswers();
    void tellsFailuresWithWhoServedThen();
    void anEmptyJournalClaimsNothing();
    void aRollbackIsNoMove();
    void timelineCountsFromTheHold();
    void whatStayedOnOldIsListedFileByFile();
    void isWrittenIntoTheFolder();
};

void TestReport::whatStayedOnOldIsListedFileByFile()
{
    ReportInput told = input();
    QVERIFY(!reportText(told).contains(u"did not give back"_s));
    told.facts.disk.fails = true;
    QVERIFY(reportText(told).contains(u"Everything could be read."_s));
    told.facts.disk.unreadable = {
        UnreadableFile{u"a@relay.test/cur/1"_s, u"Input/output error"_s},
        UnreadableFile{u"a@relay.test/cur/2"_s, u"the disk hangs"_s, true}};
    told.facts.disk.leftBehind = {u"a@relay.test/cur/1"_s};
    const QString text = reportText(told);
    QVERIFY(text.contains(u"- a@relay.test: 2 messages\n"_s));
    QVERIFY(text.contains(u"`a@relay.test/cur/1`: Input/output error; left behind, as agreed"_s));
    QVERIFY(text.contains(u"`a@relay.test/cur/2`: the disk hangs; not agreed to yet"_s));
    QVERIFY(text.contains(u"Going back is not safe"_s));
    QVERIFY(!text.contains(u"whoever logs in"_s));
    QVERIFY(!text.contains(u"relaymove-kept"_s));
    told.facts.disk.unreadable << UnreadableFile{u"b@relay.test/password"_s,
                                                 u"Input/output error"_s};
    told.facts.copies.quarantined = 3;
    QVERIFY(reportText(told).contains(u"belongs to whoever logs in to its address first"_s));
    QVERIFY(reportText(told).contains(u"3 messages that NEW had"_s));
}

void TestReport::tellsTheOutage()
{
    const QString text = reportText(input());
    QVERIFY(
        text.contains(u"New connections waited 8.0 s, from the hold on OLD until NEW served."_s));
    QVERIFY(text.contains(u"Projected: 5.2 s."_s) || text.contains(u"Projected: 5.3 s."_s));
}

void TestReport::tellsWhatWasMoved()
{
    const QString text = reportText(input());
    QVERIFY(text.contains(u"600 mailboxes with 6000 messages"_s));
    QVERIFY(text.contains(u"198.51.100.10"_s));
    QVERIFY(text.contains(u"17 commands ran"_s));
}

void TestReport::tellsClaimsThatDoNotHold()
{
    const QString text = reportText(input());
    QVERIFY(text.contains(u"[x] messages per mailbox: 6000"_s));
    QVERIFY(text.contains(u"[ ] port 993: expected open, saw closed"_s));
}

void TestReport::tellsQuestionsWithTheirAnswers()
{
    const QString text = reportText(input());
    QVERIFY(text.contains(u"Sync failed."_s));
    QVERIFY(text.contains(u"Go on (by person)"_s));
}

void TestReport::tellsFailuresWithWhoServedThen()
{
    const QString text = reportText(input());
    QVERIFY(text.contains(
        u"Sync, on OLD, the present machine: The command \"rsync -aH\" ended with 23."_s));
    QVERIFY(text.contains(u"Nobody serves mail at this moment."_s));
}

void TestReport::anEmptyJournalClaimsNothing()
{
    ReportInput nothing = input();
    nothing.events.clear();
    nothing.facts = {};
    const QString text = reportText(nothing);
    QVERIFY(text.contains(u"No cutover took place"_s));
    QVERIFY(text.contains(u"Nothing was learned about OLD yet"_s));
    QVERIFY(!text.contains(u"[x]"_s));
    QVERIFY(!text.contains(u"What went wrong"_s));
}

void TestReport::aRollbackIsNoMove()
{
    QList<StampedEvent> events = story().first(8);
    events << StampedEvent{at(20), event::Reached{Milestone::Back}}
           << StampedEvent{at(20), event::Serving{WhoServes::Old}};
    ReportInput back = input();
    back.events = events;
    const QString text = reportText(back);
    QVERIFY(text.contains(
        u"New connections waited 16.0 s, from the hold on OLD until OLD served again."_s));
    QVERIFY(text.contains(u"At the end of the journal OLD served mail."_s));
}

void TestReport::timelineCountsFromTheHold()
{
    const QStringList lines = timelineLines(fold(story()));
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines.first().trimmed(), u"0.0 s  OLD lets new connections wait"_s);
    QCOMPARE(lines.last().trimmed(), u"8.0 s  the fence is lifted: NEW serves"_s);
}

void TestReport::isWrittenIntoTheFolder()
{
    const QTemporaryDir folder;
    const QString path = writeReport(input().profile, folder.path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("# The move of relay.test"));
    QVERIFY_THROWS_EXCEPTION(Failure, writeReport(input().profile, folder.path() + u"/missing"_s));
}

QTEST_APPLESS_MAIN(TestReport)
#include "tst_report.moc"
