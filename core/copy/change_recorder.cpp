#include "core/copy/change_recorder.h"

#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/host/script_codes.h"
#include "core/migration/both_hosts.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Action recorder(Role where, Purpose purpose, std::string_view what, const QString &why)
{
    return {where, purpose,
            shell("record-changes", {what, "{mailboxes}"})
                .accepts({0, scriptcode::unrecorded})
                .saysUpTo(qint64(64) << 20),
            why};
}
Action start(Role where)
{
    return recorder(where, Purpose::Change, "start",
                    UserText::tr("from here on it notes which mailboxes change"));
}
Action list(Role where)
{
    return recorder(where, Purpose::Look, "list", UserText::tr("which mailboxes have changed"));
}
Action noteCompared()
{
    return {Role::Old, Purpose::Change,
            shell("record-changes", {"compared", "{mailboxes}", "{recording}"})
                .accepts({0, scriptcode::unrecorded}),
            UserText::tr("what has not changed since is equal on NEW")};
}
Action noteStop()
{
    return recorder(Role::Old, Purpose::Look, "stop-is",
                    UserText::tr("from here on no mailbox should change"));
}
Action written()
{
    return recorder(Role::Old, Purpose::Prove, "written",
                    UserText::tr("no mailbox has changed since"));
}
Action end(Role where)
{
    return {where, Purpose::Undo, shell("record-changes", {"end"}),
            UserText::tr("changes are noted no longer")};
}

// What it says after its name, or why not all is recorded. Nothing said is nothing known.
std::expected<QStringList, QString> recordingIn(const Output &said)
{
    if (said.exitCode == scriptcode::unrecorded)
        return std::unexpected(QString::fromUtf8(said.err).simplified());
    QStringList lines = said.lines();
    if (lines.isEmpty())
        return std::unexpected(UserText::tr("it did not say whether it records changes"));
    return lines;
}

std::optional<QString> whyNot(const Output &said)
{
    const auto lines = recordingIn(said);
    return lines ? std::nullopt : std::optional(lines.error());
}

std::expected<Changes, QString> changesIn(const Output &said)
{
    const auto lines = recordingIn(said);
    if (!lines)
        return std::unexpected(lines.error());
    return Changes{lines->value(0), lines->value(1), lines->mid(2)};
}

} // namespace

Plan changeRecorderPlan()
{
    Plan plan{start(Role::Old), start(Role::New), noteCompared(), noteStop(), written()};
    append(plan, {changesPlan()});
    return plan;
}

Plan endRecordingPlan(Role where) { return {end(where)}; }

Plan changesPlan() { return {list(Role::Old), list(Role::New)}; }

std::optional<QString> recordChanges(StepContext &context, Role where)
{
    return whyNot(context.run(start(where)));
}

std::expected<std::pair<Changes, Changes>, QString> changesOnBoth(StepContext &context)
{
    const auto [old, next] = onBoth(context, list);
    const auto onOld = changesIn(old), onNew = changesIn(next);
    if (!onOld)
        return std::unexpected(u"OLD: "_s + onOld.error());
    if (!onNew)
        return std::unexpected(u"NEW: "_s + onNew.error());
    return std::pair{*onOld, *onNew};
}

std::optional<QString> noteComparison(StepContext &context, const QString &recordingOfNew)
{
    return whyNot(context.run(noteCompared().with("recording", recordingOfNew)));
}

bool noteStopOfChanges(StepContext &context) { return !whyNot(context.run(noteStop())); }

std::optional<QStringList> writtenSinceStop(StepContext &context)
{
    const auto lines = recordingIn(context.run(written()));
    return lines ? std::optional(lines->mid(1)) : std::nullopt;
}

void endRecording(StepContext &context, Role where) { context.run(end(where)); }

} // namespace relaymove
