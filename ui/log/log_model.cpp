#include "ui/log/log_model.h"

#include "ui/theme/tone.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QTimer>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto calm = 200ms; // between two polls for new lines
constexpr int sliceMs = 8;   // less than a frame
constexpr int cachedLines = 4000;

QVariant colour(const LogLine &line, int column)
{
    const QPalette palette = QGuiApplication::palette();
    if (line.level == LogLevel::Error)
        return toneColour(Tone::Bad, palette);
    if (line.level == LogLevel::Warning)
        return toneColour(Tone::Warning, palette);
    if (column == LogModel::Host) {
        const Tone tone = line.role == Role::Old   ? Tone::Warning
                          : line.role == Role::New ? Tone::Good
                                                   : Tone::Active;
        return toneColour(tone, palette);
    }
    if (line.level == LogLevel::Detail || column != LogModel::Text)
        return mutedText(palette);
    return {};
}

QString cell(const LogLine &line, int column)
{
    switch (column) {
    case LogModel::Time:
        return line.at.toLocalTime().toString(u"HH:mm:ss.zzz"_s);
    case LogModel::Host:
        return roleName(line.role);
    case LogModel::Step:
        return line.step;
    default:
        return line.text;
    }
}

} // namespace

bool LogFilter::admits(const LogLine &line) const
{
    return (!role || line.role == *role) && (step.isEmpty() || line.step == step) &&
           line.level >= atLeast && (!from.isValid() || line.at >= from) &&
           (!until.isValid() || line.at < until);
}

LogModel::LogModel(QObject *parent)
    : QAbstractTableModel(parent), m_cache(cachedLines), m_timer(new QTimer(this))
{
    connect(m_timer, &QTimer::timeout, this, &LogModel::takeNew);
    m_timer->start(calm);
}

void LogModel::setStore(const LogStore *store)
{
    beginResetModel();
    m_store = store;
    m_seen = 0;
    m_rows.clear();
    m_cache.clear();
    endResetModel();
    takeNew();
}

void LogModel::setFilter(const LogFilter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    m_seen = 0;
    m_rows.clear();
    endResetModel();
    takeNew();
}

void LogModel::takeNew()
{
    if (!m_store)
        return;
    const qsizetype end = m_store->size();
    if (end > m_seen) {
        if (m_filter.isEmpty()) {
            beginInsertRows({}, int(m_seen), int(end) - 1);
            m_seen = end;
            endInsertRows();
        } else {
            sift(end);
        }
    }
    m_timer->start(m_seen < end ? 0ms : calm);
}

void LogModel::sift(qsizetype end)
{
    QElapsedTimer spent;
    spent.start();
    std::vector<qsizetype> admitted;
    for (; m_seen < end && spent.elapsed() < sliceMs; ++m_seen) {
        if (m_filter.admits(read(m_seen)))
            admitted.push_back(m_seen);
    }
    if (admitted.empty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(admitted.size()) - 1);
    m_rows.insert(m_rows.end(), admitted.begin(), admitted.end());
    endInsertRows();
}

LogLine LogModel::read(qsizetype index) const
{
    ++m_linesRead;
    return m_store->line(index);
}

qsizetype LogModel::unseen() const { return m_store ? m_store->size() - m_seen : 0; }

qsizetype LogModel::lineOfRow(int row) const
{
    return m_filter.isEmpty() ? row : m_rows.at(std::size_t(row));
}

int LogModel::rowOfLine(qsizetype index) const
{
    if (m_filter.isEmpty())
        return int(index);
    return int(std::ranges::lower_bound(m_rows, index) - m_rows.begin());
}

LogLine LogModel::line(int row) const
{
    const qsizetype index = lineOfRow(row);
    if (const LogLine *known = m_cache.object(index))
        return *known;
    const LogLine fresh = read(index);
    m_cache.insert(index, new LogLine(fresh));
    return fresh;
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_filter.isEmpty() ? int(m_seen) : int(m_rows.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() ||
        (role != Qt::DisplayRole && role != Qt::ForegroundRole && role != Qt::ToolTipRole))
        return {};
    const LogLine shown = line(index.row());
    if (role == Qt::ForegroundRole)
        return colour(shown, index.column());
    if (role == Qt::ToolTipRole)
        return index.column() == Text ? QVariant(plainToolTip(shown.text)) : QVariant();
    return cell(shown, index.column());
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Time"), tr("Host"), tr("Step"), tr("What")};
    return names.at(section);
}

} // namespace relaymove
