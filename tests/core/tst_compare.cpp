#include "core/copy/compare.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

#include <thread>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// OLD and NEW that are asked at the same time: two threads have no list in common.
struct Compared : FakeMigration
{
    Compared()
    {
        onNew->watch({});
        allow(comparePlan());
    }

    QString logged() const
    {
        QStringList lines;
        for (qsizetype i = 0; i < log.size(); ++i)
            lines << log.line(i).text;
        return lines.join(u'\n');
    }
};

} // namespace

class CompareTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysAreEqualByContent()
    {
        Compared m;
        m.onOld->on(u"state-sums"_s, "a  /etc/key\n");
        m.onNew->on(u"state-sums"_s, "a  /etc/key\n");
        QVERIFY(compareState(m.context, {u"/etc/key"_s}).holds);
        m.onNew->on(u"state-sums"_s, "b  /etc/key\n");
        QVERIFY(!compareState(m.context, {u"/etc/key"_s}).holds);
    }

    // What the person answers is written down by the worker alone.
    void aStopAsksOnceAndFromTheWorker()
    {
        for (int i = 0; i < 100; ++i) {
            Compared m;
            m.onOld->on(u"state-sums"_s, "a  /etc/key\n");
            m.onNew->on(u"state-sums"_s, "a  /etc/key\n");
            QList<std::thread::id> askers;
            m.control.setAnswerSource([](const Question &) {
                return std::optional<AnyAnswer>(question::GoOnOrBack::Answer::On);
            });
            m.control.setListeners([&](const Question &) { askers << std::this_thread::get_id(); },
                                   {});
            m.control.setWhenStopped(WhenStopped::Asks);
            m.control.stop();
            QVERIFY(compareState(m.context, {u"/etc/key"_s}).holds);
            QCOMPARE(askers, QList{std::this_thread::get_id()});
        }
    }

    void whatFailsOnBothIsToldOfBoth()
    {
        Compared m;
        m.onOld->on(u"state-sums"_s, {.out = {}, .exitCode = 3, .err = {}});
        m.onNew->on(u"state-sums"_s, {.out = {}, .exitCode = 4, .err = {}});
        try {
            compareState(m.context, {u"/etc/key"_s});
            QFAIL("nothing failed");
        } catch (const Failure &failure) {
            QCOMPARE(failure.where, Role::Old);
        }
        QVERIFY2(m.logged().contains(u"ended with 4"_s), qPrintable(m.logged()));
    }
};

QTEST_GUILESS_MAIN(CompareTest)
#include "tst_compare.moc"
