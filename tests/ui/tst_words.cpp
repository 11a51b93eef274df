#include "core/base/failure.h"
#include "tests/ui/sample_states.h"
#include "tests/ui/sample_status.h"
#include "ui/words/banner_words.h"
#include "ui/words/checklist.h"
#include "ui/words/cutover_bars.h"
#include "ui/words/durations.h"
#include "ui/words/how_long.h"
#include "ui/words/page_text.h"
#include "ui/words/panel_words.h"
#include "ui/words/records_to_enter.h"
#include "ui/words/step_words.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStepHasItsTexts();
    void everyProofIsPromisedAndKeptOnce();
    void aProofOfSeveralPartsFailsWithOne();
    void whereAPersonEntersTheRecordsItIsSaid();
    void finishSaysUntilWhenOldIsNeeded();
    void theBannerSaysWhoServes_data();
    void theBannerSaysWhoServes();
    void durationsAreAsExactAsNeeded_data();
    void durationsAreAsExactAsNeeded();
    void notesFollowThePhase_data();
    void notesFollowThePhase();
    void aKilledRunIsInterrupted();
    void barsLieBetweenMilestones();
    void profilesSayHowFarTheyAre();
    void recordsStandUntilTheyAreServed();
    void recordsAreEnteredBack();
    void aFailureSaysWhatIsKnownOfTheMail();
    void thePanelRemembersNothing();
    void eachCheckHasItsRow();
    void aQuestionSurvivesTheProgram();
};

void WordsTest::everyStepHasItsTexts()
{
    QStringList seen;
    Profile sent;
    sent.dns.method = DnsMethod::Rfc2136;
    for (const StepId id : allSteps()) {
        const PageText text = pageText(id, sent);
        for (const QString &part : {text.why, text.users, text.goingBack})
            QVERIFY2(part.endsWith(u'.'), qPrintable(stepName(id) + u": "_s + part));
        QCOMPARE_GE(text.why.count(u". "_s), 1); // what and why: two sentences
        QVERIFY2(!seen.contains(text.why), qPrintable(stepName(id)));
        seen << text.why;
    }
}

void WordsTest::everyProofIsPromisedAndKeptOnce()
{
    for (const StepId id : allSteps()) {
        StepState step;
        Profile sent;
        sent.dns.method = DnsMethod::Rfc2136;
        const QList<CheckLine> before = checklist(id, step, sent);
        QVERIFY(!before.isEmpty());
        for (const Proof proof : plannedProofs(id))
            step.claims << Claim{proof, u"what"_s, u"all"_s, u"all"_s, true};
        const QList<CheckLine> after = checklist(id, step, sent);
        QCOMPARE(after.size(), before.size());
        for (qsizetype i = 0; i < before.size(); ++i) {
            QVERIFY2(!before[i].promise.isEmpty(), qPrintable(stepName(id)));
            QCOMPARE(int(before[i].mark), int(Mark::Open));
            QCOMPARE(after[i].promise, before[i].promise);
            QCOMPARE(int(after[i].mark), int(Mark::Done));
            QCOMPARE(after[i].seen, u"what: all"_s);
        }
    }
}

void WordsTest::aProofOfSeveralPartsFailsWithOne()
{
    StepState step;
    step.claims = {{Proof::PortsOpen, u"NEW"_s, u"8 open"_s, u"8 open"_s, true},
                   {Proof::PortsOpen, u"OLD"_s, u"8 open"_s, u"25 silent"_s, false}};
    const Profile profile;
    const QList<CheckLine> lines = checklist(StepId::Activate, step, profile);
    QCOMPARE(int(lines[1].mark), int(Mark::Failed));
    QCOMPARE(lines[1].seen, u"NEW: 8 open; OLD: expected 8 open, saw 25 silent"_s);
    // Done without having been looked at: that is said, not hidden.
    step.phase = StepPhase::Done;
    const CheckLine first = checklist(StepId::Activate, step, profile).first();
    QVERIFY(!first.seen.isEmpty());
    QCOMPARE(int(first.mark), int(Mark::Open));
}

