#include "core/base/failure.h"
#include "core/preflight/checkout.h"
#include "tests/fakes/fake_migration.h"

#include <QDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

// Both machines are folders of this one, and the scripts really run.
struct Fetch
{
    Fetch()
    {
        m.profile.domain = u"relay.test"_s;
        m.profile.checkout = here;
        for (const QString &path : {u"scripts/cmdeploy"_s, u"www/a page.md"_s, u".git/HEAD"_s,
                                    u".git/config"_s, u".git/hooks/post-checkout"_s,
                                    u"venv/bin/of-old"_s, u"chatmaild/__pycache__/x.pyc"_s})
            write(onOld + u'/' + path, path.toUtf8());
        write(onOld + u"/scripts/initenv.sh"_s, "#!/bin/sh\nmkdir venv && touch venv/made\n");
        m.allow(fetchCheckoutPlan());
        m.onOld->reallyRun();
        m.onAdmin->reallyRun();
    }

    void agree()
    {
        m.answers[u"preflight/fetch-checkout/"_s + onOld] = question::FetchCheckout::Answer::Fetch;
    }
    void fetch() { fetchCheckout(m.context, onOld); }

    QTemporaryDir disk;
    const QString onOld = disk.filePath(u"old/relay"_s), here = disk.filePath(u"here/relay"_s);
    FakeMigration m;
};

bool exists(const QString &path) { return QFileInfo::exists(path); }

} // namespace

class FetchCheckoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsFetched()
    {
        Fetch f;
        f.agree();
        f.fetch();
        QVERIFY(QFileInfo(f.here + u"/scripts/cmdeploy"_s).isExecutable());
        QVERIFY(exists(f.here + u"/www/a page.md"_s));
        QVERIFY(exists(f.here + u"/.git/HEAD"_s));
        // Made here, not OLD's.
        QVERIFY(exists(f.here + u"/venv/made"_s));
        QVERIFY(!exists(f.here + u"/venv/bin/of-old"_s));
        // git would run what these say.
        QVERIFY(!exists(f.here + u"/.git/config"_s));
        QVERIFY(!exists(f.here + u"/.git/hooks"_s));
        QVERIFY(!exists(f.here + u"/chatmaild/__pycache__"_s));
        QVERIFY(!exists(f.here + u".part"_s));
        QCOMPARE(f.m.profile.checkout, f.here);
    }

    void silenceMeansStop()
    {
        Fetch f;
        QVERIFY_THROWS_EXCEPTION(Cancelled, f.fetch());
        QVERIFY(!exists(f.here));
        QCOMPARE(f.m.onOld->executions().size(), 1); // measured, not read
        QCOMPARE(f.m.asked.first().what, AnyQuestion(question::FetchCheckout{f.onOld, f.here, 0}));
    }

    void nothingIsOverwritten()
    {
        Fetch f;
        f.agree();
        write(f.here + u"/diary"_s, "mine");
        QVERIFY_THROWS_EXCEPTION(Failure, f.fetch());
        QVERIFY(exists(f.here + u"/diary"_s));
        QVERIFY(!exists(f.here + u"/scripts"_s));
    }

    void anEmptyFolderIsRoom()
    {
        Fetch f;
        f.agree();
        QVERIFY(QDir().mkpath(f.here));
        f.fetch();
        QVERIFY(exists(f.here + u"/scripts/cmdeploy"_s));
    }

    // The profile says afterwards where it is.
    void aProfileWithoutAFolder()
    {
        Fetch f;
        f.agree();
        f.m.profile.checkout.clear();
        const QByteArray home = qgetenv("HOME");
        qputenv("HOME", f.disk.path().toUtf8());
        f.fetch();
        qputenv("HOME", home);
        QCOMPARE(f.m.profile.checkout, f.disk.filePath(u"relay-relay.test"_s));
        QVERIFY(exists(f.disk.filePath(u"relay-relay.test/venv/made"_s)));
    }

    void whatIsNoCheckoutIsNotKept()
    {
        Fetch f;
        f.agree();
        QVERIFY(QFile::remove(f.onOld + u"/scripts/cmdeploy"_s));
        QVERIFY_THROWS_EXCEPTION(Failure, f.fetch());
        QVERIFY(!exists(f.here));
    }

    void tooMuchIsNotFetched()
    {
        Fetch f;
        f.agree();
        f.m.onOld->on(u" measure"_s, "201000000\n");
        QVERIFY_THROWS_EXCEPTION(Failure, f.fetch());
        QVERIFY(f.m.asked.isEmpty());
        QVERIFY(!exists(f.here));
    }
};

QTEST_GUILESS_MAIN(FetchCheckoutTest)
#include "tst_fetch_checkout.moc"
