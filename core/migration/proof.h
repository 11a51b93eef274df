#pragma once
#include <QString>

namespace relaymove {

// What steps prove. A claim belongs to one of these, and each step says beforehand
// which of them it will bring: so a checklist can fill, and nothing that was
// promised gets lost.
enum class Proof {
    HostsFit,
    AddressesAreOlds,
    HostsMarked,
    LowTtl,
    MailboxesCopied,
    ReleaseInstalled,
    NoEarlyMail,
    NamesResolved,
    FenceHolds,
    DnsWritable,
    NothingListens,
    NothingRuns,
    NothingWritten,
    MailboxesEqual,
    KeysEqual,
    QueueMoved,
    OwnersRight,
    AddressesSent,
    UnitsRun,
    PortsOpen,
    MailWorks,
    DkimMatches,
    CertificateServed,
    AddressesServed,
    Unplanned, // in a journal of a program that did not know them
};

QString proofName(Proof proof); // as in the journal
// What a person is promised: "no file has a wrong owner or mode".
QString proofPromise(Proof proof);
Proof proofFromName(QStringView name);

} // namespace relaymove
