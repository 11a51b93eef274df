#include "tests/ui/window_test.h"

#include "core/migration/journal.h"
#include "ui/window/migration_view.h"
#include "ui/window/status_watch.h"

#include <QSignalSpy>

#include <QTcpServer>
#include <QTcpSocket>

using namespace relaymove;
using namespace Qt::StringLiterals;

// The whole window with its real session. Where a machine is needed, a port that
// accepts and then says nothing stands for one: a run that hangs until it is stopped.
class MainWindowTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void aRunThatCannotReachItsHostFails();
    void howTheCutoverIsTakenIsKept();
    void askNowIsNotPutOff();
    void askNowIsNotForgottenEither();
    void whereTheMailIsIsSaidOnEachPage();
    void closingWhileRunningAsksAndWaits();
    void closingWhileIdleJustCloses();
    void whatIsAtWorkIsLeftAlone();
    void aMigrationAtWorkElsewhereIsLeftAlone();
    void savingWhileAnotherRunsSaysSo();
    void aFailureLeadsToTheProfile();
    void aMigrationThatCannotBeOpenedIsSaid();
};

void MainWindowTest::aRunThatCannotReachItsHostFails()
{
    // Whatever listens there, it does not let us in.
    const Profile profile = saved(u"127.0.0.1"_s);
    click("openProfile");
    click("start");
    QTRY_VERIFY_WITH_TIMEOUT(
        find<QWidget>("failure")->isVisible() || find<QWidget>("question")->isVisible(), 30000);
    if (find<QWidget>("question")->isVisible()) { // an sshd on the developer's machine
        click("answer-refuse");
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("failure")->isVisible(), 30000);
    }
    QVERIFY(!text("failureHappened").isEmpty());
    QVERIFY2(text("failureMail").contains(u"not known"_s), qPrintable(text("failureMail")));
    QTRY_VERIFY(find<QPushButton>("failureGoOn")->isVisible());
    QTRY_VERIFY(QFile::exists(m_store->migrationPath(profile.id) + u"/report.md"_s));
}

void MainWindowTest::howTheCutoverIsTakenIsKept()
{
    const Profile profile = saved(u"198.51.100.10"_s);
    click("openProfile");
    Q_EMIT m_window->findChild<MigrationView *>()->stepByStepChosen(true);
    QVERIFY(m_store->find(profile.id)->stopAtEveryPage);
}

// By itself the window asks every 15 s.
void MainWindowTest::askNowIsNotPutOff()
{
    saved(u"198.51.100.10"_s);
    click("openProfile");
    const QSignalSpy answers(m_window->findChild<StatusWatch *>(), &StatusWatch::notAsked);
    QTRY_COMPARE(answers.count(), 1);
    click("askNow");
    QTRY_COMPARE(answers.count(), 2);
}

// Pressed while the answer to another question is under way.
void MainWindowTest::askNowIsNotForgottenEither()
{
    const Profile profile = saved(u"198.51.100.10"_s);
    StatusWatch watch(*m_store);
    const QSignalSpy answers(&watch, &StatusWatch::notAsked);
    watch.watch(profile.id);
    QCoreApplication::processEvents(); // asks
    watch.askNow();
    QTRY_COMPARE(answers.count(), 2);
}

void MainWindowTest::whereTheMailIsIsSaidOnEachPage()
{
    saved(u"198.51.100.10"_s);
    const auto *banner = find<QWidget>("openBanner");
    QVERIFY(!banner->isVisible()); // nothing is open
    click("openProfile");
    QVERIFY(!banner->isVisible()); // the page has its own
    click("profilesButton");
    QVERIFY(banner->isVisible());
    QVERIFY(!banner->findChild<QLabel *>(u"bannerHeadline"_s)->text().isEmpty());
    click("editProfile");
    QVERIFY(banner->isVisible());
}

