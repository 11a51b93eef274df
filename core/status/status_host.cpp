#include "core/status/status_host.h"

#include "core/base/amounts.h"
#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/guard/guard.h"
#include "core/host/script.h"
#include "core/preflight/survey.h"
#include "core/relay/certificate.h"
#include "core/relay/dkim.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Action look(Role where, const Command &command, const QString &why)
{
    return {where, Purpose::Look, command, why};
}

Action unitStates(Role where)
{
    return look(where, Command{"systemctl", "is-active", "{units}"}.accepts({0, 1, 3, 4}),
                UserText::tr("which of the relay's services run"));
}
Action listTables(Role where)
{
    return look(where, Command{"nft", "list", "tables"}.accepts({0, 1, 127}),
                UserText::tr("whether the fence, the hold or the forwarding stands"));
}
Action readForwarding(Role where)
{
    return look(
        where,
        Command{"nft", "--json", "list", "table", "{family}", "{table}"}.accepts({0, 1, 127}),
        UserText::tr("how many connections OLD has passed on"));
}
Action countMail(Role where)
{
    return look(where, shell("count-mail", {"{mailboxes}"}),
                UserText::tr("how many mailboxes and messages there are"));
}
Action countQueue(Role where)
{
    return look(where, shell("count-queue").accepts({0, 1, 2}),
                UserText::tr("how many messages wait in the queue"));
}
Action freeDisk(Role where)
{
    return look(where, Command{"df", "-B1", "--output=avail,size", "{mailboxes}"}.accepts({0, 1}),
                UserText::tr("how much room the mailboxes have"));
}

QStringList unitsOf(const Facts &facts)
{
    QStringList units = facts.relay.units;
    for (const QString &unit : {u"postfix@-.service"_s, u"dovecot.service"_s}) {
        if (!units.contains(unit))
            units << unit;
    }
    return units;
}

// Fills in one part after the other, so that one that fails hides no other.
class Prober
{
public:
    Prober(Host &host, HostStatus &status) : m_host(host), m_status(status) {}

    // The output, if the host could be asked and the command did what it should. `about` is what
    // it tells, as JSON names it.
    std::optional<Output> ask(const Action &action, const QStringList &about)
    {
        if (!m_status.trouble.isEmpty())
            return std::nullopt;
        try {
            Output output = action.runOn(m_host);
            m_status.reached = true;
            return output;
        } catch (const Failure &failure) {
            if (!failure.is<failure::CommandFailed, failure::CommandTimedOut>()) {
                m_status.reached = false;
                m_status.trouble = explain(failure).happened;
            }
            lacks(about, explain(failure).happened);
            return std::nullopt;
        }
    }
    QString text(const Action &action, const QStringList &about)
    {
        const auto output = ask(action, about);
        if (output && output->exitCode != 0)
            lacks(about, explain({failure::CommandFailed{action.command.line(), output->exitCode}})
                             .happened);
        return output && output->exitCode == 0 ? output->text() : QString();
    }
    std::optional<qint64> number(const QString &said, const QString &about)
    {
        const auto number = amountIn(said);
        if (!number && !m_status.unknown.contains(about))
            lacks({about}, UserText::tr("Its answer is no number."));
        return number;
    }
    void lacks(const QStringList &about, const QString &why)
    {
        for (const QString &each : about)
            m_status.unknown[each] = why;
    }

    Role where() const { return m_host.role(); }

private:
    Host &m_host;
    HostStatus &m_status;
};

void readUnits(Prober &prober, HostStatus &status, const Facts &facts)
{
    const QStringList units = unitsOf(facts);
    const auto output = prober.ask(unitStates(prober.where()).with("units", units),
                                   {u"serves"_s, u"unitsRunning"_s, u"unitsStopped"_s});
    const QStringList states = output ? output->lines() : QStringList();
    for (qsizetype i = 0; i < qMin(units.size(), states.size()); ++i)
        (states.at(i).trimmed() == u"active" ? status.running : status.stopped) << units.at(i);
}

// Reads every directory of every mailbox: not at each poll.
void countAgain(Prober &prober, const QString &mailboxes, HostMemory &memory)
{
    constexpr qint64 countEvery = 600; // seconds
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (!memory.mayCount ||
        (memory.countedAt.isValid() && memory.countedAt.secsTo(now) < countEvery))
        return;
    // Also where it fails: what takes too long is not tried again at each poll.
    memory.countedAt = now;
    const auto output = prober.ask(countMail(prober.where()).with("mailboxes", mailboxes),
                                   {u"mailboxes"_s, u"messages"_s});
    const QStringList numbers = output ? output->lines() : QStringList();
    memory.mailboxes = prober.number(numbers.value(0), u"mailboxes"_s);
    memory.messages = prober.number(numbers.value(1), u"messages"_s);
}

QString whyNotCounted(const HostMemory &memory, bool isFailing)
{
    if (isFailing)
        return UserText::tr("Its disk fails: nothing is counted there.");
    return memory.countedAt.isValid() ? UserText::tr("The last count failed.")
                                      : UserText::tr("Not counted while users wait.");
}

