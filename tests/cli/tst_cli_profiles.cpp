#include "tests/cli/cli_process.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace relaymove::test;
using namespace Qt::StringLiterals;

namespace {

// The bytes of all files below a folder: where a secret must not be.
QByteArray everythingIn(const QString &folder)
{
    QByteArray all;
    const QDir dir(folder);
    for (const QFileInfo &entry :
         dir.entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)) {
        if (entry.isDir()) {
            all += everythingIn(entry.filePath());
        } else if (QFile file(entry.filePath()); file.open(QIODevice::ReadOnly)) {
            all += file.readAll();
        }
    }
    return all;
}

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

const QByteArray secret = "c2VjcmV0LXRoYXQtbm9ib2R5LXNlZXM=";

} // namespace

class TestCliProfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongWords_data();
    void wrongWords();
    void helpTellsTheExitCodes();
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void roundTrip();
    void domainComesFromTheIni();
    void aBadProfileIsNotMade_data();
    void aBadProfileIsNotMade();
    void theSecretIsInNoFile();
    void aSecretComesByDescriptor();
    void aNameIsTakenOnce();
    void aBrokenFileIsToldAndLeftAlone();
    void aBegunMoveIsNotForgottenByAccident();
    void aLookAtAProfileBeginsNoMove();
    void aConfirmedKeyIsForgotten();
};

void TestCliProfiles::wrongWords_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("no such command") << QStringList{u"move"_s};
    QTest::newRow("no such option") << QStringList{u"plan"_s, u"home"_s, u"--loud"_s};
    QTest::newRow("no name") << QStringList{u"plan"_s};
    QTest::newRow("two names") << QStringList{u"plan"_s, u"home"_s, u"work"_s};
    QTest::newRow("no such profile") << QStringList{u"plan"_s, u"home"_s};
    QTest::newRow("no such profile to run") << QStringList{u"run"_s, u"home"_s, u"--yes"_s};
    QTest::newRow("profile alone") << QStringList{u"profile"_s};
    QTest::newRow("no such verb") << QStringList{u"profile"_s, u"paint"_s};
    QTest::newRow("option without value")
        << QStringList{u"profile"_s, u"create"_s, u"home"_s, u"--old"_s};
    QTest::newRow("no file") << QStringList{u"profile"_s, u"import"_s, u"/nonexistent.json"_s};
}

void TestCliProfiles::wrongWords()
{
    QFETCH(QStringList, words);
    const Cli cli;
    QProcess process;
    cli.prepare(process, words);
    if (words.size() < 2 || words == QStringList{u"profile"_s, u"create"_s, u"home"_s, u"--old"_s})
        process.setArguments(words); // the folders' options would be taken for what is missing
    process.start();
    const Ended ended = Cli::wait(process);
    QCOMPARE(ended.exitCode, 2);
    QVERIFY(ended.out.isEmpty());
    QVERIFY(!ended.error.isEmpty());
}

void TestCliProfiles::helpTellsTheExitCodes()
{
    QProcess process;
    process.start(QStringLiteral(RELAYMOVE_CLI), {u"--help"_s});
    const Ended ended = Cli::wait(process);
    QCOMPARE(ended.exitCode, 0);
    for (const QString &part :
         {u"130"_s, u"rolled back"_s, u"resume"_s, u"rollback"_s, u"status"_s})
        QVERIFY2(ended.out.contains(part), qPrintable(part));
}

void TestCliProfiles::everyCommandHasHelp_data()
{
    QTest::addColumn<QStringList>("words");
    for (const QString &name : {u"profile"_s, u"check"_s, u"plan"_s, u"run"_s, u"resume"_s,
                                u"status"_s, u"rollback"_s, u"report"_s})
        QTest::newRow(qPrintable(name)) << QStringList{name};
    for (const QString &verb :
         {u"create"_s, u"list"_s, u"show"_s, u"export"_s, u"import"_s, u"delete"_s})
        QTest::newRow(qPrintable(verb)) << QStringList{u"profile"_s, verb};
}

void TestCliProfiles::everyCommandHasHelp()
{
    QFETCH(QStringList, words);
    QProcess process;
    process.start(QStringLiteral(RELAYMOVE_CLI), words << u"--help"_s);
    const Ended ended = Cli::wait(process);
    QCOMPARE(ended.exitCode, 0);
    QVERIFY(ended.out.contains(u"Usage: "_s));
    QVERIFY(ended.error.isEmpty());
}