void WordsTest::whereAPersonEntersTheRecordsItIsSaid()
{
    const Snapshot snapshot = sample::moved(); // by hand
    const Profile &profile = snapshot.profile;
    Profile sent = profile;
    sent.dns.method = DnsMethod::Rfc2136;
    for (const StepId id : {StepId::Ttl, StepId::Dns, StepId::Finish})
        QVERIFY2(pageText(id, profile).why != pageText(id, sent).why, qPrintable(stepName(id)));
    for (const CheckLine &line : checklist(StepId::Disable, {}, profile))
        QVERIFY2(!line.promise.contains(u"records can be changed"_s), qPrintable(line.promise));
    const StepState &done = snapshot.state.step(StepId::Dns);
    QCOMPARE(checklist(StepId::Dns, done, profile).first().seen,
             u"no name server yet: you enter the records"_s);
    // Nobody types what may be taken back in a moment, and then something else.
    const Snapshot before = sample::commitAwaited();
    QVERIFY(!recordsToEnter(before));
    QCOMPARE(int(stepMark(StepId::Dns, before)), int(Mark::Waiting));
    QVERIFY(recordsToEnter(snapshot)->records.first().contains(u" 3600 IN A "_s));
}

void WordsTest::finishSaysUntilWhenOldIsNeeded()
{
    Snapshot snapshot = sample::moved();
    StepState &finish = snapshot.state.steps[StepId::Finish];
    finish.phase = StepPhase::Done;
    finish.started = finish.ended = snapshot.now;
    snapshot.facts.dns.oldNeededUntil = snapshot.now.addSecs(240);
    const auto words = [&] { return howLongWords(StepId::Finish, snapshot); };
    const QString until = momentWords(snapshot.facts.dns.oldNeededUntil, snapshot.now);
    QVERIFY2(words().contains(u"OLD is needed until "_s + until), qPrintable(words()));
    snapshot.now = snapshot.now.addSecs(600);
    QVERIFY2(words().contains(u"switch OLD off when"_s), qPrintable(words()));
    snapshot.facts.dns.oldNeededUntil = {};
    QVERIFY2(words().endsWith(u"."_s), qPrintable(words()));
}

void WordsTest::theBannerSaysWhoServes_data()
{
    QTest::addColumn<Snapshot>("snapshot");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("inDetail");
    QTest::newRow("before") << sample::precopyRuns() << u"Mail is served by the OLD machine."_s
                            << u"Nothing has changed"_s;
    QTest::newRow("within") << sample::syncRuns() << u"Nobody has served mail for 2.3 s."_s
                            << u"nothing is refused"_s;
    QTest::newRow("after") << sample::moved() << u"Mail is served by the NEW machine."_s
                           << u"waited for 4.4 s"_s;
    QTest::newRow("back") << sample::takenBack() << u"Mail is served by the OLD machine."_s
                          << u"taken back"_s;
    // Stopped half-way, and asked since: how long, and that nothing is refused, is still said.
    Snapshot stopped = sample::syncRuns();
    stopped.state.running = false;
    stopped.seen = sample::seenWith(WhoServes::Nobody, stopped.now);
    QTest::newRow("stopped within")
        << stopped << u"Nobody has served mail for 2.3 s."_s << u"nothing is refused"_s;
    Snapshot asking = sample::precopyRuns();
    asking.seen.reset();
    QTest::newRow("asking") << asking << u"not known yet"_s << u"are being asked"_s;
    Snapshot gone = sample::precopyRuns();
    gone.seen = Seen{.sentence = {},
                     .unreached = u"OLD can't be asked."_s,
                     .serving = WhoServes::Unknown,
                     .at = gone.now,
                     .lastKnown = gone.now.addSecs(-600)};
    QTest::newRow("unreachable") << gone
                                 << u"Since %1 it is not known"_s.arg(
                                        momentWords(gone.now.addSecs(-600), gone.now))
                                 << u"OLD can't be asked."_s;
    Snapshot stamped = sample::precopyRuns();
    QTest::newRow("stamped") << stamped << u"served by the OLD"_s << u"3 s ago."_s;
    QTest::newRow("no key") << sample::untouched() << u"not known yet"_s << u"their keys"_s;
    QTest::newRow("killed") << sample::killedWithinCutover() << u"when Relaymove last looked"_s
                            << u"by itself"_s;
    QTest::newRow("auto-rollback")
        << sample::wokenByItself() << u"served by the OLD"_s << u"started again by itself"_s;
}

