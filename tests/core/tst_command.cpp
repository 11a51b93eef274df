#include "core/host/command.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class TestCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlaceholderKeepsItsNameInTheShape()
    {
        const Command command =
            Command{"systemctl", "stop", "{units}"}.with("units", QStringList{u"a"_s, u"b c"_s});
        QCOMPARE(command.shape(), u"systemctl stop {units}"_s);
        QCOMPARE(command.line(), u"systemctl stop a 'b c'"_s);
        QCOMPARE(command.arguments(), (QStringList{u"systemctl"_s, u"stop"_s, u"a"_s, u"b c"_s}));
    }

    void aPlaceholderWithinAWord()
    {
        const Command command = Command{"ssh", "root@{link}:{path}/"}.with("link", u"192.0.2.1"_s);
        QVERIFY(!command.isComplete());
        QCOMPARE(command.line(), u"ssh root@192.0.2.1:{path}/"_s);
        QCOMPARE(command.with("path", u"/x"_s).arguments().last(), u"root@192.0.2.1:/x/"_s);
    }

    void aValueIsNotReadForPlaceholders()
    {
        const Command command = Command{"echo", "{a}{b}"}.with("a", u"{b}"_s).with("b", u"2"_s);
        QCOMPARE(command.arguments().last(), u"{b}2"_s);
    }

    void shellBracesAreNoPlaceholders()
    {
        QVERIFY((Command{"find", ".", "-exec", "rm", "{}", "+", "{ 25, 80 }"}).isComplete());
    }

    void aLauncherComesFirst()
    {
        const Command inner = Command{"rsync", "{from}"}.with("from", u"/a"_s);
        QCOMPARE(inner.startedBy({u"systemd-run"_s, u"--wait"_s}).line(),
                 u"systemd-run --wait rsync /a"_s);
    }

    void quotingSurvivesAShell_data()
    {
        QTest::addColumn<QString>("word");
        for (const QString &word :
             {u"plain"_s, u"two words"_s, u"it's"_s, u"$(touch /x) `id` $HOME"_s, u"new\nline"_s,
              u"\\ \" ; & | < > * ? [ ] ~ # !"_s, u""_s, u"{}"_s, u"äöü €"_s, u"-n"_s})
            QTest::newRow(qPrintable(word)) << word;
    }

    void quotingSurvivesAShell()
    {
        QFETCH(QString, word);
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '<%s>' "_s + quoted({word, u"end"_s})});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), u'<' + word + u"><end>"_s);
    }

    void writingAFileIsShownAsSuch()
    {
        const Command command = Command::writeFile(u"/etc/x y"_s, u"0600"_s, "content");
        QCOMPARE(command.shape(), u"write /etc/x y (mode 0600)"_s);
        QCOMPARE(command.standardInput(), QByteArray("content"));
        QVERIFY(command.isComplete());
    }

    // A connection that is lost half-way looks like the end of what it was given.
    void aFileIsWrittenWholeOrNotAtAll()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"a b"_s);
        const auto given = [&](const Command &command, qsizetype less) {
            QProcess shell;
            shell.start(command.arguments().first(), command.arguments().mid(1));
            shell.write(command.sent().chopped(less));
            shell.closeWriteChannel();
            return shell.waitForFinished() && shell.exitCode() == 0;
        };
        const auto content = [&] {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
        };
        const Command command = Command::writeFile(path, u"0600"_s, "content");
        QVERIFY(given(command, 0));
        QCOMPARE(content(), QByteArray("content"));
        // What was said of it later counts, and a secret is not shown.
        QVERIFY(given(command.input("other\n"), 0));
        QCOMPARE(content(), QByteArray("other\n"));
        QVERIFY(given(command.input(Secret("hidden")), 0));
        QCOMPARE(content(), QByteArray("hidden"));
        QVERIFY(given(command.input(QByteArray()), 0));
        QCOMPARE(content(), QByteArray());
        QVERIFY(given(command, 0));
        for (const qsizetype less : {1, 5, 6, 70}) {
            QVERIFY(!given(command.input("later"), less));
            QCOMPARE(content(), QByteArray("content"));
        }
        QCOMPARE(Command{"cat"}.input("as it is").sent(), QByteArray("as it is"));
    }
};

QTEST_GUILESS_MAIN(TestCommand)
#include "tst_command.moc"
