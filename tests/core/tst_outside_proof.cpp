#include "core/relay/outside_proof.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class TestOutsideProof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatKnocksTell_data()
    {
        QTest::addColumn<QList<Knock>>("answers");
        QTest::addColumn<bool>("fenceMayDrop");
        QTest::addColumn<bool>("tell");
        using List = QList<Knock>;
        const List silent{Knock::Silent, Knock::Silent};
        QTest::newRow("no way there")
            << List{Knock::Unreachable, Knock::Unreachable} << true << false;
        QTest::newRow("the fence may drop it") << silent << true << false;
        QTest::newRow("open to all, and silent: shut") << silent << false << true;
        QTest::newRow("one answers") << List{Knock::Silent, Knock::Open} << true << true;
        QTest::newRow("refused") << List{Knock::Refused, Knock::Refused} << true << true;
    }
    void whatKnocksTell()
    {
        QFETCH(QList<Knock>, answers);
        QFETCH(bool, fenceMayDrop);
        QTEST(knocksTell(answers, fenceMayDrop), "tell");
    }

    void certificatesNames()
    {
        QVERIFY(isNamedIn({u"mail.example.org"_s}, u"mail.example.org"_s));
        QVERIFY(isNamedIn({u"example.org"_s, u"*.example.org"_s}, u"mail.example.org"_s));
        QVERIFY(!isNamedIn({u"*.example.org"_s}, u"a.mail.example.org"_s));
        QVERIFY(!isNamedIn({u"*.org"_s, u"example.org"_s}, u"mail.example.org"_s));
    }
};

QTEST_GUILESS_MAIN(TestOutsideProof)
#include "tst_outside_proof.moc"