void WordsTest::theBannerSaysWhoServes()
{
    QFETCH(Snapshot, snapshot);
    QFETCH(QString, headline);
    QFETCH(QString, inDetail);
    const BannerWords words = bannerWords(snapshot);
    QVERIFY2(words.headline.contains(headline), qPrintable(words.headline));
    QVERIFY2(words.detail.contains(inDetail), qPrintable(words.detail));
}

void WordsTest::durationsAreAsExactAsNeeded_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("parts") << 0.03 << u"0.03 s"_s;
    QTest::newRow("tenths") << 3.14 << u"3.1 s"_s;
    QTest::newRow("seconds") << 59.9 << u"59 s"_s;
    QTest::newRow("minutes") << 62.0 << u"1 min 02 s"_s;
    QTest::newRow("more minutes") << 41 * 60.0 << u"41 min"_s;
    QTest::newRow("hours") << (3 * 60 + 12) * 60.0 << u"3 h 12 min"_s;
    QTest::newRow("days") << 3 * 86400.0 << u"3 days"_s;
    QTest::newRow("past") << -4.0 << u"0.00 s"_s;
}

void WordsTest::durationsAreAsExactAsNeeded()
{
    QFETCH(double, seconds);
    QTEST(durationWords(seconds), "words");
}

namespace {
QDateTime installEnded() { return sample::installFailed().state.step(StepId::Install).ended; }
} // namespace

void WordsTest::notesFollowThePhase_data()
{
    QTest::addColumn<Snapshot>("snapshot");
    QTest::addColumn<StepId>("step");
    QTest::addColumn<Mark>("mark");
    QTest::addColumn<QString>("note");
    QTest::newRow("note") << sample::syncRuns() << StepId::Preflight << Mark::Done
                          << u"31 checks, 1 warning"_s;
    QTest::newRow("waiting") << sample::precopyRuns() << StepId::Ttl << Mark::Waiting
                             << u"old TTL gone in 56 min"_s;
    QTest::newRow("running") << sample::syncRuns() << StepId::Sync << Mark::Running
                             << u"compares OLD and NEW"_s;
    QTest::newRow("failed") << sample::installFailed() << StepId::Install << Mark::Failed
                            << u"failed at %1, Install nginx"_s.arg(
                                   momentWords(installEnded(), sample::installFailed().now));
    QTest::newRow("took") << sample::installFailed() << StepId::Precopy << Mark::Done
                          << u"done in 1 min 10 s"_s;
    QTest::newRow("open") << sample::installFailed() << StepId::Sync << Mark::Open << QString();
    QTest::newRow("undone") << sample::takenBack() << StepId::Disable << Mark::Open
                            << u"taken back"_s;
    QTest::newRow("killed") << sample::killedWithinCutover() << StepId::Sync << Mark::Stopped
                            << u"stopped before its end"_s;
}

void WordsTest::notesFollowThePhase()
{
    QFETCH(Snapshot, snapshot);
    QFETCH(StepId, step);
    QFETCH(Mark, mark);
    QCOMPARE(int(stepMark(step, snapshot)), int(mark));
    QTEST(stepNote(step, snapshot), "note");
}

