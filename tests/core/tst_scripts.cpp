#include "core/host/guard_codes.h"
#include "core/host/script.h"
#include "core/host/script_codes.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

QByteArray textOf(const QString &name) { return script(QLatin1StringView(name.toLatin1())); }

} // namespace

class TestScripts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsAPartOfTheProgram()
    {
        QStringList files;
        QDirIterator core(QStringLiteral(RELAYMOVE_SOURCE_DIR "/core"), QDir::Files,
                          QDirIterator::Subdirectories);
        while (core.hasNext()) {
            const QString file = QFileInfo(core.next()).fileName();
            if (!QRegularExpression(u"\\.(cpp|h|md|txt)$"_s).match(file).hasMatch())
                files << file;
        }
        files.sort();
        QVERIFY(files.size() > 30);
        QStringList parts = QDir(u":/scripts"_s).entryList(QDir::Files);
        parts.sort();
        QCOMPARE(parts, files);
        for (const QString &file : files) {
            if (file.endsWith(u".sh"))
                QVERIFY2(textOf(file).startsWith("#!/bin/sh\n# "), qPrintable(file));
        }
    }

    // systemd starts a unit five times within ten seconds and then refuses (systemd.unit(5),
    // StartLimitIntervalSec), a timer that is renewed too. Ours must start whenever needed.
    void noUnitIsStartedTooOften()
    {
        for (const QString &file : QDir(u":/scripts"_s).entryList({u"relaymove-*"_s}, QDir::Files))
            QVERIFY2(textOf(file).contains("\nStartLimitIntervalSec=0\n"), qPrintable(file));
    }

    // A Command takes {word} for a value that is not known yet. In a script it would be one
    // that is never filled.
    void noneHasAPlaceholder()
    {
        static const QRegularExpression placeholder(u"\\{[a-z][a-z0-9-]*\\}"_s);
        for (const QString &file : QDir(u":/scripts"_s).entryList({u"*.sh"_s}, QDir::Files))
            QVERIFY2(!placeholder.match(QString::fromUtf8(textOf(file))).hasMatch(),
                     qPrintable(file));
    }

    void aShellRunsItWithoutItsHead()
    {
        const QStringList words =
            shell("count-mail", {"{mailboxes}"}).with("mailboxes", u"/m"_s).arguments();
        QCOMPARE(words.first(2), (QStringList{u"sh"_s, u"-c"_s}));
        QVERIFY(words.at(2).startsWith(u"renice -n 19"));
        QCOMPARE(words.mid(3), (QStringList{u"count-mail"_s, u"/m"_s}));
    }

    void valuesAreQuotedForTheScriptThatSourcesThem()
    {
        const Command command =
            writeValuesFile(u"/etc/x.conf"_s,
                            {{u"units"_s, u"a b"_s}, {u"enabled"_s, {}}, {u"odd"_s, u"it's $x"_s}});
        QCOMPARE(command.standardInput(), "units='a b'\nenabled=''\nodd='it'\\''s $x'\n");
    }

    // What a script ends with is what script_codes.h says.
    void exitCodes_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("times");
        const QString ends = u"exit %1\n"_s;
        QTest::newRow("ended") << u"await-mark.sh"_s << ends << scriptcode::ended << 1;
        QTest::newRow("tries") << u"await-mark.sh"_s << ends << scriptcode::tries << 1;
        const QString refuses = u"refuse %1"_s;
        QTest::newRow("state") << u"guard.sh"_s << refuses << guardcode::wrongState << 9;
        QTest::newRow("lease") << u"guard.sh"_s << refuses << guardcode::otherLease << 2;
        QTest::newRow("migration") << u"guard.sh"_s << refuses << guardcode::otherMigration << 2;
        QTest::newRow("record") << u"guard.sh"_s << u"exit %1"_s << guardcode::noRecord << 5;
        QTest::newRow("lock") << u"guard.sh"_s << u"exit %1"_s << guardcode::isLocked << 5;
        QTest::newRow("boot") << u"guard.sh"_s << refuses << guardcode::otherBoot << 1;
        QTest::newRow("told") << u"commit.sh"_s << u"$code != %1 ]"_s << guardcode::wrongState << 1;
        QTest::newRow("back") << u"go-back.sh"_s << u"exit %1"_s << guardcode::wrongState << 1;
        QTest::newRow("key") << u"link-key.sh"_s << ends << scriptcode::untouched << 1;
        QTest::newRow("paths") << u"place-state.sh"_s << ends << scriptcode::untouched << 1;
        QTest::newRow("there") << u"old-is-gone.sh"_s << u"exit %1"_s << scriptcode::isThere << 2;
        QTest::newRow("unstarted") << u"go-back.sh"_s << u"exit %1"_s << scriptcode::unstarted << 1;
        QTest::newRow("unsaid") << u"old-is-gone.sh"_s << u"exit %1"_s << scriptcode::unsaid << 2;
        QTest::newRow("landing") << u"await-landing.sh"_s << ends << scriptcode::tries << 1;
    }
    void exitCodes()
    {
        QFETCH(QString, file);
        QFETCH(QString, words);
        QFETCH(int, code);
        QFETCH(int, times);
        QCOMPARE(QString::fromUtf8(textOf(file)).count(words.arg(code)), times);
    }
};

QTEST_GUILESS_MAIN(TestScripts)
#include "tst_scripts.moc"
