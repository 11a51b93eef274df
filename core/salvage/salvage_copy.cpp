#include "core/salvage/salvage_copy.h"

#include "core/base/failure.h"

namespace relaymove {
using namespace Qt::StringLiterals;

Output runCopy(StepContext &context, Copy what, const QString &root, const Action &copy)
{
    const Facts &facts = context.facts;
    const Disk disk = diskOf(context);
    QList<UnreadableFile> known = leftBehindBy(what, facts);
    if (disk == Disk::Failing)
        prepareSalvage(context, root, known);
    const Command &command = copy.command;
    // 23: some files could not be copied.
    const Output done = context.run(copy.as(command.accepts({0, 23, 24})));
    const bool fails = tellsOfFailingDisk(done.err);
    if (!fails && !command.accepts(done.exitCode))
        throw Failure{failure::CommandFailed{command.line(), done.exitCode}, Role::Old, done.err};
    if (!fails && disk == Disk::Sound)
        return done;
    if (disk == Disk::Sound)
        agreeToSalvage(context, done.err);
    for (const UnreadableFile &file : unreadableIn(done.err, facts.relay.mailboxesDir)) {
        if (!pathsOf(known).contains(file.path))
            known << file;
    }
    rememberUnreadable(context, what, known);
    return done;
}

} // namespace relaymove
