#include "core/migration/reporter.h"

#include "core/migration/event_json.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {
// Faster than anybody reads; rsync draws its progress as fast as OLD likes.
constexpr qint64 progressPauseMs = 50;
} // namespace

// The way to everybody who shows or keeps what happens: what machines said in it is made
// printable here.
void Reporter::event(Event event)
{
    m_sink(printable(StampedEvent{QDateTime::currentDateTimeUtc(), std::move(event)}));
}

// What a work is told under changes with the work: its first and only word is never too soon.
bool Reporter::isTooSoon(const Progress &progress)
{
    if (m_sinceProgress.isValid() && m_progressOf == progress.text &&
        !m_sinceProgress.hasExpired(progressPauseMs))
        return true;
    m_progressOf = progress.text;
    m_sinceProgress.start();
    return false;
}

void Reporter::progress(const Progress &progress)
{
    if (m_step && !isTooSoon(progress))
        event(event::StepProgress{*m_step, progress});
}

void Reporter::note(const QString &text)
{
    log(Role::Admin, LogLevel::Info, text);
    if (m_step)
        event(event::StepNote{*m_step, text});
}

void Reporter::claim(const Claim &claim)
{
    Q_ASSERT_X(!m_step || plannedProofs(*m_step).contains(claim.proof), "claim",
               qPrintable(claim.what + u" was not announced"_s));
    log(Role::Admin, claim.holds ? LogLevel::Info : LogLevel::Error,
        u"proof: %1: %2"_s.arg(claim.what, claim.observed));
    if (m_step)
        event(event::ClaimChecked{*m_step, claim});
}

void Reporter::check(const Examined &check)
{
    const LogLevel level = check.verdict == CheckVerdict::Refused    ? LogLevel::Error
                           : check.verdict == CheckVerdict::Advisory ? LogLevel::Warning
                                                                     : LogLevel::Info;
    log(Role::Admin, level,
        (check.verdict == CheckVerdict::NotLookedAt ? u"check, not looked at yet: "_s
                                                    : u"check: "_s) +
            check.what);
    if (m_step)
        event(event::CheckMade{*m_step, check});
}

void Reporter::milestone(Milestone milestone)
{
    log(Role::Admin, LogLevel::Info, u"milestone: "_s + milestoneName(milestone));
    event(event::Reached{milestone});
}

void Reporter::serving(WhoServes who) { event(event::Serving{who}); }

void Reporter::log(Role role, LogLevel level, const QString &text)
{
    m_log.add({.at = QDateTime::currentDateTimeUtc(),
               .role = role,
               .step = m_step ? stepName(*m_step) : QString(),
               .level = level,
               .text = text});
}

} // namespace relaymove
