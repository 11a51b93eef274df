#include "ui/words/page_text.h"

#include "ui/words/durations.h"

#include <QCoreApplication>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PageText)
};

} // namespace

PageText pageText(StepId step, const Profile &profile)
{
    const StepTexts texts = stepTexts(step);
    const bool byHand = profile.dns.method == DnsMethod::Manual && !texts.whyByHand.isEmpty();
    return {byHand ? texts.whyByHand : texts.why, texts.users, texts.goingBack};
}

QString goingBackText(StepId step, const Snapshot &snapshot)
{
    const State &state = snapshot.state;
    if (state.serving == WhoServes::New)
        return Text::tr(
            "NEW serves your mail. Nothing has been deleted on OLD, but new mail is on NEW only: "
            "going back from here is the same move with the roles exchanged.");
    if (state.serving == WhoServes::Old && !isCutoverOpen(state))
        return pageText(step, snapshot.profile).goingBack;
    if (hasOldReturned(snapshot))
        return Text::tr("OLD has started again by itself. “Go back” takes back what else the "
                        "cutover did: on NEW, and in DNS.");
    if (state.oldFails || snapshot.profile.oldIsFailing)
        return Text::tr("“Go back” starts the OLD machine again, but that is not safe: its disk is "
                        "failing, and mail that it takes may be lost.");
    if (hasCommitted(snapshot))
        return Text::tr("Nothing has been deleted. OLD has handed over and opens NEW as soon as it "
                        "can tell it; “Go back” starts OLD again where NEW is not open yet.");
    return Text::tr("Nothing has been deleted. “Go back” starts the OLD machine again; "
                    "if this computer disappears, it starts by itself after %1.")
        .arg(durationWords(snapshot.profile.autoRollbackSeconds));
}

} // namespace relaymove
