#include "core/migration/journal.h"
#include "core/profiles/profile_store.h"
#include "core/profiles/secret_store.h"
#include "ui/pages/profile_form_page.h"
#include "ui/pages/profile_list_page.h"
#include "ui/window/main_window.h"
#include "ui/window/migration_view.h"

#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace relaymove;
using namespace Qt::StringLiterals;

// The whole window with its real session. Where a machine is needed, a port that
// accepts and then says nothing stands for one: a run that hangs until it is stopped.
class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aNewProfileIsCheckedInThePage();
    void aSavedProfileIsListedAndOpened();
    void theSecretGoesToTheStoreOnly();
    void profilesAreRenamedDuplicatedDeleted();
    void aBrokenProfileHidesNoOther();
    void anIniFillsTheForm();
    void anIniStandsForTheDomain();
    void namesOfTheSshConfigAreOffered();
    void aHostSaysWhatSshMakesOfIt();
    void anExportHasNoSecret();
    void anotherHostIsAnotherKey();
    void aRunThatCannotReachItsHostFails();
    void closingWhileRunningAsksAndWaits();
    void closingWhileIdleJustCloses();
    void aHomeFolderIsExpandedAndRead();
    void whatIsAtWorkIsLeftAlone();
    void aMigrationAtWorkElsewhereIsLeftAlone();
    void savingWhileAnotherRunsSaysSo();
    void aFailureLeadsToTheProfile();
    void aMigrationThatCannotBeOpenedIsSaid();

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    void click(const char *name)
    {
        auto *button = find<QPushButton>(name);
        QVERIFY2(button && button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void type(const char *name, const QString &text) { find<QLineEdit>(name)->setText(text); }
    QString text(const char *name) { return find<QLabel>(name)->text(); }
    Profile saved(const QString &oldHost);
    QTreeWidget *table() { return find<QTreeWidget>("profileTable"); }
    bool isShown(const char *page) { return find<QWidget>(page)->isVisible(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProfileStore> m_store;
    std::shared_ptr<MemorySecretStore> m_secrets;
    std::unique_ptr<MainWindow> m_window;
};

void MainWindowTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<ProfileStore>(QDir(m_folder->filePath(u"profiles"_s)),
                                             QDir(m_folder->filePath(u"migrations"_s)));
    m_secrets = std::make_shared<MemorySecretStore>();
    m_window = std::make_unique<MainWindow>(*m_store, m_secrets);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void MainWindowTest::cleanup() { m_window.reset(); }

Profile MainWindowTest::saved(const QString &oldHost)
{
    Profile profile = Profile::fresh();
    profile.name = u"first"_s;
    profile.domain = u"mail.example.org"_s;
    profile.oldHost = oldHost;
    profile.newHost = u"198.51.100.20"_s;
    profile.checkout = u"/root/relay"_s;
    if (!m_store->save(profile))
        qFatal("can't save a profile");
    m_window->showProfiles();
    return profile;
}

void MainWindowTest::aNewProfileIsCheckedInThePage()
{
    click("newProfile");
    QVERIFY(isShown("profileFormPage"));
    type("field-domain", u"198.51.100.1"_s);
    QVERIFY(!find<QLabel>("problem-domain")->isVisible()); // not before they try
    click("saveProfile");
    QVERIFY(isShown("profileFormPage"));
    QVERIFY2(text("problem-domain").contains(u"IP address"_s), qPrintable(text("problem-domain")));
    QVERIFY(find<QLabel>("problem-oldHost")->isVisible());
    type("field-domain", u"mail.example.org"_s);
    QVERIFY(!find<QLabel>("problem-domain")->isVisible());
    QVERIFY(m_store->list().profiles.isEmpty());
}

void MainWindowTest::aSavedProfileIsListedAndOpened()
{
    QVERIFY(find<QLabel>("noProfiles")->isVisible());
    click("newProfile");
    type("field-domain", u"mail.example.org"_s);
    type("field-oldHost", u"198.51.100.10"_s);
    type("field-newHost", u"198.51.100.20"_s);
    type("field-checkout", u"/root/relay"_s);
    click("saveProfile");
    QVERIFY2(find<QWidget>("stepPage")->isVisible(), qPrintable(text("formTrouble")));
    QCOMPARE(text("pageTitle"), u"Hosts and checks"_s);
    click("profilesButton");
    QVERIFY(!find<QLabel>("noProfiles")->isVisible());
    QCOMPARE(table()->topLevelItemCount(), 1);
    QCOMPARE(table()->topLevelItem(0)->text(0), u"mail.example.org"_s);
    QTRY_COMPARE(table()->topLevelItem(0)->text(3), u"not started"_s);
    click("openProfile");
    QVERIFY(isShown("stepPage"));
}

void MainWindowTest::theSecretGoesToTheStoreOnly()
{
    click("newProfile");
    type("field-domain", u"mail.example.org"_s);
    type("field-oldHost", u"198.51.100.10"_s);
    type("field-newHost", u"198.51.100.20"_s);
    type("field-checkout", u"/root/relay"_s);
    QVERIFY(!find<QLineEdit>("field-dns.keyName")->isVisible());
    find<QComboBox>("dnsMethod")->setCurrentIndex(1);
    QVERIFY(find<QLineEdit>("field-dns.keyName")->isVisible());
    type("field-dns.server", u"198.51.100.53"_s);
    type("field-dns.keyName", u"relaymove."_s);
    type("field-dns.secret", u"c2VjcmV0LXNlY3JldA=="_s);
    click("saveProfile");
    const auto profiles = m_store->list().profiles;
    QCOMPARE(profiles.size(), 1);
    const StopToken never;
    const QString key = profiles.first().dnsSecretKey();
    QTRY_VERIFY(m_secrets->read(key, never).has_value());
    QCOMPARE(m_secrets->read(key, never)->reveal(), QByteArray("c2VjcmV0LXNlY3JldA=="));
    QFile file(QDir(m_folder->filePath(u"profiles"_s)).filePath(profiles.first().id + u".json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("c2VjcmV0"));
}

void MainWindowTest::profilesAreRenamedDuplicatedDeleted()
{
    saved(u"198.51.100.10"_s);
    click("duplicateProfile");
    QCOMPARE(table()->topLevelItemCount(), 2);
    table()->topLevelItem(0)->setText(0, u"second"_s);
    QTRY_COMPARE(m_store->find(u"second"_s).has_value(), true);
    QTRY_COMPARE(table()->topLevelItem(1)->text(0), u"second"_s); // by name
    table()->setCurrentItem(table()->topLevelItem(1));
    click("deleteProfile");
    QCOMPARE(m_store->list().profiles.size(), 2); // asked first
    auto *list = find<QWidget>("profileListPage");
    QTest::mouseClick(list->findChild<QPushButton *>(u"noticeYes"_s), Qt::LeftButton);
    QCOMPARE(m_store->list().profiles.size(), 1);
    QCOMPARE(table()->topLevelItemCount(), 1);
}

void MainWindowTest::aBrokenProfileHidesNoOther()
{
    saved(u"198.51.100.10"_s);
    QFile broken(m_folder->filePath(u"profiles/broken.json"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{ not json");
    broken.close();
    m_window->showProfiles();
    QCOMPARE(table()->topLevelItemCount(), 1);
    QVERIFY(text("brokenProfiles").contains(u"broken.json"_s));
}

void MainWindowTest::anIniFillsTheForm()
{
    QFile ini(m_folder->filePath(u"chatmail.ini"_s));
    QVERIFY(ini.open(QIODevice::WriteOnly));
    ini.write("[params]\nmail_domain = chat.example.org\n");
    ini.close();
    m_window->findChild<ProfileListPage *>()->importFile(ini.fileName());
    QVERIFY(isShown("profileFormPage"));
    QCOMPARE(find<QLineEdit>("field-domain")->text(), u"chat.example.org"_s);
    m_window->findChild<ProfileListPage *>()->importFile(m_folder->filePath(u"none.ini"_s));
    click("cancelProfile");
    auto *list = find<QWidget>("profileListPage");
    QVERIFY(list->findChild<QLabel *>(u"noticeText"_s)->text().contains(u"none.ini"_s));
}

// The field for the domain stays empty: the file that it is in was named.
void MainWindowTest::anIniStandsForTheDomain()
{
    QFile ini(m_folder->filePath(u"chatmail.ini"_s));
    QVERIFY(ini.open(QIODevice::WriteOnly));
    ini.write("[params]\nmail_domain = chat.example.org\n");
    ini.close();
    click("newProfile");
    type("field-ini", ini.fileName());
    QTest::keyClick(find<QLineEdit>("field-ini"), Qt::Key_Return);
    QCOMPARE(find<QLineEdit>("field-domain")->text(), u"chat.example.org"_s);
}

void MainWindowTest::namesOfTheSshConfigAreOffered()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u".ssh"_s));
    QFile config(m_folder->filePath(u".ssh/config"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("Host mail-old\n  HostName 198.51.100.10\nHost *\n");
    config.close();
    const QByteArray home = qgetenv("HOME");
    qputenv("HOME", m_folder->path().toUtf8());
    click("newProfile");
    qputenv("HOME", home);
    auto *completer = find<QLineEdit>("field-oldHost")->completer();
    completer->setCompletionPrefix(u"old"_s);
    QCOMPARE(completer->completionCount(), 1);
    QCOMPARE(completer->currentCompletion(), u"mail-old"_s);
}

void MainWindowTest::aHostSaysWhatSshMakesOfIt()
{
    click("newProfile");
    type("field-oldHost", u"-oProxyCommand=touch"_s); // no option must come of it
    QTest::keyClick(find<QLineEdit>("field-oldHost"), Qt::Key_Return);
    auto *meaning = find<QLabel>("meaning-oldHost");
    QTRY_VERIFY_WITH_TIMEOUT(meaning->isVisible(), 20000);
    QVERIFY2(meaning->text().contains(u"ssh does not know"_s), qPrintable(meaning->text()));
    type("field-oldHost", u"198.51.100.10"_s); // what was said is about another name
    QVERIFY(!meaning->isVisible());
}

void MainWindowTest::anExportHasNoSecret()
{
    const Profile profile = saved(u"198.51.100.10"_s);
    const StopToken never;
    QVERIFY(m_secrets->write(profile.dnsSecretKey(), Secret("c2VjcmV0"), never).has_value());
    const QString path = m_folder->filePath(u"exported.json"_s);
    m_window->findChild<ProfileListPage *>()->exportTo(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains("mail.example.org") && !content.contains("c2VjcmV0"));
    QVERIFY(m_store->remove(profile.id).has_value());
    m_window->findChild<ProfileListPage *>()->importFile(path);
    QVERIFY(isShown("profileFormPage"));
    click("saveProfile");
    QVERIFY(m_store->find(profile.id).has_value());
}

void MainWindowTest::anotherHostIsAnotherKey()
{
    Profile profile = saved(u"198.51.100.10"_s);
    profile.oldKey = PinnedHostKey::of(u"ssh-ed25519"_s, "old's key");
    profile.newKey = PinnedHostKey::of(u"ssh-ed25519"_s, "new's key");
    QVERIFY(m_store->save(profile).has_value());
    click("editProfile");
    type("field-oldHost", u"198.51.100.11"_s);
    click("saveProfile");
    const auto found = m_store->find(profile.id);
    QVERIFY(found.has_value());
    QVERIFY(found->oldKey.isEmpty());
    QCOMPARE(found->newKey, profile.newKey);
}

void MainWindowTest::aRunThatCannotReachItsHostFails()
{
    saved(u"127.0.0.1"_s); // whatever listens there, it does not let us in
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

void MainWindowTest::aHomeFolderIsExpandedAndRead()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"relay"_s));
    QFile ini(m_folder->filePath(u"relay/chatmail.ini"_s));
    QVERIFY(ini.open(QIODevice::WriteOnly));
    ini.write("[params]\nmail_domain = chat.example.org\n");
    ini.close();
    const QByteArray home = qgetenv("HOME");
    qputenv("HOME", m_folder->path().toUtf8());
    click("newProfile");
    type("field-checkout", u"~/relay"_s);
    QTest::keyClick(find<QLineEdit>("field-checkout"), Qt::Key_Return);
    qputenv("HOME", home);
    QCOMPARE(find<QLineEdit>("field-checkout")->text(), m_folder->filePath(u"relay"_s));
    QCOMPARE(find<QLineEdit>("field-domain")->text(), u"chat.example.org"_s);
}

namespace {
QString said(QWidget *page) { return page->findChild<QLabel *>(u"noticeText"_s)->text(); }
} // namespace

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
