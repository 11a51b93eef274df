#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;

namespace {

// core's folders, from the ground up: each may include what stands above it in this list, and
// itself. docs/architecture.md says what each of them is for.
const QStringList order{u"base"_s,     u"net"_s,       u"host"_s,      u"process"_s, u"ssh"_s,
                        u"profiles"_s, u"dns"_s,       u"migration"_s, u"guard"_s,   u"relay"_s,
                        u"records"_s,  u"cmdeploy"_s,  u"traffic"_s,   u"salvage"_s, u"copy"_s,
                        u"cutover"_s,  u"preflight"_s, u"status"_s,    u"steps"_s,   u"engine"_s};

// Each module (a header and its source are one) and what it includes, as "folder/name".
using Includes = QMap<QString, QSet<QString>>;

QString folderOf(const QString &module) { return module.section(u'/', 0, 0); }

Includes includesOfCore()
{
    static const QRegularExpression include(u"^#include \"core/([^\"]+)\\.h\""_s,
                                            QRegularExpression::MultilineOption);
    const QDir core(QStringLiteral(RELAYMOVE_SOURCE_DIR "/core"));
    Includes found;
    QDirIterator files(core.path(), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QString module = core.relativeFilePath(file.fileName()).section(u'.', 0, 0);
        for (const auto &match : include.globalMatch(QString::fromUtf8(file.readAll())))
            found[module] << match.captured(1);
        found[module].remove(module);
    }
    return found;
}

QStringList upward(const Includes &includes)
{
    QStringList found;
    for (const auto &[module, included] : includes.asKeyValueRange()) {
        for (const QString &other : included) {
            if (order.indexOf(folderOf(other)) > order.indexOf(folderOf(module)))
                found << module + u" -> "_s + other;
        }
    }
    return found;
}

// One circle, as the way around it; empty: there is none.
QStringList circle(const Includes &includes)
{
    QSet<QString> left; // no circle leads through these
    QStringList way;
    const std::function<bool(const QString &)> closes = [&](const QString &module) {
        if (left.contains(module))
            return false;
        if (const qsizetype at = way.indexOf(module); at >= 0) {
            way = way.mid(at) << module;
            return true;
        }
        way << module;
        for (const QString &other : includes.value(module)) {
            if (closes(other))
                return true;
        }
        way.removeLast();
        left << module;
        return false;
    };
    for (const QString &module : includes.keys()) {
        if (closes(module))
            return way;
    }
    return {};
}

} // namespace

// The architecture, as far as includes show it: app -> ui -> core, core's folders in one order, no
// widgets in core, libssh in core/ssh only, pages without SSH, steps without pages.
class TestLayers : public QObject
{
    Q_OBJECT

private:
    static QStringList linesIn(const QString &folder, const QRegularExpression &pattern,
                               const QString &except = {})
    {
        QStringList found;
        QDirIterator files(QStringLiteral(RELAYMOVE_SOURCE_DIR) + u'/' + folder,
                           {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        int read = 0;
        while (files.hasNext()) {
            const QString path = files.next();
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return {u"can't read "_s + path};
            ++read;
            if (!except.isEmpty() && path.contains(except))
                continue;
            for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
                if (pattern.match(line).hasMatch())
                    found << path + u": "_s + line;
            }
        }
        return read == 0 ? QStringList{u"no file in "_s + folder} : found;
    }

private Q_SLOTS:
    void forbiddenLines_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("forbidden");
        QTest::addColumn<QString>("except");
        QTest::newRow("core has no widgets")
            << u"core"_s
            << u"^#include <(QtWidgets|QtGui)?/?Q(Widget|Application|GuiApplication|Dialog|Label|PushButton|Window|Icon|Pixmap|Painter)"_s
            << QString();
        QTest::newRow("core knows neither ui nor app")
            << u"core"_s << u"^#include \"(ui|app)/"_s << QString();
        QTest::newRow("libssh is core/ssh's")
            << u"core"_s << u"^#include <libssh"_s << u"/core/ssh/"_s;
        QTest::newRow("ldns is core/dns's") << u"core"_s << u"^#include <ldns"_s << u"/core/dns/"_s;
        QTest::newRow("ui sees no ssh")
            << u"ui"_s << u"^#include (<libssh|\"core/ssh/)"_s << QString();
        QTest::newRow("ui does not know app") << u"ui"_s << u"^#include \"app/"_s << QString();
        for (const QString &lower : {u"base"_s, u"theme"_s, u"words"_s, u"widgets"_s, u"pages"_s})
            QTest::addRow("ui/%s does not know the window", qPrintable(lower))
                << QString(u"ui/"_s + lower) << u"^#include \"ui/window/"_s << QString();
        QTest::newRow("steps see no ssh")
            << u"core/steps"_s << u"^#include (<libssh|\"core/ssh/)"_s << QString();
        for (const QString &each : {u"core"_s, u"ui"_s, u"app"_s}) {
            QTest::addRow("%s reckons with no step's id", qPrintable(each)) // step_id.h
                << each << u"StepId\\(int|int\\(StepId"_s << QString();
            QTest::addRow("%s ends where no value is known", qPrintable(each)) // unreachable.h
                << each << u"Q_UNREACHABLE|std::unreachable"_s << QString();
        }
    }

