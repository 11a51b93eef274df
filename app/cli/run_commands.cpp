#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/running.h"
#include "app/cli/terminal.h"
#include "core/engine/session.h"
#include "core/migration/journal.h"
#include "core/profiles/profile_fields.h"

namespace relaymove::cli {
using namespace Qt::StringLiterals;

namespace {

Arguments runArguments(const QString &command, const QString &summary)
{
    Arguments arguments(command, summary);
    arguments.positional(u"NAME"_s, u"The profile's name or id."_s)
        .flag(u"json"_s, u"Standard output is one event a line, as JSON, and nothing else."_s)
        .flag(u"verbose"_s, u"The log's lines, too, on standard error."_s)
        .value(
            u"accept-host-key"_s, u"FINGERPRINT"_s,
            u"Agrees to a host with this key (SHA256:...). Any other unknown key is refused. May be given twice."_s);
    arguments.value(
        u"release"_s, u"deployed|checkout|deployed:SUM"_s,
        u"What NEW gets where OLD runs another release or chatmail.ini than the checkout has. Where that release has changes which nobody committed, a run names the file to read and their SUM."_s);
    arguments.flag(u"fetch-checkout"_s,
                   u"Fetches the checkout of chatmail/relay from OLD, where only OLD has it."_s);
    arguments.flag(u"take-over"_s,
                   u"Takes the move over from another computer that works on it; the hosts refuse "
                   "that one from then on."_s);
    addSecretOptions(arguments);
    return arguments;
}

// Called when a host key was agreed to. A profile that can't be written means that
// the question comes again, no more.
void keepProfile(const ProfileStore &store, const Profile &changed)
{
    if (const auto saved = store.save(changed); !saved)
        complain(saved.error() + u'\n');
}

RunRequest requestFrom(const Arguments &arguments)
{
    const Profile profile = arguments.profile(arguments.at(0));
    QStringList wrong;
    for (const ProfileProblem &problem : problemsOf(profile))
        wrong << problem.sentence;
    if (!wrong.isEmpty())
        throw BadUsage{u"The profile can't be used. "_s + wrong.join(u' ')};
    const QString release = arguments.get(u"release"_s);
    using question::ChooseRelease;
    const auto choice = answerFromWord(kindName(AnyQuestion(ChooseRelease())), release);
    if (!release.isEmpty() && (!choice || release == u"stop"))
        throw BadUsage{
            u"--release is deployed, deployed:SUM or checkout, not \"%1\"."_s.arg(release)};
    const ProfileStore store = arguments.store();
    return {.profile = profile,
            .folder = store.migrationFolder(profile.id).path(),
            .save = [store](const Profile &changed) { keepProfile(store, changed); },
            .secret = secretGiven(arguments),
            .flags = {.acceptedKeys = arguments.all(u"accept-host-key"_s),
                      .release = choice ? std::optional(std::get<ChooseRelease::Answer>(*choice))
                                        : std::nullopt,
                      .fetchCheckout = arguments.has(u"fetch-checkout"_s),
                      .yes = false,
                      .salvage = false,
                      .leaveUnreadable = false,
                      .takeOver = arguments.has(u"take-over"_s),
                      .oldIsGone = false,
                      .person = false},
            .json = arguments.has(u"json"_s),
            .verbose = arguments.has(u"verbose"_s)};
}

State pastOf(const QString &folder)
{
    State state;
    for (const StampedEvent &event : Journal::read(folder + u"/journal.jsonl"_s))
        state = apply(std::move(state), event);
    return state;
}

Exit runLike(const QString &command, const QString &summary, const QStringList &words,
             bool mustHaveBegun)
{
    Arguments arguments = runArguments(command, summary);
    QStringList steps;
    for (const StepId step : allSteps())
        steps << stepName(step);
    arguments
        .flag(
            u"yes"_s,
            u"Starts the cutover without asking; records to be typed by hand are left for later."_s)
        .flag(u"salvage"_s,
              u"Goes on, saving what can be read, when OLD's disk turns out to fail."_s)
        .flag(u"leave-unreadable"_s,
              u"Goes on without files that OLD's disk does not give back; the report lists them."_s)
        .flag(u"old-is-gone"_s,
              u"OLD is lost for good, and has served nobody since NEW got all that OLD had: NEW "
              u"opens without its word. You are asked once, with the time; --yes says yes."_s)
        .value(u"until"_s, u"STEP"_s, u"Ends after this step: %1."_s.arg(steps.join(u", "_s)));
    arguments.parse(words);
    RunRequest request = requestFrom(arguments);
    request.flags.yes = arguments.has(u"yes"_s);
    request.flags.salvage = arguments.has(u"salvage"_s);
    request.flags.leaveUnreadable = arguments.has(u"leave-unreadable"_s);
    request.words.oldIsGone = request.flags.oldIsGone = arguments.has(u"old-is-gone"_s);
    if (arguments.has(u"until"_s)) {
        const auto step = stepFromName(arguments.get(u"until"_s));
        if (!step)
            throw BadUsage{u"There is no step \"%1\"."_s.arg(arguments.get(u"until"_s))};
        request.until = *step;
    }
    if (mustHaveBegun) {
        const State past = pastOf(request.folder);
        if (past.steps.isEmpty())
            throw BadUsage{
                u"There is nothing to resume: this move was never begun. Use \"run\"."_s};
        if (past.step(StepId::Finish).phase == StepPhase::Done)
            throw BadUsage{u"There is nothing to resume: this move is finished."_s};
    }
    return runMigration(std::move(request));
}

} // namespace

Exit checkCommand(const QStringList &words)
{
    Arguments arguments = runArguments(
        u"check"_s, u"Connects to both hosts and says what stands in the way of the move."_s);
    arguments.parse(words);
    RunRequest request = requestFrom(arguments);
    request.until = StepId::Preflight;
    return runMigration(std::move(request));
}

Exit runCommand(const QStringList &words)
{
    return runLike(
        u"run"_s,
        u"Moves the relay. What is done already, by an earlier run or by hand, is seen and left "
        u"out. "
        "Ctrl-C stops: within the cutover the command in hand is finished, and then you decide."_s,
        words, false);
}

Exit resumeCommand(const QStringList &words)
{
    return runLike(u"resume"_s,
                   u"Goes on with a move that was begun, from what is true on the hosts."_s, words,
                   true);
}

Exit rollbackCommand(const QStringList &words)
{
    Arguments arguments = runArguments(
        u"rollback"_s, u"Undoes a cutover before its commit point: OLD serves again."_s);
    arguments.flag(u"new-is-gone"_s,
                   u"NEW is lost for good, and can't be asked whether it serves: OLD serves again "
                   "though it has handed over. A NEW that returns stays closed."_s);
    arguments.parse(words);
    RunRequest request = requestFrom(arguments);
    request.goal = Goal::Rollback;
    request.words.newIsGone = arguments.has(u"new-is-gone"_s);
    return runMigration(std::move(request));
}

} // namespace relaymove::cli
