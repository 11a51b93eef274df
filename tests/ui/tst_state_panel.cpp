#include "tests/ui/view_test.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalSpy>

using namespace relaymove;
using namespace Qt::StringLiterals;

// OLD, DNS and NEW on the right, for whoever has a keyboard only.
class StatePanelTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void askNowAsks();
    void nobodyIsAskedWithinTheCutover();
    void aRowIsCopiedInFull();
    void newerAnswersLeaveTheReaderThere();
    void tabComesToOneRow();

private:
    // The value of the row of that name, in the part that is shown first.
    QLabel *row(const QString &name) const
    {
        for (QLabel *label : find<QScrollArea>(u"statePanel"_s)->findChildren<QLabel *>()) {
            if (label->accessibleName().startsWith(name + u": "_s))
                return label;
        }
        return nullptr;
    }
};

void StatePanelTest::askNowAsks()
{
    const QSignalSpy asked(m_view.get(), &MigrationView::askRequested);
    m_view->show(sample::precopyRuns());
    QTest::keyClick(m_view.get(), Qt::Key_W, Qt::AltModifier);
    QTRY_COMPARE(asked.count(), 1);
}

void StatePanelTest::nobodyIsAskedWithinTheCutover()
{
    m_view->show(sample::syncRuns());
    QVERIFY(!find<QPushButton>(u"askNow"_s)->isEnabled());
    m_view->show(sample::moved());
    QVERIFY(find<QPushButton>(u"askNow"_s)->isEnabled());
}

void StatePanelTest::aRowIsCopiedInFull()
{
    Snapshot snapshot = sample::precopyRuns();
    const QString key = u"SHA256:Jx1q9w0m3nQpV7hT2cXy5uL8kZ4rB6sD1eF0gH2iJ3k"_s;
    snapshot.seen->panels.first().rows.prepend({u"Host key"_s, key});
    m_view->show(snapshot);
    QLabel *first = row(u"Host key"_s);
    QVERIFY(first->text() != key); // too long to be shown
    first->setFocus();
    QTest::keyClick(first, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), key);
    QTest::keyClick(first, Qt::Key_Down);
    auto *second = qobject_cast<QLabel *>(QApplication::focusWidget());
    QVERIFY(second && second != first);
    QTest::keyClick(second, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), snapshot.seen->panels.first().rows[1].second);
    QTest::keyClick(second, Qt::Key_Up);
    QCOMPARE(QApplication::focusWidget(), first);
}

void StatePanelTest::newerAnswersLeaveTheReaderThere()
{
    Snapshot snapshot = sample::precopyRuns();
    m_view->show(snapshot);
    QLabel *at = row(u"Certificate until"_s);
    at->setFocus();
    snapshot.seen->panels.first().at = snapshot.now;
    for (auto &[label, text] : snapshot.seen->panels.first().rows)
        text += u"!"_s;
    m_view->show(snapshot);
    QCOMPARE(QApplication::focusWidget(), at);
    QVERIFY(at->text().endsWith(u'!'));
    // Where there are other rows now, the focus stays in them.
    snapshot.seen->panels.first().rows = {{u"State"_s, u"unknown"_s}, {u"Why"_s, u"silent"_s}};
    m_view->show(snapshot);
    QVERIFY(find<QScrollArea>(u"statePanel"_s)->isAncestorOf(QApplication::focusWidget()));
}

void StatePanelTest::tabComesToOneRow()
{
    m_view->show(sample::precopyRuns());
    const auto *panel = find<QScrollArea>(u"statePanel"_s);
    find<QPushButton>(u"askNow"_s)->setFocus();
    QTest::keyClick(m_view->focusWidget(), Qt::Key_Tab);
    QVERIFY(panel->isAncestorOf(m_view->focusWidget()));
    QTest::keyClick(m_view->focusWidget(), Qt::Key_Tab);
    QVERIFY(!panel->isAncestorOf(m_view->focusWidget()));
}

QTEST_MAIN(StatePanelTest)
#include "tst_state_panel.moc"