void WordsTest::aKilledRunIsInterrupted()
{
    const State state = sample::killedWithinCutover().state;
    QVERIFY(!state.running);
    QVERIFY(!state.runningStep());
    QVERIFY(isCutoverOpen(state));
    QCOMPARE(int(pageToOpen(state)), int(StepId::Sync));
}

void WordsTest::barsLieBetweenMilestones()
{
    const QList<CutoverBar> bars = cutoverBars(sample::syncRuns());
    QCOMPARE(bars.size(), 3);
    QCOMPARE(bars[0].label, u"stop"_s);
    QCOMPARE(bars[0].to, 1.3);
    QCOMPARE(bars[1].from, 1.3);
    QVERIFY(!bars[1].running);
    QVERIFY(bars[2].running);
    QVERIFY(cutoverWords(bars).startsWith(u"stop 1.3 s, last pass"_s));
    QVERIFY(cutoverBars(sample::precopyRuns()).isEmpty());
    // Nothing runs on after the end, however long ago that is.
    for (const CutoverBar &bar : cutoverBars(sample::moved()))
        QVERIFY(!bar.running);
}

void WordsTest::profilesSayHowFarTheyAre()
{
    QCOMPARE(migrationWords(sample::untouched()), u"not started"_s);
    QCOMPARE(migrationWords(sample::precopyRuns()), u"at work: Pre-copy, pass 4"_s);
    Snapshot waiting = sample::precopyRuns();
    waiting.state = settled(waiting.state);
    QCOMPARE(migrationWords(waiting), u"Pre-copy stopped; the old TTL runs out in 56 min"_s);
    QVERIFY(migrationWords(sample::installFailed()).startsWith(u"Install: failed at "_s));
    QCOMPARE(migrationWords(sample::killedWithinCutover()), u"interrupted within the cutover"_s);
    Snapshot waits = sample::startAsked();
    QCOMPARE(migrationWords(waits), u"at work: asks you something"_s);
    waits.state.running = false;
    waits.state.question.reset();
    QCOMPARE(migrationWords(waits), u"ready for the cutover"_s);
    waits.facts.dns.oldTtlGone = waits.now.addSecs(3 * 3600 + 12 * 60);
    QCOMPARE(migrationWords(waits), u"waiting for the old TTL, 3 h 12 min left"_s);
    waits.state.steps.remove(StepId::Install);
    QCOMPARE(migrationWords(waits), u"Pre-copy done; the old TTL runs out in 3 h 12 min"_s);
}

void WordsTest::recordsStandUntilTheyAreServed()
{
    QVERIFY(!recordsToEnter(sample::syncRuns()));
    Snapshot snapshot = sample::moved();
    const auto asked = recordsToEnter(snapshot);
    QVERIFY(asked.has_value());
    QVERIFY2(asked->records.first().contains(u"IN A 198.51.100.20"_s),
             qPrintable(asked->records.first()));
    QCOMPARE(asked->served.size(), 2);
    QVERIFY(asked->served.first().seen.contains(u"198.51.100.10"_s));
    QCOMPARE(int(stepMark(StepId::Dns, snapshot)), int(Mark::Waiting));
    QVERIFY(!panelData(snapshot)[1].toDo.isEmpty());
    // One of two has them: that is said; both: nobody is asked any more.
    const AddressRecords entered{.v4 = {u"198.51.100.20"_s},
                                 .v6 = {u"2001:db8::20"_s},
                                 .ttl4 = 3600,
                                 .ttl6 = 3600,
                                 .authoritative = true};
    snapshot.seen->servers[0].records = entered;
    QCOMPARE(int(recordsToEnter(snapshot)->served[0].mark), int(Mark::Done));
    QCOMPARE(int(recordsToEnter(snapshot)->served[1].mark), int(Mark::Waiting));
    snapshot.seen->servers[1].records = entered;
    QVERIFY(!recordsToEnter(snapshot));
    QCOMPARE(int(stepMark(StepId::Dns, snapshot)), int(Mark::Done));
    snapshot = sample::moved();
    snapshot.profile.dns.method = DnsMethod::Rfc2136;
    QVERIFY(!recordsToEnter(snapshot));
}

