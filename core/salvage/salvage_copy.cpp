#include "core/salvage/salvage_copy.h"

#include "core/base/failure.h"

namespace relaymove {
using namespace Qt::StringLiterals;

Output runCopy(StepContext &context, const OtherCopy &copy)
{
    const Facts &facts = context.facts;
    const bool careful = isSalvage(context.profile, facts);
    QList<UnreadableFile> known = leftBehindBy(copy.what, facts);
    if (careful)
        prepareSalvage(context, copy.root, known);
    const Command &command = careful ? copy.careful : copy.plain;
    // 23: some files could not be copied.
    const Output done = context.source.run(command.accepts({0, 23, 24}));
    const bool fails = tellsOfFailingDisk(done.err);
    if (!fails && !command.accepts(done.exitCode))
        throw Failure{.kind = FailureKind::CommandFailed,
                      .where = Role::Old,
                      .arguments = {command.line(), QString::number(done.exitCode)},
                      .raw = done.err};
    if (!fails && !careful)
        return done;
    if (!careful)
        agreeToSalvage(context, done.err);
    for (const UnreadableFile &file : unreadableIn(done.err, facts.mailboxesDir)) {
        if (!pathsOf(known).contains(file.path))
            known << file;
    }
    rememberUnreadable(context, copy.what, known);
    return done;
}

} // namespace relaymove
