#pragma once
#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <utility>

namespace relaymove {

// Runs `work` away from the interface and hands its result to `done` in the
// interface's thread, unless `context` is gone by then. For looks that end by
// themselves: the application waits for them when it quits.
template <typename Work, typename Done>
void inBackground(QObject *context, Work work, Done done)
{
    QThreadPool::globalInstance()->start([guard = QPointer<QObject>(context),
                                          work = std::move(work),
                                          done = std::move(done)]() mutable {
        auto result = work();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [guard, result = std::move(result), done = std::move(done)]() mutable {
                if (guard)
                    done(std::move(result));
            },
            Qt::QueuedConnection);
    });
}

} // namespace relaymove