void WordsTest::recordsAreEnteredBack()
{
    Snapshot snapshot = sample::takenBack();
    QVERIFY(!recordsToEnter(snapshot)); // they lead to OLD still
    snapshot.seen->servers[0].records->v4 = {u"198.51.100.20"_s};
    QVERIFY(recordsToEnter(snapshot)->records.first().contains(u"198.51.100.10"_s));
}

void WordsTest::aFailureSaysWhatIsKnownOfTheMail()
{
    QCOMPARE(mailWords(sample::installFailed()), mailWords(WhoServes::Old));
    QCOMPARE(mailWords(sample::syncFailedWithinCutover()), mailWords(WhoServes::Nobody));
    Snapshot gone = sample::killedWithinCutover(); // its journal says that nobody serves
    QVERIFY2(mailWords(gone).contains(u"not known"_s), qPrintable(mailWords(gone)));
    gone.seen = Seen{.sentence = {},
                     .unreached = {},
                     .serving = WhoServes::Unknown,
                     .at = gone.now,
                     .lastKnown = gone.now.addSecs(-60),
                     .lastServing = WhoServes::New};
    QVERIFY2(mailWords(gone).contains(u"Last seen: NEW"_s), qPrintable(mailWords(gone)));
    gone.state = {}; // another computer moves it
    gone.seen = sample::seenWith(WhoServes::Nobody, gone.now);
    QCOMPARE(mailWords(gone), u"Nobody serves mail; new connections wait on OLD."_s);
}

void WordsTest::thePanelRemembersNothing()
{
    const QList<PanelData> asked = panelData(sample::precopyRuns());
    QVERIFY(asked.first().answered && asked.first().rows.size() > 5);
    // In the cutover nobody is asked: what was seen before it is no news.
    for (const PanelData &part : panelData(sample::syncRuns())) {
        QVERIFY(!part.answered);
        QCOMPARE(part.rows.size(), 2);
    }
    // While it waits for an answer they are asked; what was seen before the hold is none.
    Snapshot waits = sample::syncFailedWithinCutover();
    QVERIFY(panelData(waits).first().answered);
    QVERIFY(panelData(waits).first().rows.size() > 5);
    waits.seen = sample::seenWith(WhoServes::Old, waits.watchedFrom);
    QVERIFY(!panelData(waits).first().answered);
    Snapshot silent = sample::precopyRuns();
    silent.notAsked = u"the profile can't be read"_s;
    QCOMPARE(panelData(silent).last().rows.last().second, silent.notAsked);
}

void WordsTest::eachCheckHasItsRow()
{
    const QList<CheckLine> lines = checksMade(sample::refused().state.step(StepId::Preflight));
    QCOMPARE(lines.size(), 5);
    QCOMPARE(int(lines[0].mark), int(Mark::Failed));
    QCOMPARE(lines[0].seen, u"Install Debian 12 on it."_s);
    QCOMPARE(int(lines[1].mark), int(Mark::Waiting));
    QCOMPARE(int(lines[2].mark), int(Mark::Open));
    QCOMPARE(lines[2].seen, u"not looked at yet"_s);
    QCOMPARE(int(lines[4].mark), int(Mark::Done));
}

void WordsTest::aQuestionSurvivesTheProgram()
{
    const State state = settled(sample::secretAsked().state);
    QVERIFY(!state.running && state.question);
    QCOMPARE(int(pageToOpen(state)), int(questionPage(state)));
    // Nobody can go back in a run that is no more: the page's own buttons do.
    QVERIFY(!settled(sample::syncFailedWithinCutover().state).question);
}

QTEST_MAIN(WordsTest)
#include "tst_words.moc"
