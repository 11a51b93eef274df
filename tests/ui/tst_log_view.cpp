#include "core/migration/log_store.h"
#include "ui/log/log_model.h"
#include "ui/log/log_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

constexpr int million = 1'000'000;
constexpr int errorAt = 700'001;

// Written at once: a million add() calls are the store's own test.
void writeLines(const QString &path, int count)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("can't write the log");
    for (int i = 0; i < count; ++i) {
        const bool error = i == errorAt;
        file.write("2026-11-23T17:58:02.000Z\t");
        file.write(i % 100 == 0 ? "NEW\tinstall\t" : "OLD\tprecopy\t");
        file.write(error ? "error\tbroken\n" : "info\tline " + QByteArray::number(i) + '\n');
    }
}

} // namespace

class LogViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void aMillionLinesAreNotRead();
    void newLinesAreFollowed();
    void scrollingUpStopsFollowing();
    void filtersByHostInSlices();
    void filterTakesNewLines();
    void searchFindsForwardAndSaysWhenNot();
    void keysLeadToTheSearchAndThroughIt();
    void jumpsFromAFailureToItsLine();
    void copiesWholeLines();
    void copiesTheCommandAboveToo();
    void runsAreTakenApart();
    void anOldLogIsSavedAndRead();
    void wholeLinesOnly();

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_view->findChild<T *>(QLatin1String(name));
    }
    void choose(const char *box, int index)
    {
        auto *combo = find<QComboBox>(box);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    }
    int currentRow() { return find<QTableView>("logTable")->currentIndex().row(); }

    QTemporaryDir m_folder;
    std::unique_ptr<LogStore> m_store;
    std::unique_ptr<LogView> m_view;
};

void LogViewTest::initTestCase()
{
    writeLines(m_folder.filePath(u"log"_s), million);
    m_store = std::make_unique<LogStore>(m_folder.filePath(u"log"_s));
    QCOMPARE(m_store->size(), million);
}

