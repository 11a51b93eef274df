#pragma once
#include <QDBusVariant>
#include <QObject>
#include <QPalette>

namespace relaymove {

QPalette darkPalette();

// Light or dark as the desktop has it, and when that changes. Qt 6.4 learns it from
// few desktops only; the portal (org.freedesktop.appearance, color-scheme) from all.
class SchemeWatch : public QObject
{
    Q_OBJECT

public:
    explicit SchemeWatch(QObject *parent = nullptr);

private Q_SLOTS:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void ask();
    void follow(uint scheme);
};

} // namespace relaymove
