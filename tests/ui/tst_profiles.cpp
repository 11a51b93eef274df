#include "tests/ui/window_test.h"

#include "ui/pages/profile_form_page.h"
#include "ui/pages/profile_list_page.h"

#include <QComboBox>
#include <QCompleter>

using namespace relaymove;
using namespace Qt::StringLiterals;

// The list of relays and the form for one, with what is kept of them.
class ProfilesTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
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
    void aHomeFolderIsExpandedAndRead();
};

void ProfilesTest::aNewProfileIsCheckedInThePage()
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

void ProfilesTest::aSavedProfileIsListedAndOpened()
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

void ProfilesTest::theSecretGoesToTheStoreOnly()
{
    click("newProfile");
    type("field-domain", u"mail.example.org"_s);
    type("field-oldHost", u"198.51.100.10"_s);
    type("field-newHost", u"198.51.100.20"_s);
    type("field-checkout", u"/root/relay"_s);
    QVERIFY(!find<QLineEdit>("field-dns.keyName")->isVisible());
    find<QComboBox>("field-dns.method")->setCurrentIndex(1);
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

void ProfilesTest::profilesAreRenamedDuplicatedDeleted()
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

void ProfilesTest::aBrokenProfileHidesNoOther()
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

void ProfilesTest::anIniFillsTheForm()
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
void ProfilesTest::anIniStandsForTheDomain()
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

void ProfilesTest::namesOfTheSshConfigAreOffered()
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

void ProfilesTest::aHostSaysWhatSshMakesOfIt()
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

void ProfilesTest::anExportHasNoSecret()
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

void ProfilesTest::anotherHostIsAnotherKey()
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

void ProfilesTest::aHomeFolderIsExpandedAndRead()
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

QTEST_MAIN(ProfilesTest)
#include "tst_profiles.moc"
