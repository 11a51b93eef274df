#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

// The architecture, as far as includes show it: app -> ui -> core, no widgets in
// core, libssh in core/ssh only, pages without SSH, steps without pages.
class TestLayers : public QObject
{
    Q_OBJECT

private:
    static QStringList includesIn(const QString &folder, const QRegularExpression &pattern,
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
    void includes_data()
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
        for (const QString &lower : {u"base"_s, u"look"_s, u"words"_s, u"widgets"_s, u"pages"_s})
            QTest::addRow("ui/%s does not know the window", qPrintable(lower))
                << QString(u"ui/"_s + lower) << u"^#include \"ui/window/"_s << QString();
        QTest::newRow("steps see no ssh")
            << u"core/steps"_s << u"^#include (<libssh|\"core/ssh/)"_s << QString();
    }

    void includes()
    {
        QFETCH(QString, folder);
        QFETCH(QString, forbidden);
        QFETCH(QString, except);
        QCOMPARE(includesIn(folder, QRegularExpression(forbidden), except), QStringList());
    }

    void anIncludeIsFound()
    {
        QVERIFY(!includesIn(u"core/ssh"_s, QRegularExpression(u"^#include <libssh"_s)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
