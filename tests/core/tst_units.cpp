#include "core/migration/facts.h"
#include "core/relay/moved_units.h"
#include "core/relay/units.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class UnitsTest : public QObject
{
    Q_OBJECT

    static SystemdView relay()
    {
        return {.ownFiles = {u"chatmail-metadata.service"_s, u"filtermail.service"_s,
                             u"chatmail-expire.timer"_s, u"chatmail-expire.service"_s,
                             u"backup.service"_s, u"backup.timer"_s, u"newthing.service"_s,
                             u"newthing.socket"_s, u"relaymove-auto-rollback.service"_s},
                .mentioning = {u"newthing.service"_s, u"relaymove-auto-rollback.service"_s},
                .active = {u"postfix.service"_s, u"backup.timer"_s, u"postfix@-.service"_s,
                           u"dovecot.service"_s, u"chatmail-expire.timer"_s, u"newthing.socket"_s,
                           u"ssh.service"_s, u"nginx.service"_s, u"filtermail.service"_s,
                           u"chatmail-metadata.service"_s, u"unbound.service"_s,
                           u"relaymove-auto-rollback.service"_s, u"acmetool-redirector.service"_s},
                .enabled = {u"ssh.service"_s, u"postfix.service"_s, u"unbound.service"_s,
                            u"nginx.service"_s}};
    }

private Q_SLOTS:
    void onlyTheRelays()
    {
        const QStringList units = activeRelayUnits(relay());
        for (const QString &unit :
             {u"ssh.service"_s, u"backup.timer"_s, u"relaymove-auto-rollback.service"_s})
            QVERIFY2(!units.contains(unit), qPrintable(unit));
        // acmetool-redirector is known by name, but nothing of cmdeploy wrote it here.
        QVERIFY(!units.contains(u"acmetool-redirector.service"_s));
        // A release that we have not seen: its file tells that it is chatmail's.
        QVERIFY(units.contains(u"newthing.socket"_s));
        QCOMPARE(enabledRelayUnits(relay()),
                 (QStringList{u"unbound.service"_s, u"nginx.service"_s, u"postfix.service"_s}));
    }

    void orderIsGoodForStarting()
    {
        const QStringList units = activeRelayUnits(relay());
        const auto before = [&](const QString &first, const QString &second) {
            QVERIFY2(units.contains(first), qPrintable(first));
            QVERIFY2(units.indexOf(first) < units.indexOf(second),
                     qPrintable(first + u" before "_s + second));
        };
        QCOMPARE(units.first(), u"unbound.service"_s);
        before(u"filtermail.service"_s, u"dovecot.service"_s);
        before(u"chatmail-metadata.service"_s, u"dovecot.service"_s);
        before(u"dovecot.service"_s, u"postfix@-.service"_s);
        before(u"postfix.service"_s, u"chatmail-expire.timer"_s);
    }

    // Postfix on NEW passes mail to filters that OLD's release may not have.
    void newsOwnFiltersRunToo()
    {
        Facts facts;
        facts.relay.units = {u"filtermail.service"_s, u"turnserver.service"_s};
        facts.relay.addedOnNew = {u"filtermail-incoming.service"_s};
        facts.relay.absentOnNew = {u"turnserver.service"_s};
        QCOMPARE(unitsToWarm(facts),
                 (QStringList{u"filtermail.service"_s, u"filtermail-incoming.service"_s}));
        QVERIFY(!unitsToStop(facts).contains(u"filtermail-incoming.service"_s));
    }
};

QTEST_APPLESS_MAIN(UnitsTest)
#include "tst_units.moc"