void MainWindowTest::closingWhileRunningAsksAndWaits()
{
    QTcpServer silent;
    // No port can be typed in a profile, and 22 may be taken: any address of the
    // loopback network is ours.
    if (!silent.listen(QHostAddress(u"127.77.7.7"_s), 22))
        QSKIP("port 22 of 127.77.7.7 can't be bound here");
    saved(u"127.77.7.7"_s);
    click("openProfile");
    click("start");
    QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), 30000);
    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    auto *view = m_window->findChild<MigrationView *>();
    QVERIFY(view->findChild<QWidget *>(u"notice"_s)->isVisible());
    QTest::mouseClick(view->findChild<QPushButton *>(u"noticeNo"_s), Qt::LeftButton);
    QVERIFY(m_window->isVisible());
    QVERIFY(find<QPushButton>("stop")->isVisible()); // it goes on
    QVERIFY(!m_window->close());
    QTest::mouseClick(view->findChild<QPushButton *>(u"noticeYes"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), 30000);
}

void MainWindowTest::closingWhileIdleJustCloses()
{
    saved(u"198.51.100.10"_s);
    click("openProfile");
    QVERIFY(m_window->close());
    QVERIFY(!m_window->isVisible());
}

void MainWindowTest::whatIsAtWorkIsLeftAlone()
{
    QTcpServer silent;
    if (!silent.listen(QHostAddress(u"127.77.7.8"_s), 22))
        QSKIP("port 22 of 127.77.7.8 can't be bound here");
    const Profile profile = saved(u"127.77.7.8"_s);
    click("openProfile");
    click("start");
    QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), 30000);
    click("profilesButton");
    QTRY_VERIFY(table()->topLevelItem(0)->text(3).startsWith(u"at work"_s));
    auto *list = find<QWidget>("profileListPage");
    click("deleteProfile");
    QVERIFY2(said(list).contains(u"at work"_s), qPrintable(said(list)));
    QVERIFY(!list->findChild<QPushButton *>(u"noticeYes"_s)->isVisible());
    table()->topLevelItem(0)->setText(0, u"other"_s);
    QVERIFY(m_store->find(profile.name).has_value());
    QVERIFY(!m_store->find(u"other"_s));
}

void MainWindowTest::aMigrationAtWorkElsewhereIsLeftAlone()
{
    const Profile profile = saved(u"198.51.100.10"_s);
    const Journal elsewhere(m_store->migrationFolder(profile.id).filePath(u"journal.jsonl"_s));
    click("deleteProfile");
    auto *list = find<QWidget>("profileListPage");
    QVERIFY2(said(list).contains(u"at work"_s), qPrintable(said(list)));
    QCOMPARE(m_store->list().profiles.size(), 1);
}

void MainWindowTest::savingWhileAnotherRunsSaysSo()
{
    QTcpServer silent;
    if (!silent.listen(QHostAddress(u"127.77.7.9"_s), 22))
        QSKIP("port 22 of 127.77.7.9 can't be bound here");
    saved(u"127.77.7.9"_s);
    click("openProfile");
    click("start");
    QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), 30000);
    click("profilesButton");
    click("newProfile");
    type("field-domain", u"other.example.org"_s);
    type("field-oldHost", u"198.51.100.10"_s);
    type("field-newHost", u"198.51.100.20"_s);
    type("field-checkout", u"/root/relay"_s);
    // Enter in a field is as good as the button.
    QTest::keyClick(find<QLineEdit>("field-domain"), Qt::Key_Return);
    QVERIFY(isShown("profileListPage"));
    auto *list = find<QWidget>("profileListPage");
    QVERIFY2(said(list).contains(u"at work in this window"_s), qPrintable(said(list)));
    QCOMPARE(m_store->list().profiles.size(), 2);
}

void MainWindowTest::aFailureLeadsToTheProfile()
{
    saved(u"relaymove.invalid"_s); // RFC 2606: has no address
    click("openProfile");
    click("start");
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("changeProfile")->isVisible(), 30000);
    click("changeProfile");
    QVERIFY(isShown("profileFormPage"));
    QCOMPARE(find<QLineEdit>("field-oldHost")->text(), u"relaymove.invalid"_s);
}

// Its facts can't be read: the list says so, and nothing is left of what was open.
void MainWindowTest::aMigrationThatCannotBeOpenedIsSaid()
{
    const Profile profile = saved(u"198.51.100.10"_s);
    click("openProfile");
    QVERIFY(m_store->remove(profile.id).has_value());
    m_window->open(profile.id);
    QVERIFY(isShown("profileListPage"));
    auto *list = find<QWidget>("profileListPage");
    QVERIFY(list->findChild<QWidget *>(u"notice"_s)->isVisible());
}

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
