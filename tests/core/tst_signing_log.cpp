#include "core/relay/signing_log.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class TestSigningLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageWasSigned_data()
    {
        QTest::addColumn<QStringList>("journal");
        QTest::addColumn<bool>("expected");
        const QString taken = u"3F1A: message-id=<proof.1@relay.test>"_s;
        QTest::newRow("signed")
            << QStringList{taken, u"3F1A: DKIM-Signature field added (s=opendkim, d=relay.test)"_s}
            << true;
        QTest::newRow("not signed") << QStringList{taken} << false;
        QTest::newRow("by another domain")
            << QStringList{taken, u"3F1A: DKIM-Signature field added (s=opendkim, d=test)"_s}
            << false;
        QTest::newRow("another message")
            << QStringList{u"3F1A: message-id=<proof.2@relay.test>"_s,
                           u"3F1A: DKIM-Signature field added (s=opendkim, d=relay.test)"_s}
            << false;
        QTest::newRow("another queue's entry")
            << QStringList{taken, u"3F1B: DKIM-Signature field added (s=opendkim, d=relay.test)"_s}
            << false;
        QTest::newRow("empty") << QStringList{} << false;
    }
    void aMessageWasSigned()
    {
        QFETCH(QStringList, journal);
        QTEST(wasSigned(journal, u"proof.1@relay.test"_s, u"relay.test"_s), "expected");
    }
};

QTEST_GUILESS_MAIN(TestSigningLog)
#include "tst_signing_log.moc"
