#include "ui/window/sleep_block.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace relaymove {
using namespace Qt::StringLiterals;

// org.freedesktop.login1(5): Inhibit(what, who, why, mode); the lock is held as long
// as the descriptor that it returns is open.
SleepBlock::SleepBlock(const QString &why, QObject *parent) : QObject(parent)
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s,
                                       u"org.freedesktop.login1.Manager"_s, u"Inhibit"_s);
    call << u"sleep"_s << u"Relaymove"_s << why << u"block"_s;
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *answer;
        if (reply.isValid())
            m_held = reply.value();
        answer->deleteLater();
        Q_EMIT answered();
    });
}

} // namespace relaymove
