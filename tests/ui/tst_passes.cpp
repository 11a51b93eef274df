#include "tests/ui/view_test.h"
#include "ui/words/page_actions.h"
#include "ui/words/passes.h"

using namespace relaymove;
using namespace Qt::StringLiterals;

// The passes of the pre-copy, as its page shows them.
class PassesTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void eachPassHasItsRow();
    void theNewestFewAreShown();
    void withoutAPassThereIsNoTable();
    void anotherOneIsOfferedAtOnce();
};

void PassesTest::eachPassHasItsRow()
{
    m_view->show(sample::precopyRuns());
    m_view->goTo(StepId::Precopy);
    QVERIFY(find<QWidget>(u"passes"_s)->isVisible());
    QCOMPARE(text(u"pass-0-0"_s), u"Pass 1"_s);
    QCOMPARE(text(u"pass-2-2"_s), u"1,204 files"_s);
    QCOMPARE(text(u"pass-2-3"_s), u"18.2 MB"_s);
    QCOMPARE(text(u"pass-2-4"_s), u"took 0.8 s"_s);
    QVERIFY(text(u"pass-1-1"_s).startsWith(u"at "_s));
    QVERIFY2(text(u"nextPass"_s).contains(u"about 0.8 s"_s), qPrintable(text(u"nextPass"_s)));
    QVERIFY2(text(u"nextPass"_s).contains(u"wait about 3.1 s"_s), qPrintable(text(u"nextPass"_s)));
    m_view->goTo(StepId::Install);
    QVERIFY(!find<QWidget>(u"passes"_s)->isVisible());
}

void PassesTest::theNewestFewAreShown()
{
    Snapshot snapshot = sample::precopyRuns();
    for (int number = 4; number < 12; ++number)
        snapshot.state =
            apply(snapshot.state, {snapshot.now, event::PassEnded{{number, 1, 2000, 0.5}}});
    const QList<QStringList> rows = passRows(snapshot);
    QCOMPARE(rows.size(), 6);
    QCOMPARE(rows.last().first(), u"Pass 11"_s);
    QCOMPARE(rows.last()[2], u"1 file"_s);
}

void PassesTest::withoutAPassThereIsNoTable()
{
    m_view->show(sample::installFailed()); // its journal tells of none, as older ones do
    m_view->goTo(StepId::Precopy);
    QVERIFY(!find<QWidget>(u"passes"_s)->isVisible());
    QCOMPARE(nextPassWords(sample::installFailed()), QString());
}

void PassesTest::anotherOneIsOfferedAtOnce()
{
    Snapshot snapshot = sample::installFailed();
    snapshot.now = snapshot.state.step(StepId::Precopy).ended.addSecs(60);
    const PageActions actions = pageActions(StepId::Precopy, snapshot);
    QCOMPARE(actions.start, u"Another &pass"_s);
    QVERIFY(!actions.goOn.text.isEmpty());
    QCOMPARE(int(actions.until), int(StepId::Precopy));
    QVERIFY(!actions.startLeadsOn); // nobody makes one by an Enter in passing
}

QTEST_MAIN(PassesTest)
#include "tst_passes.moc"
