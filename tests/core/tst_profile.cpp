#include "core/profiles/ini_reader.h"
#include "core/profiles/profile_fields.h"
#include "core/profiles/profile_json.h"
#include "core/profiles/profile_store.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(std::function<void(relaymove::Profile &)>)

namespace {

Profile good()
{
    Profile p = Profile::fresh();
    p.name = u"relay"_s;
    p.domain = u"relay.test"_s;
    p.oldHost = u"198.51.100.10"_s;
    p.newHost = u"root@relay-new"_s;
    p.oldKey = PinnedHostKey::of(u"ssh-ed25519"_s, "an old key");
    p.newKey = PinnedHostKey::of(u"ssh-ed25519"_s, "a new key");
    p.oldV4 = u"198.51.100.10"_s;
    p.newV6 = u"2001:db8::20"_s;
    p.checkout = u"/home/anna/relay"_s;
    p.dns = {DnsMethod::Rfc2136, u"198.51.100.53"_s, 53,
             u"relay.test"_s,    u"move"_s,          u"hmac-sha512"_s};
    p.ttlDuring = 60;
    p.ttlAfter = 86400;
    p.autoRollbackSeconds = 20;
    p.stopAtEveryPage = true;
    p.disableByCmdeploy = true;
    p.oldIsFailing = true;
    return p;
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

class TestProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesJson()
    {
        const Profile p = good();
        QCOMPARE(problemsOf(p), QList<ProfileProblem>());
        const auto text = QJsonDocument(toJson(p)).toJson();
        const auto back = profileFromJson(QJsonDocument::fromJson(text).object());
        QVERIFY2(back.has_value(), back ? "" : qPrintable(back.error()));
        QVERIFY(*back == p);
        QCOMPARE(p.sshHostForCmdeploy(), u"relay-new"_s);
        QCOMPARE(p.iniPath(), u"/home/anna/relay/chatmail.ini"_s);
    }

    void fingerprintIsOpenSshs()
    {
        // ssh-keygen -lf of this key says so.
        const auto blob = QByteArray::fromBase64(
            "AAAAC3NzaC1lZDI1NTE5AAAAIMsYGWU2FMdzfLKVaYDHYjGkqVaV6shx3kjU4LnvEkzu");
        QCOMPARE(PinnedHostKey::of(u"ssh-ed25519"_s, blob).fingerprint,
                 u"SHA256:La95r5L6HX09k73KSS2l6Iw2H8hak8E3yEHBSKQqeqI"_s);
    }

    void refusesWhatItDoesNotKnow_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("newer") << u"schema"_s << QJsonValue(3) << u"newer Relaymove"_s;
        QTest::newRow("no schema") << u"schema"_s << QJsonValue() << u"no schema"_s;
        QTest::newRow("typo") << u"autoRollbackSecond"_s << QJsonValue(30)
                              << u"autoRollbackSecond"_s;
        QTest::newRow("kind") << u"autoRollbackSeconds"_s << QJsonValue(u"300"_s)
                              << u"autoRollbackSeconds"_s;
        QTest::newRow("fraction") << u"autoRollbackSeconds"_s << QJsonValue(1.5)
                                  << u"whole number"_s;
        QTest::newRow("id") << u"id"_s << QJsonValue(u"../x"_s) << u"UUID"_s;
        QTest::newRow("method") << u"dns"_s << QJsonValue(QJsonObject{{u"method"_s, u"fax"_s}})
                                << u"dns.method"_s;
        QTest::newRow("typo in dns")
            << u"dns"_s << QJsonValue(QJsonObject{{u"zon"_s, u"relay.test"_s}}) << u"dns.zon"_s;
        QJsonObject key = toJson(good())[u"oldKey"_s].toObject();
        key[u"fingerprint"_s] = toJson(good())[u"newKey"_s].toObject()[u"fingerprint"_s];
        QTest::newRow("another's fingerprint") << u"oldKey"_s << QJsonValue(key) << u"oldKey"_s;
    }
    void refusesWhatItDoesNotKnow()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(QString, says);
        QJsonObject object = toJson(good());
        object[member] = value;
        const auto profile = profileFromJson(object);
        QVERIFY(!profile);
        QVERIFY2(profile.error().contains(says), qPrintable(profile.error()));
    }

    void findsProblems_data()
    {
        using Change = std::function<void(Profile &)>;
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *name, const QString &key, Change change) {
            QTest::newRow(name) << change << key;
        };
        row("no name", u"name"_s, [](Profile &p) { p.name = u" "_s; });
        row("no domain", u"domain"_s, [](Profile &p) {
            p.domain.clear();
            p.dns.zone.clear();
        });
        row("IPv4 relay", u"domain"_s, [](Profile &p) {
            p.domain = u"198.51.100.99"_s;
            p.dns.zone.clear();
        });
        row("IPv6 relay", u"domain"_s, [](Profile &p) {
            p.domain = u"[2001:db8::1]"_s;
            p.dns.zone.clear();
        });
        row("bad domain", u"domain"_s, [](Profile &p) {
            p.domain = u"relay_.-test"_s;
            p.dns.zone.clear();
        });
        row("one label", u"domain"_s, [](Profile &p) {
            p.domain = u"relay"_s;
            p.dns.zone.clear();
        });
        row("no OLD", u"oldHost"_s, [](Profile &p) { p.oldHost.clear(); });
        row("shell in NEW", u"newHost"_s, [](Profile &p) { p.newHost = u"new;reboot"_s; });
        row("option as NEW", u"newHost"_s, [](Profile &p) { p.newHost = u"-oProxyCommand=x"_s; });
        row("space in NEW", u"newHost"_s, [](Profile &p) { p.newHost = u"new host"_s; });
        row("port in NEW", u"newHost"_s, [](Profile &p) { p.newHost = u"new:2222"_s; });
        row("another user", u"oldHost"_s, [](Profile &p) { p.oldHost = u"anna@198.51.100.10"_s; });
        row("OLD by the domain", u"oldHost"_s, [](Profile &p) { p.oldHost = u"Relay.test"_s; });
        row("NEW by a CNAME", u"newHost"_s, [](Profile &p) { p.newHost = u"www.relay.test"_s; });
        row("same host", u"newHost"_s, [](Profile &p) { p.newHost = u"root@198.51.100.10"_s; });
        row("same IPv4", u"newV4"_s, [](Profile &p) { p.newV4 = p.oldV4; });
        row("same IPv6", u"newV6"_s, [](Profile &p) { p.oldV6 = u"2001:DB8:0::20"_s; });
        row("same key", u"newKey"_s, [](Profile &p) { p.newKey = p.oldKey; });
        row("no IPv4", u"newV4"_s, [](Profile &p) { p.newV4 = u"2001:db8::21"_s; });
        row("short IPv4", u"newV4"_s, [](Profile &p) { p.newV4 = u"10.1"_s; });
        row("no IPv6", u"oldV6"_s, [](Profile &p) { p.oldV6 = u"198.51.100.1"_s; });
        row("chatmail.ini without its checkout", u"checkout"_s, [](Profile &p) {
            p.checkout.clear();
            p.ini = u"/home/anna/chatmail.ini"_s;
        });
        row("relative", u"checkout"_s, [](Profile &p) { p.checkout = u"relay"_s; });
        row("space", u"checkout"_s, [](Profile &p) { p.checkout = u"/home/anna/my relay"_s; });
        row("dollar", u"checkout"_s, [](Profile &p) { p.checkout = u"/home/anna/$relay"_s; });
        row("ini", u"ini"_s, [](Profile &p) { p.ini = u"/etc/x;y"_s; });
        row("cmdeploy's host", u"cmdeployNewHost"_s,
            [](Profile &p) { p.cmdeployNewHost = u"a|b"_s; });
        row("zone", u"dns.zone"_s, [](Profile &p) { p.dns.zone = u"peer.test"_s; });
        row("zone's tail", u"dns.zone"_s, [](Profile &p) { p.dns.zone = u"lay.test"_s; });
        row("server", u"dns.server"_s, [](Profile &p) { p.dns.server.clear(); });
        row("server's line", u"dns.server"_s, [](Profile &p) { p.dns.server = u"ns\nzone x"_s; });
        row("port", u"dns.port"_s, [](Profile &p) { p.dns.port = 0; });
        row("key", u"dns.keyName"_s, [](Profile &p) { p.dns.keyName = u"a b"_s; });
        row("algorithm", u"dns.algorithm"_s, [](Profile &p) { p.dns.algorithm = u"rot13"_s; });
        row("ttl", u"dns.ttlDuring"_s, [](Profile &p) { p.ttlDuring = 0; });
        row("ttl after", u"dns.ttlAfter"_s, [](Profile &p) { p.ttlAfter = 5; });
        row("auto-rollback", u"autoRollbackSeconds"_s,
            [](Profile &p) { p.autoRollbackSeconds = 19; });
    }
    void findsProblems()
    {
        QFETCH(std::function<void(relaymove::Profile &)>, change);
        QFETCH(QString, key);
        Profile p = good();
        change(p);
        const auto problems = problemsOf(p);
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().key, key);
        QVERIFY(problems.first().sentence.endsWith(u'.'));
    }

    void manualDnsNeedsNoServer()
    {
        Profile p = good();
        p.dns = {};
        QCOMPARE(problemsOf(p), QList<ProfileProblem>());
    }

    void exportsWhatItImports()
    {
        QTemporaryDir folder;
        const Profile p = good();
        const QString path = folder.filePath(u"exported.json"_s);
        QVERIFY(ProfileStore::exportProfile(p, path));
        QVERIFY(ProfileStore::importProfile(path).value() == p);
        writeFile(path, "{ not json");
        QVERIFY(!ProfileStore::importProfile(path));
        QVERIFY(!ProfileStore::exportProfile(p, folder.filePath(u"none/exported.json"_s)));
    }

    void aBrokenFileHidesNoOther()
    {
        QTemporaryDir folder;
        const ProfileStore store{QDir(folder.filePath(u"profiles"_s))};
        QVERIFY(store.list().profiles.isEmpty());
        const Profile p = good();
        QVERIFY(store.save(p));
        const QString torn = folder.filePath(u"profiles/torn.json"_s);
        writeFile(torn, "{\"schema\": 1, \"na");
        writeFile(folder.filePath(u"profiles/%1.json"_s.arg(Profile::fresh().id)),
                  QJsonDocument(toJson(p)).toJson());
        const auto listing = store.list();
        QCOMPARE(listing.profiles.size(), 1);
        QVERIFY(listing.profiles.first() == p);
        QCOMPARE(listing.broken.size(), 2);
        QVERIFY(QFile::exists(torn));
        QVERIFY(store.find(u"torn"_s).error().contains(u"can't be read"));
        QVERIFY(store.find(u"relay"_s).value() == p);
        const auto mode = QFile::permissions(folder.filePath(u"profiles/%1.json"_s.arg(p.id)));
        QVERIFY(!(mode & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void duplicatesRenamesRemoves()
    {
        QTemporaryDir folder;
        const ProfileStore store(QDir(folder.filePath(u"p"_s)), QDir(folder.filePath(u"m"_s)));
        const Profile p = good();
        QVERIFY(store.save(p));
        const auto copy = store.duplicate(p.id);
        const auto second = store.duplicate(p.id);
        QVERIFY(copy && second);
        QVERIFY(copy->id != p.id);
        QCOMPARE(copy->name, u"relay (copy)"_s);
        QCOMPARE(second->name, u"relay (copy) 2"_s);
        QCOMPARE(copy->domain, p.domain);
        QVERIFY(!store.rename(copy->id, u"relay"_s));
        QCOMPARE(store.rename(copy->id, u" other "_s).value().name, u"other"_s);
        const QDir migration = store.migrationFolder(p.id);
        QVERIFY(migration.exists());
        QVERIFY(store.remove(p.id));
        QVERIFY(!store.remove(p.id));
        QVERIFY(migration.exists());
        QCOMPARE(store.list().profiles.size(), 2);
        QVERIFY(!store.find(p.id));
    }

    void failsToSaveWithAReason()
    {
        QTemporaryDir folder;
        writeFile(folder.filePath(u"file"_s), "in the way");
        const ProfileStore store{QDir(folder.filePath(u"file"_s))};
        QVERIFY(store.save(good()).error().contains(u"can't be written"));
        Profile p = good();
        p.id = u"../../etc"_s;
        QVERIFY(!store.save(p));
    }

    void importsAnIni()
    {
        QTemporaryDir folder;
        const QString ini = folder.filePath(u"chatmail.ini"_s);
        writeFile(ini, "# mail_domain = wrong.test\n[other]\nmail_domain = no.test\n[params]\n\n"
                       "; x\nMail_Domain= relay.test \nlist =\n    mail_domain = deep.test\n");
        const auto alone = ProfileStore::importIni(ini);
        QVERIFY(alone);
        QCOMPARE(alone->domain, u"relay.test"_s);
        QCOMPARE(alone->ini, ini);
        QVERIFY(alone->checkout.isEmpty());
        QVERIFY(QDir(folder.path()).mkpath(u"scripts"_s));
        writeFile(folder.filePath(u"scripts/cmdeploy"_s), "");
        const auto within = ProfileStore::importIni(ini);
        QCOMPARE(within->checkout, folder.path());
        QCOMPARE(within->iniPath(), ini);
        writeFile(ini, "[params]\n");
        QVERIFY(ProfileStore::importIni(ini).error().contains(u"mail_domain"));
        QVERIFY(!ProfileStore::importIni(folder.filePath(u"nothing"_s)));
    }
};

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
