#include "core/copy/bring_programs.h"

#include "core/base/user_text.h"
#include "core/copy/copy_link.h"
#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Command writePackScript() { return writeProgramFile(QString::fromLatin1(packProgramsPath)); }
// {on-new} are the words that run what follows on NEW. Our units call /usr/sbin/nft.
Command bring()
{
    return shell("bring-programs", {"{on-new}", "{programs}"}).within(std::chrono::minutes(5));
}

} // namespace

Plan bringProgramsPlan()
{
    return {{Role::New, Purpose::Change, writePackScript(),
             UserText::tr("only if OLD's disk fails: packs the programs that it lacks")},
            {Role::Old, Purpose::Change, bring(),
             UserText::tr(
                 "only if OLD's disk fails: nothing is installed there, these come from NEW")}};
}

void bringPrograms(StepContext &context, const QStringList &programs)
{
    openLink(context);
    context.target.run(writePackScript());
    context.source.run(
        bring().with("on-new", QString::fromUtf8(linkShellCommand())).with("programs", programs));
}

} // namespace relaymove
