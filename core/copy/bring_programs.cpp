#include "core/copy/bring_programs.h"

#include "core/base/user_text.h"
#include "core/copy/copy_link.h"
#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Action writePackScript()
{
    return {Role::New, Purpose::Change, writeProgramFile(QString::fromLatin1(packProgramsPath)),
            UserText::tr("only if OLD's disk fails: packs the programs that it lacks")};
}
// {on-new} are the words that run what follows on NEW. Our units call /usr/sbin/nft.
Action bring()
{
    return {
        Role::Old, Purpose::Change,
        shell("bring-programs", {"{on-new}", "{programs}"}).within(std::chrono::minutes(5)),
        UserText::tr("only if OLD's disk fails: nothing is installed there, these come from NEW")};
}

} // namespace

Plan bringProgramsPlan() { return {writePackScript(), bring()}; }

void bringPrograms(StepContext &context, const QStringList &programs)
{
    openLink(context);
    context.run(writePackScript());
    context.run(
        bring().with("on-new", QString::fromUtf8(linkShellCommand())).with("programs", programs));
}

} // namespace relaymove
