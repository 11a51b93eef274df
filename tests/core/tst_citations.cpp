#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDir top{QStringLiteral(RELAYMOVE_SOURCE_DIR)};

// What a comment or a paper cites: "core/relay/ports.h: relay-facts.md".
struct Citation
{
    QString from, paper;
};

QStringList files(const QString &folder, const QStringList &names)
{
    QStringList found;
    QDirIterator all(top.filePath(folder), names, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        found << top.relativeFilePath(all.next());
    return found;
}

QList<Citation> citationsIn(const QString &path)
{
    static const QRegularExpression paper(uR"([\w/.-]+\.md\b)"_s);
    QFile file(top.filePath(path));
    if (!file.open(QIODevice::ReadOnly))
        return {{path, u"(can't be read)"_s}};
    QList<Citation> found;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        const QString text = path.endsWith(u".md") ? line : line.section(u"//"_s, 1);
        for (auto matches = paper.globalMatch(text); matches.hasNext();)
            found << Citation{path, matches.next().captured()};
    }
    return found;
}

} // namespace

// A fact about cmdeploy, Postfix, Dovecot or DNS names its source: one that is here to read.
class TestCitations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsCitedIsThere();
};

void TestCitations::whatIsCitedIsThere()
{
    QStringList papers{u"README.md"_s, u"CONTRIBUTING.md"_s}, sources = papers;
    for (const QString &folder :
         {u"core"_s, u"docs"_s, u"ui"_s, u"app"_s, u"tests"_s, u"packaging"_s}) {
        papers += files(folder, {u"*.md"_s});
        sources += files(folder, {u"*.md"_s, u"*.h"_s, u"*.cpp"_s});
    }
    QStringList names;
    for (const QString &paper : papers)
        names << QFileInfo(paper).fileName();
    qsizetype seen = 0;
    for (const QString &source : sources) {
        for (const auto &[from, paper] : citationsIn(source)) {
            ++seen;
            const bool isThere =
                paper.contains(u'/')
                    ? papers.contains(paper) ||
                          QFile::exists(QFileInfo(top.filePath(from)).dir().filePath(paper))
                    : names.contains(paper);
            QVERIFY2(isThere, qPrintable(u"%1 cites %2"_s.arg(from, paper)));
        }
    }
    QVERIFY(seen > 10);
}

QTEST_GUILESS_MAIN(TestCitations)
#include "tst_citations.moc"
