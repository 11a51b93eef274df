#include "core/relay/dkim.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class TestDkim : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKeyOfARecord_data()
    {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<QString>("key");
        QTest::newRow("cmdeploy's")
            << QStringList{u"v=DKIM1;k=rsa;p=MIIB+/A=;s=email;t=s"_s} << u"MIIB+/A="_s;
        QTest::newRow("with blanks")
            << QStringList{u"v=DKIM1; k=rsa; p=MIIB IjAN"_s} << u"MIIBIjAN"_s;
        QTest::newRow("another record first")
            << QStringList{u"hello"_s, u"v=DKIM1; p=MIIB"_s} << u"MIIB"_s;
        QTest::newRow("revoked") << QStringList{u"v=DKIM1; p="_s} << QString();
        QTest::newRow("none") << QStringList{} << QString();
    }
    void theKeyOfARecord()
    {
        QFETCH(QStringList, texts);
        QTEST(dkimKeyIn(texts), "key");
    }

    void theKeyThatSigns()
    {
        QCOMPARE(dkimKeyOf(u"-----BEGIN PUBLIC KEY-----\nMIIB\nIjAN\n-----END PUBLIC KEY-----\n"_s),
                 u"MIIBIjAN"_s);
        QCOMPARE(dkimKeyOf(QString()), QString());
    }
};

QTEST_GUILESS_MAIN(TestDkim)
#include "tst_dkim.moc"
