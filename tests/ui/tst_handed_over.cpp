// What a person is told between OLD's commit and NEW's opening.
#include "tests/ui/sample_states.h"
#include "tests/ui/sample_status.h"
#include "ui/words/banner_words.h"
#include "ui/words/page_actions.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class HandedOverTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oldDoesNotReturnByItself_data();
    void oldDoesNotReturnByItself();
    void silenceIsNotKnown();
    void oldServesWhereAPersonHasSaidSo();
};

// Whoever knows of it: this computer's journal, or OLD's record alone.
void HandedOverTest::oldDoesNotReturnByItself_data()
{
    QTest::addColumn<Snapshot>("snapshot");
    Snapshot ours = sample::newLostOnceHandedOver();
    ours.seen = sample::seenWith(WhoServes::Nobody, ours.now);
    QTest::newRow("journal") << ours;
    Snapshot anothers = sample::killedWithinCutover();
    anothers.seen = sample::seenWith(WhoServes::Committed, anothers.now);
    QTest::newRow("record") << anothers;
}

void HandedOverTest::oldDoesNotReturnByItself()
{
    QFETCH(Snapshot, snapshot);
    QCOMPARE(mailWords(snapshot), mailWords(WhoServes::Committed));
    const BannerWords banner = bannerWords(snapshot);
    QVERIFY2(banner.detail.contains(u"has handed over"_s), qPrintable(banner.detail));
    QVERIFY2(banner.goingBack.isEmpty(), qPrintable(banner.goingBack));
    const PageActions actions = pageActions(StepId::Activate, snapshot);
    QVERIFY2(actions.hint.contains(u"does not serve again"_s), qPrintable(actions.hint));
}

void HandedOverTest::silenceIsNotKnown()
{
    const Snapshot lost = sample::newLostOnceHandedOver();
    QVERIFY(hasCommitted(lost));
    const QString mail = mailWords(lost);
    QVERIFY2(mail.contains(u"not known"_s) && !mail.contains(u"by itself"_s), qPrintable(mail));
}

void HandedOverTest::oldServesWhereAPersonHasSaidSo()
{
    Snapshot returned = sample::newLostOnceHandedOver();
    returned.seen = sample::seenWith(WhoServes::Old, returned.now);
    QVERIFY(!hasCommitted(returned));
}

QTEST_MAIN(HandedOverTest)
#include "tst_handed_over.moc"
