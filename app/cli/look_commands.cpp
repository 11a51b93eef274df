#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/terminal.h"
#include "core/engine/plan_text.h"
#include "core/engine/report.h"
#include "core/steps/all_steps.h"

namespace relaymove::cli {
using namespace Qt::StringLiterals;

// Local files only: neither of these opens a connection or writes anything.

Exit planCommand(const QStringList &words)
{
    Arguments arguments(
        u"plan"_s, u"Prints every command of every step. Connects to nobody, writes nothing."_s);
    arguments.positional(u"NAME"_s, u"The profile's name or id."_s)
        .flag(u"json"_s, u"One command a line, as JSON."_s);
    arguments.parse(words);
    const Profile profile = arguments.profile(arguments.at(0));
    const Facts facts = loadFacts(arguments.store().migrationPath(profile.id));
    const Steps steps = makeSteps();
    if (!arguments.has(u"json"_s)) {
        print(planText(profile, facts, steps));
        return Exit::Ok;
    }
    for (const QJsonObject &object : planJson(profile, facts, steps))
        printJson(object);
    return Exit::Ok;
}

Exit reportCommand(const QStringList &words)
{
    Arguments arguments(u"report"_s,
                        u"Prints what was done, as Markdown, from this computer's files."_s);
    arguments.positional(u"NAME"_s, u"The profile's name or id."_s);
    arguments.parse(words);
    const Profile profile = arguments.profile(arguments.at(0));
    const ReportInput input = readReportInput(profile, arguments.store().migrationPath(profile.id));
    if (input.events.isEmpty())
        throw BadUsage{u"There is nothing to report: this move was never begun."_s};
    print(reportText(input));
    return Exit::Ok;
}

} // namespace relaymove::cli
