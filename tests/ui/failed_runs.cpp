// Profiles, each with the journal of a run that failed at another page, for the
// program itself to open: relaymove-failed-runs CONFIG-DIR DATA-DIR. Prints, a line
// of JSON each, what a person has to learn.
#include "core/migration/journal.h"
#include "core/profiles/profile_store.h"
#include "tests/ui/page_states.h"
#include "tests/ui/sample_states.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// The list is sorted by name; the pages keep their order in it.
bool write(const ProfileStore &profiles, StepId page, const QList<StampedEvent> &past)
{
    Profile profile = sample::untouched().profile;
    profile.id = Profile::fresh().id;
    profile.name = QString(QChar(u'a' + int(page))) + u'-' + stepName(page);
    if (!profiles.save(profile))
        return false;
    Journal journal(profiles.migrationFolder(profile.id).filePath(u"journal.jsonl"_s));
    for (const StampedEvent &event : past)
        journal.append(event);
    return true;
}

QJsonObject lesson(StepId page, const QList<StampedEvent> &past)
{
    State state;
    for (const StampedEvent &event : past)
        state = apply(std::move(state), event);
    const Failure failure = state.step(page).failure.value_or(Failure{});
    return {{u"page"_s, stepTitle(page)},
            {u"where"_s, roleName(failure.where)},
            {u"happened"_s, explain(failure).happened},
            {u"serving"_s, servingHost(state.serving)}};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList folders = QCoreApplication::arguments().mid(1);
    if (folders.size() != 2)
        return 2;
    const ProfileStore profiles(QDir(folders[0] + u"/profiles"_s),
                                QDir(folders[1] + u"/migrations"_s));
    QTextStream out(stdout);
    for (const StepId page : allSteps()) {
        const QList<StampedEvent> past = sample::failedRun(page);
        if (!write(profiles, page, past))
            return 1;
        out << QJsonDocument(lesson(page, past)).toJson(QJsonDocument::Compact) << Qt::endl;
    }
    return 0;
}