void TestCliProfiles::roundTrip()
{
    const Cli cli;
    const Ended made = cli.create(u"home"_s, {u"--ttl"_s, u"120"_s});
    QCOMPARE(made.exitCode, 0);
    const QString id = made.out.trimmed();

    QVERIFY(cli.run({u"profile"_s, u"list"_s})
                .out.startsWith(u"home\trelay.test\told.invalid\tnew.invalid\t"_s + id));
    const Ended shown = cli.run({u"profile"_s, u"show"_s, u"home"_s});
    const QJsonObject profile = QJsonDocument::fromJson(shown.out.toUtf8()).object();
    QCOMPARE(profile[u"dns"_s].toObject()[u"ttlDuring"_s].toInt(), 120);

    const QString file = cli.folder() + u"/home.json"_s;
    QCOMPARE(cli.run({u"profile"_s, u"export"_s, u"home"_s, file}).exitCode, 0);
    QCOMPARE(cli.run({u"profile"_s, u"export"_s, u"home"_s, file}).exitCode,
             2);                                                      // never written over
    QCOMPARE(cli.run({u"profile"_s, u"import"_s, file}).exitCode, 2); // here already
    QCOMPARE(cli.run({u"profile"_s, u"delete"_s, u"home"_s}).exitCode, 0);
    QCOMPARE(cli.run({u"profile"_s, u"list"_s}).out, QString());
    QCOMPARE(cli.run({u"profile"_s, u"import"_s, file}).out.trimmed(), id);
    QCOMPARE(cli.run({u"profile"_s, u"show"_s, id}).out, shown.out);
}

void TestCliProfiles::domainComesFromTheIni()
{
    const Cli cli;
    const QString ini = cli.folder() + u"/chatmail.ini"_s;
    put(ini, "[params]\nmail_domain = relay.example\n");
    const QStringList words{
        u"profile"_s,   u"create"_s,    u"home"_s,  u"--ini"_s,     ini,
        u"--old"_s,     u"a.invalid"_s, u"--new"_s, u"b.invalid"_s, u"--checkout"_s,
        u"/opt/relay"_s};
    QCOMPARE(cli.run(words).exitCode, 0);
    const QJsonObject profile =
        QJsonDocument::fromJson(cli.run({u"profile"_s, u"show"_s, u"home"_s}).out.toUtf8())
            .object();
    QCOMPARE(profile[u"domain"].toString(), u"relay.example"_s);
    QCOMPARE(profile[u"ini"].toString(), ini);
    QCOMPARE(cli.run(QStringList(words) << u"--domain"_s << u"relay.test"_s).exitCode, 2);
}

void TestCliProfiles::aBadProfileIsNotMade_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("option"); // what is to be typed otherwise
    const auto row = [](const char *what, const QStringList &more, const QString &option) {
        QTest::newRow(what) << more << option;
    };
    row("one host twice", {u"--new"_s, u"old.invalid"_s}, u"--new: "_s);
    row("address as domain", {u"--domain"_s, u"198.51.100.10"_s}, u"--domain: "_s);
    row("a shell's characters", {u"--new"_s, u"new;reboot"_s}, u"--new: "_s);
    row("method", {u"--dns"_s, u"carrier-pigeon"_s}, u"--dns "_s);
    row("no server", {u"--dns"_s, u"rfc2136"_s}, u"--dns-server: "_s);
    row("ttl in words", {u"--ttl"_s, u"short"_s}, u"--ttl "_s);
    row("ttl too long", {u"--ttl"_s, u"86400"_s}, u"--ttl: "_s);
}

void TestCliProfiles::aBadProfileIsNotMade()
{
    QFETCH(QStringList, more);
    QFETCH(QString, option);
    const Cli cli;
    const Ended ended = cli.create(u"home"_s, more);
    QCOMPARE(ended.exitCode, 2);
    QVERIFY2(ended.error.contains(option), qPrintable(ended.error));
    QVERIFY(!cli.config().exists(u"profiles"_s));
}

void TestCliProfiles::theSecretIsInNoFile()
{
    const Cli cli;
    const QString keyFile = cli.folder() + u"/tsig.key"_s;
    put(keyFile, "key \"move\" { algorithm hmac-sha512; secret \"" + secret + "\"; };\n");
    const Ended ended = cli.create(u"home"_s, {u"--dns"_s, u"rfc2136"_s, u"--dns-server"_s,
                                               u"198.51.100.53"_s, u"--tsig-key-file"_s, keyFile});
    QCOMPARE(ended.exitCode, 0);
    QVERIFY(QFile::remove(keyFile));
    const QJsonObject dns =
        QJsonDocument::fromJson(cli.run({u"profile"_s, u"show"_s, u"home"_s}).out.toUtf8())
            .object()[u"dns"]
            .toObject();
    QCOMPARE(dns[u"keyName"].toString(), u"move"_s);
    QCOMPARE(dns[u"algorithm"].toString(), u"hmac-sha512"_s);
    // There is no keychain here, and that is told rather than made up for.
    QVERIFY(ended.error.contains(u"--tsig-secret-fd"_s));
    QVERIFY(!everythingIn(cli.folder()).contains(secret));
    QVERIFY(!(ended.out + ended.error).contains(QString::fromLatin1(secret)));
}

