#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/printer.h"
#include "app/cli/terminal.h"
#include "app/cli/verdict.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

using namespace relaymove;
using namespace relaymove::cli;
using namespace Qt::StringLiterals;

namespace {

struct Subcommand
{
    QString name;
    QString summary;
    Exit (*run)(const QStringList &);
};

const std::array<Subcommand, 8> &subcommands()
{
    static const std::array<Subcommand, 8> table{{
        {u"profile"_s, u"create, list, show, delete, import, export: what is to be moved where"_s,
         profileCommand},
        {u"check"_s, u"connects to both hosts and says what stands in the way"_s, checkCommand},
        {u"plan"_s, u"prints every command that may run; runs none of them"_s, planCommand},
        {u"run"_s, u"moves the relay, or goes on with the move"_s, runCommand},
        {u"resume"_s, u"goes on with a move that was begun"_s, resumeCommand},
        {u"status"_s, u"asks both hosts and the name servers how things are now"_s, statusCommand},
        {u"rollback"_s, u"undoes a cutover that is not finished: OLD serves again"_s,
         rollbackCommand},
        {u"report"_s, u"prints what was done, as Markdown"_s, reportCommand},
    }};
    return table;
}

QString usage()
{
    QString text = u"Moves a chatmail relay from one machine to another, losing nothing.\n\n"
                   "Usage: relaymove-cli COMMAND [NAME] [OPTION ...]\n\nCommands:\n"_s;
    for (const Subcommand &command : subcommands())
        text += u"  %1 %2\n"_s.arg(command.name, -9).arg(command.summary);
    return text +
           u"\n\"relaymove-cli COMMAND --help\" tells more. NAME is a profile's name or id.\n\n"_s +
           exitCodesText();
}

Exit dispatch(const QStringList &words)
{
    const QString name = words.value(0);
    if (name == u"--help" || name == u"-h" || name == u"help")
        throw HelpWanted{usage()};
    if (name == u"--version") {
        print(u"relaymove-cli %1\n"_s.arg(QCoreApplication::applicationVersion()));
        return Exit::Ok;
    }
    const auto found = std::ranges::find(subcommands(), name, &Subcommand::name);
    if (found == subcommands().end())
        throw BadUsage{name.isEmpty() ? u"Which command?"_s
                                      : u"There is no command \"%1\"."_s.arg(name)};
    return found->run(words.mid(1));
}

Exit guarded(const QStringList &words)
{
    try {
        return dispatch(words);
    } catch (const HelpWanted &help) {
        print(help.text);
        return Exit::Ok;
    } catch (const BadUsage &bad) {
        complain(bad.sentence + u"\nTry: relaymove-cli --help\n"_s);
        return Exit::BadUsage;
    } catch (const Failure &failure) {
        complain(failureText(failure, WhoServes::Unknown));
        return exitOf(failure);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QLocale::setDefault(QLocale::c()); // its sentences are English, and scripts read its numbers
    QCoreApplication::setApplicationName(u"relaymove"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RELAYMOVE_VERSION));
    return int(guarded(QCoreApplication::arguments().mid(1)));
}
