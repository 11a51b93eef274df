#include "ui/words/passes.h"

#include "ui/words/durations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 6;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Passes)
};

QString fileWords(qint64 files)
{
    return files == 1 ? Words::tr("1 file") : Words::tr("%1 files").arg(QLocale().toString(files));
}

} // namespace

QList<QStringList> passRows(const Snapshot &snapshot)
{
    QList<QStringList> rows;
    const auto &all = snapshot.state.passes;
    for (const auto &[pass, at] : all.mid(qMax(qsizetype(0), all.size() - mostRows)))
        rows << QStringList{Words::tr("Pass %1").arg(pass.number),
                            Words::tr("at %1").arg(momentWords(at, snapshot.now)),
                            fileWords(pass.files), amountWords(double(pass.bytes), 0, u"bytes"_s),
                            Words::tr("took %1").arg(durationWords(pass.seconds))};
    return rows;
}

QString nextPassWords(const Snapshot &snapshot)
{
    const State &state = snapshot.state;
    if (state.passes.isEmpty())
        return {};
    QString words =
        Words::tr("The next one would take about %1, if no more changes until then than "
                  "before the last.")
            .arg(durationWords(state.passes.last().first.seconds));
    if (state.projectedOutage)
        words += u' ' + Words::tr("In the cutover your users would wait about %1.")
                            .arg(durationWords(*state.projectedOutage));
    return words;
}

} // namespace relaymove
