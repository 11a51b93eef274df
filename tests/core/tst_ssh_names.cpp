#include "core/profiles/ssh_names.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class SshNamesTest : public QObject
{
    Q_OBJECT

    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("can't write %s", qPrintable(path));
    }

private Q_SLOTS:
    void namesWithoutPatterns()
    {
        const QTemporaryDir folder;
        const QString config = folder.filePath(u"config"_s);
        write(config, "# Host commented\n"
                      "Host mail-old mail-old.example.org\n"
                      "  HostName 198.51.100.10\n"
                      "host=\"mail-new\"\n"
                      "Host * !secret bastion? mail-old\n"
                      "Match host trap exec \"touch /tmp/x\"\n");
        QCOMPARE(sshConfigNames(config),
                 (QStringList{u"mail-old"_s, u"mail-old.example.org"_s, u"mail-new"_s}));
    }

    void includesAreFollowed()
    {
        const QTemporaryDir folder;
        const QString config = folder.filePath(u"config"_s);
        QVERIFY(QDir(folder.path()).mkpath(u"config.d"_s));
        write(folder.filePath(u"config.d/one"_s), "Host one\n");
        write(folder.filePath(u"config.d/two"_s), "Host two\nInclude config\n"); // a circle
        write(config, "Include config.d/*\nHost three\n");
        QCOMPARE(sshConfigNames(config), (QStringList{u"one"_s, u"two"_s, u"three"_s}));
    }

    void withoutAConfigThereAreNone()
    {
        QVERIFY(sshConfigNames(u"/nonexistent/config"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(SshNamesTest)
#include "tst_ssh_names.moc"
