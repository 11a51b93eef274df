#include "core/salvage/quarantine.h"

#include "core/base/amounts.h"
#include "core/base/lines.h"
#include "core/base/user_text.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Action makeFolder()
{
    return {Role::New, Purpose::Change, Command{"install", "-d", "-m", "0700", quarantineFolder},
            UserText::tr("only if OLD's disk fails: a folder for what a pass would delete on NEW")};
}
// Maildir: a message is its name up to the flags, in new or in cur.
Action restore()
{
    return {Role::New, Purpose::Change,
            Command{"sh", "-c",
                    R"sh(while IFS= read -r path; do
  case $path in */cur/* | */new/*) ;; *) continue ;; esac
  [ ! -e "$2/$path" ] || continue
  message=${path##*/} message=${message%%:2,*} box=${path%/*/*}
  for kept in "$1/$box/new/$message" "$1/$box/cur/$message" "$1/$box/cur/$message:2,"*; do
    [ -f "$kept" ] || continue
    mv -n -- "$kept" "$2/$path" && printf '%s\n' "$path"
    break
  done
done)sh",
                    "put-back", quarantineFolder, "{mailboxes}"},
            UserText::tr("only if OLD's disk fails: messages that NEW had already come back")};
}
Action count()
{
    return {
        Role::New, Purpose::Look,
        Command{"sh", "-c",
                R"(find "$1" -type f \( -path '*/cur/*' -o -path '*/new/*' \) 2>/dev/null | wc -l)",
                "count-kept", quarantineFolder},
        UserText::tr("how many messages were put by")};
}

} // namespace

QStringList quarantineOptions(Disk disk)
{
    return disk == Disk::Sound ? QStringList()
                               : QStringList{u"--backup"_s, u"--backup-dir=/kept"_s};
}

Plan quarantinePlan() { return {makeFolder(), restore(), count()}; }

void makeQuarantine(StepContext &context) { context.run(makeFolder()); }

QStringList restoreFromQuarantine(StepContext &context, const QStringList &paths)
{
    if (paths.isEmpty())
        return {};
    return context.run(restore().input(asLines(paths))).lines();
}

int countQuarantined(StepContext &context) { return countIn(context.run(count()).text()); }

} // namespace relaymove
