#include "core/migration/proof.h"

#include "core/base/unreachable.h"

#include <QCoreApplication>
#include <QList>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    Proof proof;
    QString name;
    const char *promise;
};

const QList<Row> &rows()
{
    using enum Proof;
    static const QList<Row> all{
        {HostsFit, u"hosts-fit"_s,
         QT_TRANSLATE_NOOP("Proofs",
                           "both machines let this computer in, and are what they should be")},
        {AddressesAreOlds, u"addresses-are-olds"_s,
         QT_TRANSLATE_NOOP("Proofs", "the domain's addresses are those of the OLD machine")},
        {HostsMarked, u"hosts-marked"_s,
         QT_TRANSLATE_NOOP("Proofs",
                           "both machines bear this migration's mark, and nobody else's")},
        {LowTtl, u"low-ttl"_s,
         QT_TRANSLATE_NOOP("Proofs", "every name server of the domain serves the low TTL")},
        {MailboxesCopied, u"mailboxes-copied"_s,
         QT_TRANSLATE_NOOP("Proofs", "the last pass over all mailboxes ended without an error")},
        {ReleaseInstalled, u"release-installed"_s,
         QT_TRANSLATE_NOOP("Proofs",
                           "NEW has the release of your checkout, set up for your domain")},
        {NoEarlyMail, u"no-early-mail"_s,
         QT_TRANSLATE_NOOP("Proofs", "no mail server of NEW can start before the activation")},
        {NamesResolved, u"names-resolved"_s, QT_TRANSLATE_NOOP("Proofs", "NEW finds names in DNS")},
        {FenceHolds, u"fence-holds"_s,
         QT_TRANSLATE_NOOP("Proofs", "no mail port of NEW can be reached from outside")},
        {DnsWritable, u"dns-writable"_s,
         QT_TRANSLATE_NOOP("Proofs", "the domain's records can be changed when the time comes")},
        {NothingListens, u"nothing-listens"_s,
         QT_TRANSLATE_NOOP("Proofs", "nothing listens on the mail ports of OLD")},
        {NothingRuns, u"nothing-runs"_s,
         QT_TRANSLATE_NOOP("Proofs", "no mail program runs on OLD")},
        {NothingWritten, u"nothing-written"_s,
         QT_TRANSLATE_NOOP("Proofs", "nothing is written to OLD's mailboxes any more")},
        {MailboxesEqual, u"mailboxes-equal"_s,
         QT_TRANSLATE_NOOP("Proofs",
                           "every mailbox is equal: count, names, sizes, passwords, UIDVALIDITY")},
        {KeysEqual, u"keys-equal"_s,
         QT_TRANSLATE_NOOP("Proofs", "keys and certificates are equal byte by byte")},
        {QueueMoved, u"queue-moved"_s,
         QT_TRANSLATE_NOOP("Proofs", "every queued message is on NEW, once")},
        {OwnersRight, u"owners-right"_s,
         QT_TRANSLATE_NOOP("Proofs", "no file has a wrong owner or mode")},
        {AddressesSent, u"addresses-sent"_s,
         QT_TRANSLATE_NOOP("Proofs", "a name server of the domain leads to NEW")},
        {UnitsRun, u"units-run"_s, QT_TRANSLATE_NOOP("Proofs", "every service of NEW runs")},
        {PortsOpen, u"ports-open"_s,
         QT_TRANSLATE_NOOP("Proofs", "every port answers, by NEW's addresses and by OLD's")},
        {MailWorks, u"mail-works"_s,
         QT_TRANSLATE_NOOP("Proofs", "log-in, submission and delivery work on NEW")},
        {DkimMatches, u"dkim-matches"_s,
         QT_TRANSLATE_NOOP("Proofs", "mail from NEW is signed with the key that DNS names")},
        {CertificateServed, u"certificate-served"_s,
         QT_TRANSLATE_NOOP("Proofs", "every port shows the same certificate, for your domain")},
        {AddressesServed, u"addresses-served"_s,
         QT_TRANSLATE_NOOP("Proofs",
                           "every name server of the domain leads to NEW, with the lasting TTL")},
        {Unplanned, u"unplanned"_s, ""}};
    return all;
}

const Row &rowOf(Proof proof)
{
    for (const Row &row : rows()) {
        if (row.proof == proof)
            return row;
    }
    unreachable();
}

} // namespace

QString proofName(Proof proof) { return rowOf(proof).name; }

QString proofPromise(Proof proof)
{
    return QCoreApplication::translate("Proofs", rowOf(proof).promise);
}

Proof proofFromName(QStringView name)
{
    for (const Row &row : rows()) {
        if (row.name == name)
            return row.proof;
    }
    return Proof::Unplanned;
}

} // namespace relaymove
