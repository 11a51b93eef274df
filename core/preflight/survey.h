#pragma once
#include "core/migration/step.h"
#include "core/relay/addresses.h"
#include "core/relay/listeners.h"
#include "core/relay/relay_config.h"
#include "core/relay/units.h"

#include <QMap>

#include <expected>
#include <optional>

namespace relaymove {

// What preflight sees on the machines, before it judges any of it.

struct HostSnapshot
{
    QString system;   // ID and VERSION_ID of os-release: "debian 12"
    QString identity; // differs between any two machines that run; empty: not looked at further
    Addresses addresses;
    SeenConnection connection;
    QStringList missingPrograms;
    bool isKnown() const { return !identity.isEmpty(); }
};

struct RelaySnapshot
{
    std::expected<RelayConfig, QString> config = std::unexpected(QString());
    QByteArray ini;   // what it was read from
    QString version;  // the commit in /etc/chatmail-version
    QByteArray patch; // what follows it there: what was changed in that checkout, not committed
    QList<Listener> listening;
    SystemdView systemd;
    QStringList extraFiles;
    QString checkout; // where chatmail's repository is on OLD; empty: nowhere near
    int mailboxes = 0;
    qint64 messages = 0;
    qint64 bytes = 0;     // of all files below the mailboxes
    qint64 space = 0;     // what they take on the disk
    QStringList links;    // some of those below the mailboxes
    QStringList readOnly; // folders that a move writes to, and that can't be written
    int queued = 0;
    QStringList silentPorts; // of a relay's public ones: nobody listens there
};

struct TargetSnapshot
{
    QStringList relayFiles; // what only a relay has
    QList<Listener> listening;
    qint64 freeBytes = 0;
    std::optional<qint64> freeFiles;     // none where the file system has no such limit
    QMap<QString, qint64> freeElsewhere; // of the other file systems that are installed to
};

struct CheckoutSnapshot
{
    bool hasCmdeploy = false;
    bool hasRoom = true;         // where it is not there: nothing else is, a copy of OLD's could be
    bool hasEnvironment = false; // venv
    bool knowsStages = false;
    QString commit;   // empty: no git checkout
    QByteArray patch; // what was changed in it and not committed
    QString release;  // "1.12.0", or "1.12.0-5-g0123abcd" where commits came since; may be empty
    QByteArray ini;
    bool hasPages = true; // of www_folder, where chatmail.ini names one
    std::expected<RelayConfig, QString> config = std::unexpected(QString());
    QStringList missingPrograms;
};

Plan surveyPlan();
Action missingPrograms(Role where); // {programs}: those of them that are not there
// Of the release that a relay has: cmdeploy writes its commit, and what `git diff` said
// (relay-facts.md).
Action readVersion(Role where);
Action readCommit(); // of {checkout}

// A log-in that runs commands says this word when it is told to.
inline constexpr auto letInWord = "relaymove-is-in";
// Another system than Debian 12 is asked for nothing but its name. Throws Failure where the
// host lets root in, but not its commands.
HostSnapshot surveyHost(Host &host);
// What an earlier look knew of a disk that fails is in the facts.
RelaySnapshot surveyRelay(Host &source, const Profile &profile, const Facts &facts);
TargetSnapshot surveyTarget(Host &target, const QString &mailboxesDir);
// Where on ADMIN cmdeploy takes the website from.
QString pagesFolder(const Profile &profile, const RelayConfig &config);
CheckoutSnapshot surveyCheckout(Host &admin, const Profile &profile);

} // namespace relaymove
