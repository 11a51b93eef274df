#pragma once
#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <expected>

namespace relaymove {

enum class TlsMode { Acme, External, SelfSigned };

// What OLD's disk did not give back.
struct UnreadableFile
{
    QString path; // below the mailboxes without a slash before it
    QString reason;
    bool hangs = false; // whoever reads it waits, and can't be ended
    bool operator==(const UnreadableFile &) const = default;
};

struct RelayFacts
{
    QString domain;
    TlsMode tls = TlsMode::Acme;
    QString tlsCertificate, tlsKey; // their paths, in external mode
    QString mailboxesDir;           // /home/vmail/mail/DOMAIN unless the ini says otherwise
    QString version;                // first line of /etc/chatmail-version
    QString agreedRelease;          // the question that another release on NEW was agreed to by
    QStringList units;              // the relay's units that are active on OLD, start order
    QStringList enabledUnits;       // those that a boot of OLD starts
    QStringList addedOnNew;         // filters that OLD's release does not have
    QStringList absentOnNew;        // of these units: those that NEW's release does not have
    QStringList silentPorts;        // public ports of a relay that OLD does not serve
    QStringList extraFiles;         // passdb.sqlite, chatmail-nocreate, ...: state to be copied
    int mailboxes = 0;
    int mostMailboxes = 0; // ever seen on OLD: a volume that is not mounted has none
    qint64 messages = 0;
    qint64 bytes = 0;
    int queued = 0;
    int operations = 0; // of cmdeploy's newest installation
};

struct AddressFacts
{
    QString oldV4, oldV6, newV4, newV6; // public addresses; empty when there is none
    QString link;                       // how NEW sees OLD
    int oldSshPort = 22;                // as ssh's own configuration has it
    int newSshPort = 22;
};

struct DnsFacts
{
    QStringList recordsV4, recordsV6; // A and AAAA as first seen
    int ttlV4 = 0, ttlV6 = 0;         // seconds, as first seen
    QDateTime oldTtlGone;             // UTC: no resolver holds the old TTL any longer
    bool ttlKept = false;             // the person left it as it was: nobody is asked again
    QDateTime oldNeededUntil;         // UTC: until then a resolver may still lead to OLD
};

struct CopyFacts
{
    double bytesPerSecond = 0; // as measured
    double lastPassSeconds = 0;
    int passes = 0;
    int quarantined = 0;      // messages that passes took from NEW and put by (quarantine.h)
    bool keysChanged = false; // by the last copy: NEW's servers must read them anew
};

struct CutoverFacts
{
    QString id;                 // of the newest one
    bool commitStarted = false; // the commit point may have been passed: ask NEW
    QStringList answersOfOld;   // as it answered before it stopped (answer_sheet.h)
};

// OLD's.
struct DiskFacts
{
    bool fails = false;   // as a step saw
    QStringList readOnly; // folders that can't be written
    QList<UnreadableFile> unreadable;
    QStringList leftBehind; // of these, what the person agreed to go on without: paths
};

// What was learned about a relay, written ahead of any change that would destroy
// it (facts.json in the migration's folder). Plain data; nothing is derived here.
struct Facts
{
    RelayFacts relay;
    AddressFacts addresses;
    DnsFacts dns;
    CopyFacts copies;
    CutoverFacts cutover;
    DiskFacts disk;

    QJsonObject toJson() const;
    static std::expected<Facts, QString> fromJson(const QJsonObject &object);
};

// Reads and atomically replaces FOLDER/facts.json. Throws Failure{LocalTrouble}.
Facts loadFacts(const QString &folder);
// The same for a look at them only: none where they can't be read.
Facts factsOrNone(const QString &folder);
void saveFacts(const QString &folder, const Facts &facts);

} // namespace relaymove
