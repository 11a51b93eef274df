#include "ui/pages/profile_form_page.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class TestProfileForm : public QObject
{
    Q_OBJECT

private:
    static QLineEdit *field(const ProfileFormPage &page, const QString &member)
    {
        return page.findChild<QLineEdit *>(u"field-"_s + member);
    }
    static QString trouble(const ProfileFormPage &page)
    {
        return page.findChild<QLabel *>(u"formTrouble"_s)->text();
    }
    static Profile complete()
    {
        Profile profile = Profile::fresh();
        profile.name = profile.domain = u"mail.example.org"_s;
        profile.oldHost = u"198.51.100.10"_s;
        profile.newHost = u"198.51.100.20"_s;
        return profile;
    }
    static QString foundIn(const QString &home)
    {
        const QByteArray before = qgetenv("HOME");
        qputenv("HOME", home.toUtf8());
        ProfileFormPage page;
        page.edit(Profile::fresh());
        qputenv("HOME", before);
        return field(page, u"checkout"_s)->text();
    }
    static bool makeCheckout(const QString &folder)
    {
        QFile script(folder + u"/scripts/cmdeploy"_s);
        return QDir().mkpath(folder + u"/scripts"_s) && script.open(QIODevice::WriteOnly);
    }

private Q_SLOTS:
    void theNameFollowsTheDomain()
    {
        ProfileFormPage page;
        page.edit(Profile::fresh());
        QLineEdit *name = field(page, u"name"_s);
        QTest::keyClicks(field(page, u"domain"_s), u"chat.example.org"_s);
        QCOMPARE(name->text(), u"chat.example.org"_s);
        name->selectAll();
        QTest::keyClicks(name, u"ours"_s);
        QTest::keyClicks(field(page, u"domain"_s), u".uk"_s);
        QCOMPARE(name->text(), u"ours"_s);
    }

    // A machine that was installed anew has another key than the one that was confirmed.
    void aConfirmedKeyIsShownAndForgotten()
    {
        Profile profile = complete();
        profile.newKey = PinnedHostKey::of(u"ssh-ed25519"_s, "new's");
        ProfileFormPage page;
        page.edit(profile);
        page.show();
        auto *forget = page.findChild<QPushButton *>(u"forgetKey-NEW"_s);
        QVERIFY(forget->isVisible());
        QVERIFY(!page.findChild<QPushButton *>(u"forgetKey-OLD"_s)->isVisible());
        QSignalSpy saved(&page, &ProfileFormPage::saveRequested);
        forget->click();
        QVERIFY(!forget->isVisible());
        page.findChild<QPushButton *>(u"saveProfile"_s)->click();
        QCOMPARE(saved.count(), 1);
        QVERIFY(saved.first().first().value<Profile>().newKey.isEmpty());
    }

    void theOnlyCheckoutIsFilledIn()
    {
        const QTemporaryDir home;
        QCOMPARE(foundIn(home.path()), QString());
        QVERIFY(makeCheckout(home.filePath(u"chatmail/relay"_s)));
        QCOMPARE(foundIn(home.path()), home.filePath(u"chatmail/relay"_s));
        QVERIFY(QFile::link(home.filePath(u"chatmail/relay"_s), home.filePath(u"relay"_s)));
        QCOMPARE(foundIn(home.path()), home.filePath(u"relay"_s)); // the same one
        QVERIFY(makeCheckout(home.filePath(u"src/relay"_s)));
        QCOMPARE(foundIn(home.path()), QString()); // only the person can choose
    }

    void whatIsMissingIsNamedBesideTheButtons()
    {
        ProfileFormPage page;
        page.edit(Profile::fresh());
        page.findChild<QComboBox *>(u"field-dns.method"_s)->setCurrentIndex(1);
        field(page, u"domain"_s)->setText(u"198.51.100.1"_s);
        field(page, u"newHost"_s)->setText(u"198.51.100.20"_s);
        field(page, u"checkout"_s)->setText(u"/root/relay"_s);
        QCOMPARE(trouble(page), QString());
        page.findChild<QPushButton *>(u"saveProfile"_s)->click();
        QVERIFY2(trouble(page).startsWith(u"Still missing: OLD, "_s), qPrintable(trouble(page)));
        QVERIFY2(trouble(page).contains(u"Name server"_s), qPrintable(trouble(page)));
        QVERIFY2(trouble(page).endsWith(u"To be corrected: Domain."_s), qPrintable(trouble(page)));
        // A name is made of the domain: nobody is asked for one.
        field(page, u"domain"_s)->clear();
        QVERIFY2(trouble(page).startsWith(u"Still missing: Domain, OLD"_s),
                 qPrintable(trouble(page)));
    }

    void enterInAnyFieldSaves()
    {
        ProfileFormPage page;
        Profile profile = complete();
        profile.checkout = u"/root/relay"_s;
        page.edit(profile);
        const QSignalSpy saved(&page, &ProfileFormPage::saveRequested);
        QTest::keyClick(field(page, u"domain"_s), Qt::Key_Return);
        QCOMPARE(saved.count(), 1);
        QTest::keyClick(field(page, u"dns.secret"_s), Qt::Key_Return);
        QTest::keyClick(page.findChild<QSpinBox *>(u"field-dns.port"_s), Qt::Key_Enter);
        QCOMPARE(saved.count(), 3);
    }

    // Seen: the box lacked hmac-sha224, and saved the one it happened to show instead.
    void theAlgorithmStaysThatOfTheProfile()
    {
        ProfileFormPage page;
        Profile profile = complete();
        profile.dns = {.method = DnsMethod::Rfc2136,
                       .server = u"ns1.example.org"_s,
                       .zone = {},
                       .keyName = u"relaymove."_s};
        QSignalSpy saved(&page, &ProfileFormPage::saveRequested);
        for (const QString &algorithm : tsigAlgorithms()) {
            profile.dns.algorithm = algorithm;
            page.edit(profile);
            page.findChild<QPushButton *>(u"saveProfile"_s)->click();
            QCOMPARE(saved.count(), 1);
            QCOMPARE(saved.takeFirst().first().value<Profile>().dns.algorithm, algorithm);
        }
        profile.dns.algorithm = u"rot13"_s;
        page.edit(profile);
        page.findChild<QPushButton *>(u"saveProfile"_s)->click();
        QCOMPARE(saved.count(), 0);
        QVERIFY2(trouble(page).contains(u"hmac-sha224"_s), qPrintable(trouble(page)));
    }

    // Seen: with a problem shown, the rows below it had no height.
    void everyRowIsThereBesideProblems()
    {
        ProfileFormPage page;
        page.edit(Profile::fresh());
        page.resize(1200, 800);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        for (const QString &host : {u"oldHost"_s, u"newHost"_s})
            page.findChild<QLineEdit *>(u"field-"_s + host)->setText(u"old.example"_s);
        QMetaObject::invokeMethod(page.findChild<QObject *>(u"saveProfile"_s), "click");
        const auto *method = page.findChild<QComboBox *>(u"field-dns.method"_s);
        QTRY_VERIFY(page.findChild<QWidget *>(u"problem-newHost"_s)->isVisible());
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        for (const QString &member : {u"name"_s, u"oldHost"_s, u"checkout"_s, u"ini"_s})
            QVERIFY2(page.findChild<QWidget *>(u"field-"_s + member)->height() > 10,
                     qPrintable(member));
        QVERIFY(method->height() > 10);
    }
};

QTEST_MAIN(TestProfileForm)
#include "tst_profile_form.moc"
