#pragma once
#include "core/migration/log_store.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QPalette>

#include <optional>
#include <vector>

class QTimer;

namespace relaymove {

struct LogFilter
{
    std::optional<Role> role;
    QString step; // empty: all
    LogLevel atLeast = LogLevel::Detail;
    QDateTime from, until; // UTC; invalid: no limit; until is the first one without
    bool isEmpty() const { return *this == LogFilter(); }
    bool admits(const LogLine &line) const;
    friend bool operator==(const LogFilter &, const LogFilter &) = default;
};

// The log as a table that reads a line when it is looked at, never before. Takes
// what is new on a timer; a filter is worked off in slices, so that neither ever
// holds up the window.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Host, Step, Text, ColumnCount };

    explicit LogModel(QObject *parent = nullptr);

    // The store must outlive the model or be replaced (nullptr is allowed).
    void setStore(const LogStore *store);
    void setFilter(const LogFilter &filter);
    const LogFilter &filter() const { return m_filter; }

    LogLine line(int row) const;
    // The row that shows this line of the store, or the first one after it.
    int rowOfLine(qsizetype index) const;
    qsizetype lineOfRow(int row) const;
    // Lines that the filter has not seen yet.
    qsizetype unseen() const;
    // How often the store was asked for a line: what laziness is measured by.
    qint64 linesRead() const { return m_linesRead; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

public Q_SLOTS:
    void takeNew();

private:
    void sift(qsizetype end);
    LogLine read(qsizetype index) const;

    const LogStore *m_store = nullptr;
    LogFilter m_filter;
    qsizetype m_seen = 0;          // lines of the store that are counted or sifted
    std::vector<qsizetype> m_rows; // with a filter: the lines that it admits
    mutable QCache<qsizetype, LogLine> m_cache;
    mutable qint64 m_linesRead = 0;
    QTimer *m_timer;
};

} // namespace relaymove
