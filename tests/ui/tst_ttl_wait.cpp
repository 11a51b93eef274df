#include "tests/ui/page_states.h"
#include "tests/ui/view_test.h"
#include "ui/widgets/step_button.h"
#include "ui/words/step_words.h"

using namespace relaymove;
using namespace Qt::StringLiterals;

// The old TTL runs out long after its step has ended: the window goes on counting.
class TtlWaitTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void theListCountsOnWithoutARun();
    void aCutoverDoesNotEndIt();
    void whoeverWaitsIsToldWhenItIsGone();
    void nobodyIsToldOfWhatTheyDidNotWaitFor();
    void aTtlThatWasLeftAloneIsNotWaitedFor();

private:
    static Snapshot lowered(int secondsLeft);
};

Snapshot TtlWaitTest::lowered(int secondsLeft)
{
    sample::Story story;
    story.done(StepId::Preflight, 21000).done(StepId::Ttl, 4000, u"served"_s);
    story.claim(StepId::Ttl, Proof::LowTtl, u"ns1.example.org serves"_s, u"TTL 300"_s);
    story.after(5, event::RunEnded{StepOutcome::Succeeded, {}});
    Snapshot snapshot = story.now();
    snapshot.profile.id = u"of this test"_s;
    snapshot.facts.dns.oldTtlGone = snapshot.now.addSecs(secondsLeft);
    return snapshot;
}

void TtlWaitTest::theListCountsOnWithoutARun()
{
    Snapshot snapshot = lowered(41 * 60 + 5);
    m_view->show(snapshot);
    const auto *button = find<StepButton>(u"step-ttl"_s);
    QCOMPARE(button->note(), u"old TTL gone in 41 min"_s);
    QCOMPARE(int(button->mark()), int(Mark::Waiting));
    snapshot.now = snapshot.now.addSecs(600);
    m_view->show(snapshot);
    QCOMPARE(button->note(), u"old TTL gone in 31 min"_s);
    snapshot.now = snapshot.now.addSecs(3600);
    m_view->show(snapshot);
    QCOMPARE(button->note(), u"the old TTL has run out"_s);
    QCOMPARE(int(button->mark()), int(Mark::Done));
}

// Resolvers know nothing of a cutover: it runs on within it and after it.
void TtlWaitTest::aCutoverDoesNotEndIt()
{
    Snapshot snapshot = lowered(41 * 60);
    for (const WhoServes who : {WhoServes::Nobody, WhoServes::New}) {
        snapshot.state.serving = who;
        QCOMPARE(stepNote(StepId::Ttl, snapshot), u"old TTL gone in 41 min"_s);
        QCOMPARE(int(stepMark(StepId::Ttl, snapshot)), int(Mark::Waiting));
    }
}

void TtlWaitTest::whoeverWaitsIsToldWhenItIsGone()
{
    Snapshot snapshot = lowered(2);
    m_view->show(snapshot);
    m_view->goTo(StepId::Ttl);
    const auto *notice = find<QWidget>(u"notice"_s);
    QVERIFY(!notice->isVisible());
    snapshot.now = snapshot.now.addSecs(3);
    m_view->show(snapshot);
    QVERIFY(notice->isVisible());
    QVERIFY(text(u"noticeText"_s).contains(u"The old TTL has run out"_s));
    QVERIFY2(text(u"pageHowLong"_s).contains(u"The old TTL ran out at "_s),
             qPrintable(text(u"pageHowLong"_s)));
    click(u"noticeNo"_s);
    m_view->show(snapshot); // once
    QVERIFY(!notice->isVisible());
}

void TtlWaitTest::nobodyIsToldOfWhatTheyDidNotWaitFor()
{
    Snapshot snapshot = lowered(2);
    m_view->show(snapshot);
    Snapshot other = sample::precopyRuns();
    m_view->show(other); // another migration is opened
    QVERIFY(!find<QWidget>(u"notice"_s)->isVisible());
    snapshot.now = snapshot.now.addSecs(3);
    m_view->show(snapshot);
    QVERIFY(!find<QWidget>(u"notice"_s)->isVisible());
}

void TtlWaitTest::aTtlThatWasLeftAloneIsNotWaitedFor()
{
    Snapshot snapshot = lowered(600);
    snapshot.state.steps[StepId::Ttl].claims.clear();
    QCOMPARE(stepNote(StepId::Ttl, snapshot), u"served"_s);
    QCOMPARE(int(stepMark(StepId::Ttl, snapshot)), int(Mark::Done));
}

QTEST_MAIN(TtlWaitTest)
#include "tst_ttl_wait.moc"