void TestCliProfiles::aSecretComesByDescriptor()
{
    const QStringList rfc{u"--dns"_s,         u"rfc2136"_s,         u"--dns-server"_s,
                          u"198.51.100.53"_s, u"--tsig-key-name"_s, u"move"_s};
    const Cli cli;
    QCOMPARE(
        cli.create(u"nothing there"_s, rfc + QStringList{u"--tsig-secret-fd"_s, u"9"_s}).exitCode,
        2);
    QCOMPARE(cli.create(u"both"_s,
                        rfc + QStringList{u"--tsig-secret-fd"_s, u"9"_s, u"--tsig-secret-stdin"_s})
                 .exitCode,
             2);
    const QStringList words{u"profile"_s,    u"create"_s,     u"home"_s,
                            u"--domain"_s,   u"relay.test"_s, u"--old"_s,
                            u"a.invalid"_s,  u"--new"_s,      u"b.invalid"_s,
                            u"--checkout"_s, u"/opt/relay"_s, u"--tsig-secret-stdin"_s};
    const Ended ended = cli.run(words + rfc, secret + "\n");
    QCOMPARE(ended.exitCode, 0);
    QVERIFY(!everythingIn(cli.folder()).contains(secret));
}

void TestCliProfiles::aNameIsTakenOnce()
{
    const Cli cli;
    QCOMPARE(cli.create(u"home"_s).exitCode, 0);
    const Ended again = cli.create(u"home"_s);
    QCOMPARE(again.exitCode, 2);
    QVERIFY(again.error.contains(u"home"_s));
}

void TestCliProfiles::aBrokenFileIsToldAndLeftAlone()
{
    const Cli cli;
    QCOMPARE(cli.create(u"home"_s).exitCode, 0);
    const QString path =
        cli.config().filePath(u"profiles/11111111-2222-3333-4444-555555555555.json"_s);
    put(path, "{\"schema\": 1, \"id\": ");
    const Ended listed = cli.run({u"profile"_s, u"list"_s});
    QCOMPARE(listed.exitCode, 2);
    QVERIFY(listed.out.startsWith(u"home\t"_s));
    QVERIFY(listed.error.contains(path));
    const Ended planned = cli.run({u"plan"_s, u"11111111-2222-3333-4444-555555555555"_s});
    QCOMPARE(planned.exitCode, 2);
    QVERIFY(planned.error.contains(path));
    QVERIFY(QFile::exists(path));
}

void TestCliProfiles::aBegunMoveIsNotForgottenByAccident()
{
    const Cli cli;
    const QString id = cli.create(u"home"_s).out.trimmed();
    const QDir folder(cli.data().filePath(u"migrations/"_s + id));
    QVERIFY(folder.mkpath(u"."_s));
    put(folder.filePath(u"journal.jsonl"_s), "");
    QCOMPARE(cli.run({u"profile"_s, u"delete"_s, u"home"_s}).exitCode, 3);
    QCOMPARE(cli.run({u"profile"_s, u"show"_s, u"home"_s}).exitCode, 0);
    QCOMPARE(cli.run({u"profile"_s, u"delete"_s, u"home"_s, u"--yes"_s}).exitCode, 0);
    QVERIFY(folder.exists());
}

// The window makes the folder for the log of what it looks at.
void TestCliProfiles::aLookAtAProfileBeginsNoMove()
{
    const Cli cli;
    const QString id = cli.create(u"home"_s).out.trimmed();
    QVERIFY(cli.data().mkpath(u"migrations/"_s + id));
    QCOMPARE(cli.run({u"profile"_s, u"delete"_s, u"home"_s}).exitCode, 0);
}

// A machine that was installed anew has another key than the one that was confirmed.
void TestCliProfiles::aConfirmedKeyIsForgotten()
{
    const Cli cli;
    const QString id = cli.create(u"home"_s).out.trimmed();
    const QString path = cli.config().filePath(u"profiles/%1.json"_s.arg(id));
    const QString before = cli.run({u"profile"_s, u"show"_s, u"home"_s}).out;
    QJsonObject profile = QJsonDocument::fromJson(before.toUtf8()).object();
    const auto fingerprint = [](const QString &key) {
        const auto digest = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256);
        return u"SHA256:"_s + QString::fromLatin1(digest.toBase64(QByteArray::OmitTrailingEquals));
    };
    for (const QString &key : {u"oldKey"_s, u"newKey"_s})
        profile[key] = QJsonObject{{u"type"_s, u"ssh-ed25519"_s},
                                   {u"blob"_s, QString::fromLatin1(key.toUtf8().toBase64())},
                                   {u"fingerprint"_s, fingerprint(key)}};
    put(path, QJsonDocument(profile).toJson());
    QCOMPARE(cli.run({u"profile"_s, u"forget-key"_s, u"home"_s, u"both"_s}).exitCode, 2);
    QCOMPARE(cli.run({u"profile"_s, u"forget-key"_s, u"home"_s, u"new"_s}).exitCode, 0);
    const QString shown = cli.run({u"profile"_s, u"show"_s, u"home"_s}).out;
    QVERIFY(shown.contains(fingerprint(u"oldKey"_s)));
    QVERIFY(!shown.contains(fingerprint(u"newKey"_s)));
}

QTEST_GUILESS_MAIN(TestCliProfiles)
#include "tst_cli_profiles.moc"
