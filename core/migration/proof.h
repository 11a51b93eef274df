#pragma once
#include <QList>
#include <QString>

#include <optional>

namespace relaymove {

enum class StepId;

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

// In the order in which they are brought. A part of the steps' table, in step_id.cpp.
const QList<Proof> &plannedProofs(StepId step);

QString proofName(Proof proof); // as in the journal
Proof proofFromName(QStringView name);

} // namespace relaymove
