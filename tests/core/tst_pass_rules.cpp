#include "core/copy/pass_rules.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

// By the rsync that a relay has.
class TestPassRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatIsNamedChanges_data();
    void onlyWhatIsNamedChanges();

private:
    static void write(const QString &path, const QByteArray &text)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static QStringList files(const QString &folder)
    {
        QStringList found;
        QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            if (file.open(QIODevice::ReadOnly))
                found << file.fileName().mid(folder.size() + 1) + u'=' +
                             QString::fromUtf8(file.readAll());
        }
        found.sort();
        return found;
    }
};

void TestPassRules::onlyWhatIsNamedChanges_data()
{
    QTest::addColumn<QStringList>("named");
    QTest::addColumn<QStringList>("expected");

    const auto row = [](const char *tag, const QStringList &named, const QStringList &expected) {
        QTest::newRow(tag) << named << expected;
    };
    const QStringList before{u"*@d/1=old"_s, u"[x]@d/1=old"_s,  u"a@d/1=old"_s,    u"a@d/2=gone"_s,
                             u"b@d/1=old"_s, u"gone@d/1=old"_s, uR"(w\@d/1=old)"_s};
    const auto with = [before](const QStringList &out, const QStringList &in) {
        QStringList files = before + in;
        for (const QString &each : out)
            files.removeAll(each);
        files.sort();
        return files;
    };
    row("none", {}, before);
    row("one, with what went in it", {u"a@d"_s},
        with({u"a@d/1=old"_s, u"a@d/2=gone"_s}, {u"a@d/1=new!"_s, u"a@d/cur/3=new!"_s}));
    row("one that went", {u"gone@d"_s}, with({u"gone@d/1=old"_s}, {}));
    row("one that is nowhere", {u"nobody@d"_s}, before);
    row("a star is no pattern", {u"*@d"_s}, with({u"*@d/1=old"_s}, {u"*@d/1=new!"_s}));
    row("nor a bracket", {u"[x]@d"_s}, with({u"[x]@d/1=old"_s}, {u"[x]@d/1=new!"_s}));
    row("a backslash", {uR"(w\@d)"_s}, with({uR"(w\@d/1=old)"_s}, {uR"(w\@d/1=new!)"_s}));
    row("a name that begins another one", {u"a@"_s}, before);
}

void TestPassRules::onlyWhatIsNamedChanges()
{
    QFETCH(QStringList, named);
    QFETCH(QStringList, expected);
    QTemporaryDir folder;
    const QString from = folder.filePath(u"from"_s), to = folder.filePath(u"to"_s);
    for (const QString &name : {u"*@d"_s, u"[x]@d"_s, u"a@d"_s, u"b@d"_s, uR"(w\@d)"_s}) {
        write(from + u'/' + name + u"/1"_s, "new!");
        write(to + u'/' + name + u"/1"_s, "old");
    }
    write(from + u"/a@d/cur/3"_s, "new!");
    write(to + u"/a@d/2"_s, "gone");
    write(to + u"/gone@d/1"_s, "old");
    const QString rules = folder.filePath(u"rules"_s);
    write(rules, passRules(named));
    QCOMPARE(QProcess::execute(u"rsync"_s, {u"-rptgoH"_s, u"--delete"_s,
                                            u"--filter=merge "_s + rules, from + u'/', to + u'/'}),
             0);
    QCOMPARE(files(to), expected);
}

QTEST_GUILESS_MAIN(TestPassRules)
#include "tst_pass_rules.moc"
