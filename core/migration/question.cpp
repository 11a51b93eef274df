#include "core/migration/question.h"

#include "core/base/unreachable.h"

#include <array>
#include <utility>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {
const std::array<std::pair<QuestionKind, QString>, 12> &names()
{
    static const std::array<std::pair<QuestionKind, QString>, 12> table{{
        {QuestionKind::AcceptHostKey, u"accept-host-key"_s},
        {QuestionKind::StartCutover, u"start-cutover"_s},
        {QuestionKind::ChooseRelease, u"choose-release"_s},
        {QuestionKind::FetchCheckout, u"fetch-checkout"_s},
        {QuestionKind::EnterRecords, u"enter-records"_s},
        {QuestionKind::EnterSecret, u"enter-secret"_s},
        {QuestionKind::GoOnOrBack, u"go-on-or-back"_s},
        {QuestionKind::DiskFails, u"disk-fails"_s},
        {QuestionKind::TakeOver, u"take-over"_s},
        {QuestionKind::NewIsGone, u"new-is-gone"_s},
        {QuestionKind::OldIsGone, u"old-is-gone"_s},
        {QuestionKind::LeaveBehind, u"leave-behind"_s},
    }};
    return table;
}
} // namespace

QString questionKindName(QuestionKind kind)
{
    for (const auto &[known, name] : names()) {
        if (known == kind)
            return name;
    }
    unreachable();
}

QuestionKind questionKindFromName(QStringView name)
{
    for (const auto &[kind, known] : names()) {
        if (known == name)
            return kind;
    }
    return QuestionKind::GoOnOrBack;
}

} // namespace relaymove
