#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/signals.h"
#include "app/cli/terminal.h"
#include "core/host/interrupt.h"
#include "core/status/status_json.h"
#include "core/status/status_probe.h"
#include "core/status/status_text.h"

#include <QCoreApplication>
#include <QScopeGuard>

#include <future>
#include <optional>

namespace relaymove::cli {
using namespace Qt::StringLiterals;

namespace {

QString statusText(const RelayStatus &status, const Facts &facts)
{
    QString text = statusSentence(status) + u'\n';
    for (const StatusPanel &panel : statusPanels(status, facts)) {
        text += u"\n%1, asked at %2\n"_s.arg(roleName(panel.role),
                                             panel.at.toUTC().toString(Qt::ISODate));
        for (const auto &[label, value] : panel.rows)
            text += u"  %1  %2\n"_s.arg(label, -18).arg(value);
    }
    return text;
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
    if (arguments.has(u"json"_s))
        printJson(toJson(*status));
    else
        print(statusText(*status, facts));
    return Exit::Ok;
}

} // namespace relaymove::cli
