#include "ui/log/log_search.h"

#include "ui/log/log_model.h"

#include <QElapsedTimer>
#include <QTimer>

namespace relaymove {

namespace {
constexpr int sliceMs = 8;
} // namespace

LogSearch::LogSearch(const LogModel &model, QObject *parent)
    : QObject(parent), m_model(model), m_timer(new QTimer(this))
{
    m_timer->setInterval(0);
    connect(m_timer, &QTimer::timeout, this, &LogSearch::slice);
    // Rows mean other lines now.
    connect(&model, &LogModel::modelReset, this, [this] {
        m_left = 0;
        m_timer->stop();
    });
}

void LogSearch::start(const Test &test, int row, bool forward)
{
    m_test = test;
    m_row = row;
    m_forward = forward;
    m_left = m_model.rowCount();
    m_timer->start();
}

void LogSearch::slice()
{
    const int rows = m_model.rowCount();
    QElapsedTimer spent;
    spent.start();
    while (m_left > 0 && spent.elapsed() < sliceMs) {
        m_row = (m_row + (m_forward ? 1 : rows - 1) + rows) % rows;
        --m_left;
        if (m_test(m_model.line(m_row))) {
            m_left = 0;
            m_timer->stop();
            Q_EMIT found(m_row);
            return;
        }
    }
    if (m_left == 0) {
        m_timer->stop();
        Q_EMIT notFound();
    }
}

} // namespace relaymove