void LogViewTest::init()
{
    m_view = std::make_unique<LogView>();
    m_view->resize(1000, 300);
    m_view->setStore(m_store.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void LogViewTest::cleanup() { m_view.reset(); }

void LogViewTest::aMillionLinesAreNotRead()
{
    QCOMPARE_GE(m_view->model().rowCount(), million);
    m_view->grab();
    // What is in view, and no more than a few views of it.
    QVERIFY2(m_view->model().linesRead() < 500,
             qPrintable(QString::number(m_view->model().linesRead())));
    QVERIFY(m_view->model().linesRead() > 0);
}

void LogViewTest::newLinesAreFollowed()
{
    const auto *bar = find<QTableView>("logTable")->verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    const int before = bar->maximum();
    for (int i = 0; i < 50; ++i)
        m_store->add(
            {QDateTime::currentDateTimeUtc(), Role::Dns, u"ttl"_s, LogLevel::Info, u"asked"_s});
    QTRY_VERIFY(bar->maximum() > before);
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void LogViewTest::scrollingUpStopsFollowing()
{
    auto *bar = find<QTableView>("logTable")->verticalScrollBar();
    bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    QVERIFY(!find<QCheckBox>("logFollow")->isChecked());
    const int value = bar->value();
    const int rows = m_view->model().rowCount();
    m_store->add(
        {QDateTime::currentDateTimeUtc(), Role::Dns, u"ttl"_s, LogLevel::Info, u"asked"_s});
    QTRY_VERIFY(m_view->model().rowCount() > rows);
    QCOMPARE(bar->value(), value);
    bar->triggerAction(QAbstractSlider::SliderToMaximum);
    QVERIFY(find<QCheckBox>("logFollow")->isChecked());
}

void LogViewTest::filtersByHostInSlices()
{
    choose("logHosts", 2); // NEW
    // The first slice is over, the rest is still to come: the window goes on.
    QVERIFY(m_view->model().unseen() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_view->model().unseen(), 0, 60000);
    QCOMPARE(m_view->model().rowCount(), million / 100);
    QCOMPARE(m_view->model().line(3).text, u"line 300"_s);
    choose("logLevels", int(LogLevel::Error));
    QTRY_COMPARE_WITH_TIMEOUT(m_view->model().unseen(), 0, 60000);
    QCOMPARE(m_view->model().rowCount(), 0);
}

void LogViewTest::filterTakesNewLines()
{
    LogStore small{QString()};
    m_view->setStore(&small);
    choose("logSteps", 1 + int(allSteps().indexOf(StepId::Dns)));
    small.add({QDateTime::currentDateTimeUtc(), Role::Dns, u"dns"_s, LogLevel::Info, u"yes"_s});
    small.add({QDateTime::currentDateTimeUtc(), Role::Dns, u"ttl"_s, LogLevel::Info, u"no"_s});
    QTRY_COMPARE(m_view->model().rowCount(), 1);
    QTRY_COMPARE(m_view->model().unseen(), 0);
    QCOMPARE(m_view->model().line(0).text, u"yes"_s);
    m_view->setStore(nullptr);
}

void LogViewTest::searchFindsForwardAndSaysWhenNot()
{
    auto *search = find<QLineEdit>("logSearch");
    search->setText(u"LINE 424242"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(currentRow(), 424242, 60000);
    QVERIFY(!find<QCheckBox>("logFollow")->isChecked());
    search->setText(u"line 42424"_s); // the next one behind, not the first of all
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(currentRow(), 424243, 60000);
}

void LogViewTest::keysLeadToTheSearchAndThroughIt()
{
    LogStore small{QString()};
    for (const QString &text : {u"one"_s, u"hit"_s, u"two"_s, u"hit"_s, u"three"_s})
        small.add({QDateTime::currentDateTimeUtc(), Role::Dns, u"dns"_s, LogLevel::Info, text});
    m_view->setStore(&small);
    QTRY_COMPARE(m_view->model().rowCount(), 5);
    m_view->activateWindow();
    auto *table = find<QTableView>("logTable");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_F, Qt::ControlModifier);
    auto *search = find<QLineEdit>("logSearch");
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"hit"_s);
    QTest::keyClick(search, Qt::Key_F3);
    QTRY_COMPARE(currentRow(), 1);
    QTest::keyClick(search, Qt::Key_F3);
    QTRY_COMPARE(currentRow(), 3);
    QTest::keyClick(search, Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(currentRow(), 1);
    QTest::keyClick(search, Qt::Key_F3); // a click after Shift would be one with Shift
    QTRY_COMPARE(currentRow(), 3);
    m_view->setStore(nullptr);
}

void LogViewTest::jumpsFromAFailureToItsLine()
{
    choose("logHosts", 2);
    m_view->jumpToError(StepId::Precopy);
    QCOMPARE(find<QComboBox>("logHosts")->currentIndex(), 0); // what is around it counts too
    QTRY_COMPARE_WITH_TIMEOUT(currentRow(), errorAt, 60000);
    QCOMPARE(m_view->model().line(currentRow()).text, u"broken"_s);
}

void LogViewTest::copiesWholeLines()
{
    auto *table = find<QTableView>("logTable");
    table->selectRow(100);
    QTest::mouseClick(find<QPushButton>("logCopy"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"2026-11-23T17:58:02.000Z\tNEW\tinstall\tinfo\tline 100\n"_s);
}

void LogViewTest::copiesTheCommandAboveToo()
{
    LogStore small{QString()};
    const QDateTime at(QDate(2026, 11, 23), QTime(18, 0), Qt::UTC);
    small.add({at, Role::Old, u"sync"_s, LogLevel::Command, u"$ mine"_s});
    small.add({at, Role::New, u"sync"_s, LogLevel::Command, u"$ another host's"_s});
    small.add({at, Role::Old, u"sync"_s, LogLevel::Detail, u"  not chosen"_s});
    small.add({at, Role::Old, u"sync"_s, LogLevel::Error, u"broken"_s});
    m_view->setStore(&small);
    find<QTableView>("logTable")->selectRow(3);
    QTest::mouseClick(find<QPushButton>("logCopy"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"2026-11-23T18:00:00.000Z\tOLD\tsync\tcommand\t$ mine\n"
             "2026-11-23T18:00:00.000Z\tOLD\tsync\terror\tbroken\n"_s);
    m_view->setStore(nullptr);
}

void LogViewTest::runsAreTakenApart()
{
    LogStore small{QString()};
    const QDateTime first(QDate(2026, 11, 22), QTime(18, 0), Qt::UTC);
    const QDateTime second = first.addDays(1);
    small.add({first.addSecs(1), Role::Old, u"ttl"_s, LogLevel::Info, u"then"_s});
    small.add({second.addSecs(1), Role::Old, u"ttl"_s, LogLevel::Info, u"now"_s});
    m_view->setStore(&small);
    m_view->setRuns({first, second});
    choose("logRuns", 1); // the newest one stands first
    QTRY_COMPARE(m_view->model().rowCount(), 1);
    QCOMPARE(m_view->model().line(0).text, u"now"_s);
    choose("logRuns", 2);
    QTRY_COMPARE(m_view->model().rowCount(), 1);
    QCOMPARE(m_view->model().line(0).text, u"then"_s);
    m_view->setStore(nullptr);
}

void LogViewTest::anOldLogIsSavedAndRead()
{
    LogStore small{m_folder.filePath(u"small.tsv"_s)};
    small.add({QDateTime::currentDateTimeUtc(), Role::Old, u"ttl"_s, LogLevel::Info, u"kept"_s});
    m_view->setStore(&small);
    const QString saved = m_folder.filePath(u"saved.tsv"_s);
    m_view->saveTo(saved);
    QTRY_VERIFY(find<QLabel>("logCount")->text().contains(saved));
    m_view->setStore(nullptr);
    QCOMPARE(m_view->model().rowCount(), 0);
    m_view->openFile(saved);
    QCOMPARE(m_view->model().rowCount(), 1);
    QCOMPARE(m_view->model().line(0).text, u"kept"_s);
    QFile other(m_folder.filePath(u"other.txt"_s));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("# no log\n") > 0);
    other.close();
    m_view->openFile(other.fileName());
    QVERIFY(find<QLabel>("logCount")->text().contains(u"can't be read"_s));
    QCOMPARE(m_view->model().rowCount(), 1); // what was there stays
}

void LogViewTest::wholeLinesOnly()
{
    const auto *table = find<QTableView>("logTable");
    for (const int height : {211, 218, 225, 300}) {
        m_view->resize(1000, height);
        QApplication::processEvents();
        QCOMPARE(table->viewport()->height() % table->verticalHeader()->defaultSectionSize(), 0);
        QCOMPARE(table->rowViewportPosition(table->rowAt(0)), 0);
    }
}

QTEST_MAIN(LogViewTest)
#include "tst_log_view.moc"
