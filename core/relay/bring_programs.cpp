#include "core/relay/bring_programs.h"

#include "core/base/said.h"
#include "core/relay/copy_link.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr auto packPath = "/etc/relaymove/pack-programs.sh";

// libc and libm must be those of the loader that runs the program: OLD's own.
const QByteArray packScript = R"sh(#!/bin/sh
# Written by Relaymove. The programs named, and their libraries, as an archive.
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/lib"
for name; do
    path=$(command -v "$name")
    cp -L "$path" "$folder/bin/$name"
    ldd "$path" | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' | grep -vE '/lib(c|m)\.so' |
        xargs -r cp -L -t "$folder/lib"
done
tar -C "$folder" -c bin lib
)sh";

Command writePackScript()
{
    return Command::writeFile(QString::fromLatin1(packPath), u"0700"_s, packScript);
}
// {on-new} are the words that run what follows on NEW. Our units call /usr/sbin/nft.
Command bring()
{
    return Command{"sh",
                   "-c",
                   R"sh(set -e; tools=/etc/relaymove/tools; on_new=$1; shift
mkdir -p "$tools"; $on_new /etc/relaymove/pack-programs.sh "$@" | tar -x -C "$tools"
for name; do
    printf '#!/bin/sh\nLD_LIBRARY_PATH=%s/lib exec %s/bin/%s "$@"\n' "$tools" "$tools" "$name" >"/usr/sbin/$name"
    chmod 0755 "/usr/sbin/$name"
    "$name" --version
done)sh",
                   "bring-programs",
                   "{on-new}",
                   "{programs}"}
        .within(std::chrono::minutes(5));
}

} // namespace

Plan bringProgramsPlan()
{
    return {
        {Role::New, Purpose::Change, writePackScript(),
         Said::tr("only if OLD's disk fails: packs the programs that it lacks")},
        {Role::Old, Purpose::Change, bring(),
         Said::tr("only if OLD's disk fails: nothing is installed there, these come from NEW")}};
}

void bringPrograms(StepContext &context, const QStringList &programs)
{
    openLink(context);
    context.target.run(writePackScript());
    context.source.run(
        bring().with("on-new", QString::fromUtf8(linkShellCommand())).with("programs", programs));
}

} // namespace relaymove