    void forbiddenLines()
    {
        QFETCH(QString, folder);
        QFETCH(QString, forbidden);
        QFETCH(QString, except);
        QCOMPARE(linesIn(folder, QRegularExpression(forbidden), except), QStringList());
    }

    void everyFolderHasItsPlace()
    {
        QStringList folders = QDir(QStringLiteral(RELAYMOVE_SOURCE_DIR "/core"))
                                  .entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QStringList known = order;
        folders.sort();
        known.sort();
        QCOMPARE(folders, known);
    }

    void coreIncludesDownwardsOnly()
    {
        const Includes includes = includesOfCore();
        QVERIFY(includes.size() > 100);
        QCOMPARE(upward(includes), QStringList());
        QCOMPARE(circle(includes), QStringList());
    }

    void whatIsForbiddenIsSeen()
    {
        const Includes fine{{u"relay/a"_s, {u"base/b"_s, u"relay/c"_s}},
                            {u"relay/c"_s, {u"base/b"_s}}};
        QCOMPARE(upward(fine) + circle(fine), QStringList());
        QCOMPARE(upward({{u"relay/a"_s, {u"copy/b"_s}}}), QStringList{u"relay/a -> copy/b"_s});
        QCOMPARE(circle({{u"relay/a"_s, {u"relay/b"_s}},
                         {u"relay/b"_s, {u"relay/c"_s}},
                         {u"relay/c"_s, {u"relay/b"_s}}}),
                 (QStringList{u"relay/b"_s, u"relay/c"_s, u"relay/b"_s}));
    }

    // What a source defines its own header says. A command's function is commands.h's.
    void aSourceHasItsHeader()
    {
        static const QRegularExpression include(u"^#include \"([^\"]+)\""_s,
                                                QRegularExpression::MultilineOption);
        const QDir top(QStringLiteral(RELAYMOVE_SOURCE_DIR));
        QStringList without;
        for (const QString &folder : {u"core"_s, u"ui"_s, u"app"_s}) {
            QDirIterator files(top.filePath(folder), {u"*.cpp"_s}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QString path = top.relativeFilePath(file.fileName());
                const auto first = include.match(QString::fromUtf8(file.readAll()));
                if (first.captured(1) != path.chopped(3) + u'h')
                    without << path;
            }
        }
        without.removeIf([](const QString &path) {
            return path.endsWith(u"/main.cpp") ||
                   (path.startsWith(u"app/cli/") && path.contains(u"_command"));
        });
        QCOMPARE(without, QStringList());
    }

    void anIncludeIsFound()
    {
        QVERIFY(!linesIn(u"core/ssh"_s, QRegularExpression(u"^#include <libssh"_s)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
