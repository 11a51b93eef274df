#pragma once
#include "core/host/host_state.h"
#include "core/migration/action.h"
#include "core/migration/facts.h"
#include "core/net/port_probe.h"
#include "core/profiles/profile.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <memory>
#include <optional>

namespace relaymove {

// How the public TCP ports of an address answer to this computer, in their order.
struct PortsSeen
{
    QString address;
    QList<PortAnswer> answers;
    qint64 ageSeconds = 0; // when they were probed, before this poll
};

// One machine as it says itself. What could not be learned is empty.
struct HostStatus
{
    bool reached = false;
    QString trouble;                // why it was not
    QMap<QString, QString> unknown; // reached: what it did not tell, as toJson() names it; why
    QDateTime at;                   // UTC
    bool isServing = false;         // postfix and dovecot run, and the world reaches them
    std::optional<HostState> state; // of its record
    QStringList running, stopped;   // of the relay's units
    QStringList tables;             // nftables'
    std::optional<qint64> passedOn; // connections that OLD has forwarded since its last start
    std::optional<qint64> mailboxes, messages, queued;
    QDateTime countedAt; // UTC, mailboxes and messages; invalid: not counted
    std::optional<qint64> mailboxesFreeBytes, mailboxesDiskBytes;
    QDateTime certificateUntil; // UTC
    QString dkimKey;            // the public half of the key that signs, base64
    QString version;
    QList<PortsSeen> outside; // of a host that is not reached, too
};

// Whether nftables on that host has a table of this name, such as relaymove_fence.
bool hasTable(const HostStatus &host, QStringView name);

// The commands for either host: each only looks, none takes long.
Plan statusPlan();
// What a probe of one machine leaves for the next, so that polling every few seconds
// costs it little: its connection, and what is dear to find out. Each with its time.
struct HostMemory
{
    std::shared_ptr<Transport> transport;
    std::optional<qint64> mailboxes, messages;
    QDateTime countedAt;
    bool mayCount = true; // no: users wait, and it would be work for the disk
    QList<PortsSeen> outside;
    QDateTime probedAt;
};

// Sends them. Never throws Failure: what fails is unknown. Mail is counted when that
// was done long ago or failed, and never where the disk is failing.
HostStatus probeHost(Host &host, const Profile &profile, const Facts &facts, HostMemory &memory);

} // namespace relaymove
