#pragma once
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace relaymove {

// What a host's record says of it (core/guard/guard.sh, cutover.md "States"). OLD serves,
// holds, has handed over, forwards; NEW is fenced, filled, open, settled.
enum class HostState { Serving, Held, Committed, Forwarding, Fenced, Filled, Open, Settled };

QString stateName(HostState state); // as in the record
std::optional<HostState> stateFromName(QStringView name);
// Whether it is one of OLD's; the others are NEW's.
bool isOfOld(HostState state);

// The record of a host as it was read. Plain data; a host without one has no migration.
struct HostRecord
{
    QString migration, cutover;
    std::optional<HostState> state;
    QStringList noted;     // what follows a state: activated, finished
    bool isOpened = false; // NEW, in open: its fence is gone, and it has not restarted since
    QString lease, who;    // of whoever may act, and how they are called: user@computer
    qint64 since = 0;      // when they took it, seconds since 1970

    bool is(HostState wanted) const { return state == wanted; }
};

// A NEW that everybody reaches. One that is open and has restarted is fenced until OLD, or a
// person, has told it once more.
bool isServing(const HostRecord &onNew);

// What `guard show` or the file says; unknown lines are left out.
HostRecord parseRecord(const QString &text);

} // namespace relaymove