// A nat chain sees the first packet of each connection only: its counters count those.
qint64 packetsCounted(const QByteArray &json)
{
    constexpr qint64 most = qint64(1) << 40; // of a rule; of all of them it is still a number
    qint64 packets = 0;
    const QJsonArray entries = QJsonDocument::fromJson(json)[u"nftables"].toArray();
    for (const auto &entry : entries) {
        const QJsonArray expressions = entry[u"rule"][u"expr"].toArray();
        for (const auto &expression : expressions)
            packets += qBound<qint64>(0, expression[u"counter"][u"packets"].toInteger(), most);
    }
    return packets;
}

void countPassedOn(Prober &prober, HostStatus &status)
{
    // Each connection is counted by one of the two, its twin is not asked (keep-table.sh).
    for (const QString &table : {u"relaymove_forward"_s, u"relaymove_forward_kept"_s}) {
        for (const QString &family : {u"ip"_s, u"ip6"_s}) {
            if (!status.tables.contains(u"table %1 %2"_s.arg(family, table)))
                continue;
            if (const auto listed = prober.ask(
                    readForwarding(prober.where()).with("family", family).with("table", table),
                    {u"passedOnConnections"_s}))
                status.passedOn = status.passedOn.value_or(0) + packetsCounted(listed->out);
        }
    }
}

void measureDisk(Prober &prober, HostStatus &status, const QString &mailboxes)
{
    const QString free = u"mailboxesFreeBytes"_s, inAll = u"mailboxesDiskBytes"_s;
    const QString said =
        prober.text(freeDisk(prober.where()).with("mailboxes", mailboxes), {free, inAll});
    // df's second line: bytes available, bytes in all.
    const QStringList numbers = said.section(u'\n', 1, 1).simplified().split(u' ');
    status.mailboxesFreeBytes = prober.number(numbers.value(0), free);
    status.mailboxesDiskBytes = prober.number(numbers.value(1), inAll);
}

} // namespace

bool hasTable(const HostStatus &host, QStringView name)
{
    // Each of ours stands twice, and one may be gone for a moment (tables.h).
    const QString kept = name.toString() + u"_kept"_s;
    return std::ranges::any_of(host.tables, [&](const QString &table) {
        const QStringView last = QStringView(table).mid(table.lastIndexOf(u' ') + 1);
        return last == name || last == kept;
    });
}

Plan statusPlan()
{
    Plan plan;
    for (const Role role : {Role::Old, Role::New})
        append(plan, {{unitStates(role), listTables(role), readRecord(role), readForwarding(role),
                       countMail(role), freeDisk(role), countQueue(role), readCertificateEnd(role),
                       readDkimKey(role), readVersion(role)}});
    return plan;
}

HostStatus probeHost(Host &host, const Profile &profile, const Facts &facts, HostMemory &memory)
{
    host.allowOnly(permitsFor(host.role(), statusPlan()));

    HostStatus status;
    status.at = QDateTime::currentDateTimeUtc(); // nothing that is told is older
    Prober prober(host, status);
    readUnits(prober, status, facts);
    if (const auto tables = prober.ask(listTables(prober.where()),
                                       {u"serves"_s, u"isFenced"_s, u"holds"_s, u"forwards"_s}))
        status.tables = tables->lines();
    if (const auto record = prober.ask(readRecord(prober.where()), {u"state"_s}))
        status.state = parseRecord(record->text()).state;
    countPassedOn(prober, status);
    const QString mailboxes = facts.relay.mailboxesDir.isEmpty()
                                  ? u"/home/vmail/mail/"_s + profile.domain
                                  : facts.relay.mailboxesDir;
    const bool isFailing = host.role() == Role::Old && (facts.disk.fails || profile.oldIsFailing);
    if (!isFailing)
        countAgain(prober, mailboxes, memory);
    if (status.reached) {
        status.mailboxes = memory.mailboxes;
        status.messages = memory.messages;
        status.countedAt = memory.countedAt;
        if (!status.messages && !status.unknown.contains(u"messages"_s))
            prober.lacks({u"mailboxes"_s, u"messages"_s}, whyNotCounted(memory, isFailing));
    }
    measureDisk(prober, status, mailboxes);
    status.queued = prober.number(prober.text(countQueue(prober.where()), {u"queuedMessages"_s}),
                                  u"queuedMessages"_s);
    if (const QString path =
            certificatePath(facts.relay.tls, profile.domain, facts.relay.tlsCertificate);
        !path.isEmpty())
        status.certificateUntil = certificateEnd(prober.text(
            readCertificateEnd(prober.where()).with("certificate", path), {u"certificateUntil"_s}));
    status.dkimKey =
        dkimKeyOf(prober.text(readDkimKey(prober.where()), {u"dkimKey"_s, u"isDkimKeyInDns"_s}));
    status.version = prober.text(readVersion(prober.where()), {u"version"_s}).section(u'\n', 0, 0);

    const bool runsMail = status.running.contains(u"postfix@-.service") &&
                          status.running.contains(u"dovecot.service");
    const bool turnedAway = hasTable(status, u"relaymove_fence"_s) ||
                            hasTable(status, u"relaymove_parking"_s) ||
                            hasTable(status, u"relaymove_forward"_s);
    status.isServing = status.reached && runsMail && !turnedAway;
    return status;
}

} // namespace relaymove
