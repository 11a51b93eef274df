#include "ui/theme/scheme.h"

#include "ui/theme/tone.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

const QString service = u"org.freedesktop.portal.Desktop"_s;
const QString path = u"/org/freedesktop/portal/desktop"_s;
const QString settings = u"org.freedesktop.portal.Settings"_s;
const QString space = u"org.freedesktop.appearance"_s;
const QString key = u"color-scheme"_s;
constexpr uint preferDark = 1; // 0: no preference, 2: light

} // namespace

QPalette darkPalette()
{
    QPalette palette(QColor(0x2b, 0x2d, 0x30), QColor(0x1f, 0x20, 0x23));
    palette.setColor(QPalette::Base, QColor(0x1e, 0x1f, 0x22));
    palette.setColor(QPalette::Highlight, QColor(0x35, 0x74, 0xd4));
    return palette;
}

SchemeWatch::SchemeWatch(QObject *parent) : QObject(parent)
{
    QDBusConnection::sessionBus().connect(service, path, settings, u"SettingChanged"_s, this,
                                          SLOT(settingChanged(QString, QString, QDBusVariant)));
    ask();
}

// Nobody waits for the answer: without a portal there is none.
void SchemeWatch::ask()
{
    QDBusMessage question = QDBusMessage::createMethodCall(service, path, settings, u"Read"_s);
    question << space << key;
    auto *watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            return;
        // Read wraps the value twice.
        const QVariant value = reply.value().variant();
        follow(value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant().toUInt()
                                                : value.toUInt());
    });
}

void SchemeWatch::settingChanged(const QString &changedSpace, const QString &changedKey,
                                 const QDBusVariant &value)
{
    if (changedSpace == space && changedKey == key)
        follow(value.variant().toUInt());
}

void SchemeWatch::follow(uint scheme)
{
    QApplication::setPalette(QPalette()); // the platform's own, which may be dark already
    if (scheme == preferDark && !isDark(QApplication::palette()))
        QApplication::setPalette(darkPalette());
}

} // namespace relaymove
