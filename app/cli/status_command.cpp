#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/signals.h"
#include "app/cli/terminal.h"
#include "core/host/interrupt.h"
#include "core/status/status_probe.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScopeGuard>

#include <future>
#include <optional>

namespace relaymove::cli {
using namespace Qt::StringLiterals;

namespace {

constexpr int statusSchemaVersion = 1;

QString stamp(const QDateTime &at) { return at.toUTC().toString(Qt::ISODate); }

QString statusText(const RelayStatus &status)
{
    QString text = status.sentence + u'\n';
    for (const StatusPanel &panel : status.panels) {
        text += u"\n%1, asked at %2\n"_s.arg(roleName(panel.role), stamp(panel.at));
        for (const auto &[label, value] : panel.rows)
            text += u"  %1  %2\n"_s.arg(label, -18).arg(value);
    }
    return text;
}

QString statusJson(const RelayStatus &status)
{
    QJsonArray panels;
    for (const StatusPanel &panel : status.panels) {
        QJsonObject rows;
        for (const auto &[label, value] : panel.rows)
            rows[label] = value;
        panels << QJsonObject{
            {u"role"_s, roleName(panel.role)}, {u"at"_s, stamp(panel.at)}, {u"rows"_s, rows}};
    }
    const QJsonObject object{{u"v"_s, statusSchemaVersion},
                             {u"sentence"_s, status.sentence},
                             {u"serving"_s, whoServesName(status.serving)},
                             {u"panels"_s, panels}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
}

// Nothing when it was stopped. The event loop runs meanwhile, for the signals.
std::optional<RelayStatus> probed(const Profile &profile, const Facts &facts)
{
    Stoppable control;
    const Signals signals([&](int) { control.stop(); });
    auto probe = std::async(std::launch::async, [&] {
        const auto quit = qScopeGuard([] {
            QMetaObject::invokeMethod(QCoreApplication::instance(), &QCoreApplication::quit,
                                      Qt::QueuedConnection);
        });
        StatusMemory none;
        return probeStatus(profile, facts, control, none);
    });
    QCoreApplication::exec();
    try {
        return probe.get();
    } catch (const Cancelled &) {
        return std::nullopt;
    }
}

} // namespace

Exit statusCommand(const QStringList &words)
{
    Arguments arguments(
        u"status"_s,
        u"Asks both machines, the name servers and the ports from outside how things are now. "
        "Changes nothing; what can't be reached is unknown."_s);
    arguments.positional(u"NAME"_s, u"The profile's name or id."_s)
        .flag(u"json"_s, u"One JSON object."_s);
    arguments.parse(words);
    const Profile profile = arguments.profile(arguments.at(0));
    const Facts facts = loadFacts(arguments.store().migrationPath(profile.id));
    const auto status = probed(profile, facts);
    if (!status)
        return Exit::Stopped;
    print(arguments.has(u"json"_s) ? statusJson(*status) : statusText(*status));
    return Exit::Ok;
}

} // namespace relaymove::cli
