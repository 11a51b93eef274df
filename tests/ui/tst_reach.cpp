#include "tests/ui/layout_check.h"
#include "tests/ui/sample_states.h"
#include "ui/widgets/step_button.h"
#include "ui/window/migration_view.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

// Whether a person comes to everything in the window: by keys, by name, on a small screen.
class ReachTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }

    void everyControlHasAName();
    void everythingIsReachedByTab();
    void arrowsGoThroughTheSteps();
    void theNewestPanelLeavesTheReaderThere();
    void fitsASmallScreen();
    void nothingIsSqueezed_data();
    void nothingIsSqueezed();

private:
    template <typename T>
    T *find(const QString &name) const
    {
        return m_view->findChild<T *>(name);
    }

    std::unique_ptr<MigrationView> m_view;
};

void ReachTest::init()
{
    m_view = std::make_unique<MigrationView>();
    m_view->resize(1280, 800);
    m_view->showPlans(sample::plans());
    m_view->setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

namespace {
QString spoken(const QWidget *widget)
{
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return button->text();
    return {};
}
} // namespace

void ReachTest::everyControlHasAName()
{
    m_view->show(sample::startAsked());
    for (const QWidget *widget : m_view->findChildren<QWidget *>()) {
        // Parts that Qt makes within a control (name "qt_...") are named by it.
        const bool own = !widget->objectName().startsWith(u"qt_"_s) && widget->isVisible();
        if (own && (widget->focusPolicy() & Qt::TabFocus))
            QVERIFY2(!spoken(widget).isEmpty(),
                     qPrintable(widget->objectName() + u' ' +
                                QLatin1String(widget->metaObject()->className())));
    }
}

void ReachTest::everythingIsReachedByTab()
{
    m_view->show(sample::installFailed());
    m_view->goTo(StepId::Install);
    m_view->activateWindow();
    QStringList reached;
    find<QPushButton>(u"profilesButton"_s)->setFocus();
    for (int i = 0; i < 60; ++i) {
        QTest::keyClick(m_view->focusWidget(), Qt::Key_Tab);
        reached << m_view->focusWidget()->objectName();
    }
    for (const QString &name : {u"step-install"_s, u"failureGoOn"_s, u"showOutput"_s, u"commands"_s,
                                u"start"_s, u"logSearch"_s, u"logFollow"_s, u"logTable"_s})
        QVERIFY2(reached.contains(name), qPrintable(name + u" not in "_s + reached.join(u' ')));
}

void ReachTest::arrowsGoThroughTheSteps()
{
    m_view->show(sample::untouched());
    m_view->goTo(StepId::Precopy);
    m_view->activateWindow();
    find<StepButton>(u"step-precopy"_s)->setFocus();
    QTest::keyClick(m_view->focusWidget(), Qt::Key_Down);
    QCOMPARE(m_view->focusWidget()->objectName(), u"step-install"_s);
    QCOMPARE(int(m_view->current()), int(StepId::Install));
    QTest::keyClick(m_view->focusWidget(), Qt::Key_Down); // into the next group
    QCOMPARE(int(m_view->current()), int(StepId::Disable));
}

void ReachTest::theNewestPanelLeavesTheReaderThere()
{
    m_view->resize(1000, 400);
    m_view->show(sample::precopyRuns());
    const auto *area = find<QScrollArea>(u"statePanel"_s);
    QScrollBar *bar = area->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 50);
    bar->setValue(50);
    Snapshot newer = sample::precopyRuns();
    newer.seen->panels.last().rows << qMakePair(u"Disk"_s, u"61 GB free"_s);
    m_view->show(newer);
    QApplication::processEvents();
    QCOMPARE(bar->value(), 50);
}

void ReachTest::fitsASmallScreen()
{
    const QSize needed = m_view->minimumSizeHint();
    QVERIFY2(needed.width() <= 1000 && needed.height() <= 600,
             qPrintable(u"%1 x %2"_s.arg(needed.width()).arg(needed.height())));
    m_view->resize(1000, 600);
    m_view->show(sample::installFailed());
    m_view->goTo(StepId::Install);
    QTRY_COMPARE(squeezed(*find<QWidget>(u"stepPage"_s)), QString());
}

void ReachTest::nothingIsSqueezed_data()
{
    QTest::addColumn<Snapshot>("from");
    QTest::addColumn<Snapshot>("to");
    QTest::newRow("question") << sample::untouched() << sample::startAsked();
    QTest::newRow("cutover") << sample::startAsked() << sample::syncRuns();
    QTest::newRow("failure") << sample::precopyRuns() << sample::installFailed();
    QTest::newRow("end") << sample::syncRuns() << sample::moved();
}

// What a page shows may change at any time: each part keeps the height it needs.
void ReachTest::nothingIsSqueezed()
{
    QFETCH(Snapshot, from);
    QFETCH(Snapshot, to);
    m_view->show(from);
    m_view->goTo(StepId::Disable);
    QApplication::processEvents();
    m_view->show(to);
    for (const StepId step : allSteps()) {
        m_view->goTo(step);
        QTRY_COMPARE(squeezed(*find<QWidget>(u"stepPage"_s)), QString());
    }
}

QTEST_MAIN(ReachTest)
#include "tst_reach.moc"
