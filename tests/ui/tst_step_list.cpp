#include "tests/ui/page_states.h"
#include "tests/ui/view_test.h"
#include "ui/widgets/step_button.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>

using namespace relaymove;
using namespace Qt::StringLiterals;

// The steps on the left: all of them in sight, whatever they have to tell.
class StepListTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void allStepsAreInSight_data();
    void allStepsAreInSight();
    void aLongNoteIsTwoLinesAndSaidInFull();
    void whereThereIsRoomEachNoteIsShown();

private:
    static Snapshot talkative();
    QScrollArea *list() const
    {
        auto *parent = find<StepButton>(u"step-ttl"_s)->parentWidget();
        while (!qobject_cast<QScrollArea *>(parent))
            parent = parent->parentWidget();
        return qobject_cast<QScrollArea *>(parent);
    }
};

// Each step has been done, and says much of it.
Snapshot StepListTest::talkative()
{
    Snapshot snapshot;
    for (const auto &[page, name, each] : sample::pageStates()) {
        if (page == StepId::Finish && name == u"done")
            snapshot = each;
    }
    for (StepState &step : snapshot.state.steps)
        step.note = u"6012 mailboxes, 60388 messages, 4810 MB, 14 in the queue, and more to say"_s;
    return snapshot;
}

void StepListTest::allStepsAreInSight_data()
{
    QTest::addColumn<QSize>("window");
    QTest::newRow("as it opens") << QSize(1280, 900);
    QTest::newRow("small") << QSize(1024, 700);
}

void StepListTest::allStepsAreInSight()
{
    QFETCH(QSize, window);
    m_view = std::make_unique<MigrationView>();
    m_view->resize(window);
    m_view->setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    for (const auto &snapshot : {talkative(), sample::installFailed(), sample::precopyRuns()}) {
        m_view->show(snapshot);
        for (const StepId page : allSteps()) {
            m_view->goTo(page);
            QApplication::processEvents(); // laid out anew
            QVERIFY2(list()->verticalScrollBar()->maximum() == 0, qPrintable(stepName(page)));
        }
    }
}

void StepListTest::aLongNoteIsTwoLinesAndSaidInFull()
{
    const Snapshot snapshot = talkative();
    m_view->show(sample::installFailed());
    const int before = find<StepButton>(u"step-preflight"_s)->sizeHint().height();
    m_view->show(snapshot);
    const auto *button = find<StepButton>(u"step-preflight"_s);
    QCOMPARE_GT(button->sizeHint().height(), before);
    QCOMPARE_LT(button->sizeHint().height(), 2 * before);
    const QString note = snapshot.state.step(StepId::Preflight).note;
    QVERIFY(button->toolTip().contains(note));
    QVERIFY(button->accessibleDescription().endsWith(note));
}

void StepListTest::whereThereIsRoomEachNoteIsShown()
{
    m_view->resize(1280, 1000);
    m_view->show(talkative());
    const auto *other = find<StepButton>(u"step-chown"_s);
    QTRY_VERIFY(other->showsNote());
    m_view->resize(1000, 600);
    QTRY_VERIFY(!other->showsNote());
    m_view->goTo(StepId::Chown); // who is there reads it
    QTRY_VERIFY(other->showsNote());
}

QTEST_MAIN(StepListTest)
#include "tst_step_list.moc"
