#pragma once
#include "core/migration/log_store.h"

#include <QObject>

#include <functional>

class QTimer;

namespace relaymove {

class LogModel;

// Looks for a line in slices, forward or backward, once around.
class LogSearch : public QObject
{
    Q_OBJECT

public:
    using Test = std::function<bool(const LogLine &)>;

    explicit LogSearch(const LogModel &model, QObject *parent = nullptr);

    // Starts behind `row`, or before it. A new search replaces the one under way.
    void start(const Test &test, int row, bool forward);
    bool isRunning() const { return m_left > 0; }

Q_SIGNALS:
    void found(int row);
    void notFound();

private:
    void slice();

    const LogModel &m_model;
    Test m_test;
    int m_row = 0;
    int m_left = 0; // rows to look at
    bool m_forward = true;
    QTimer *m_timer;
};

} // namespace relaymove
