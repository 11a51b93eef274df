#include "core/engine/lease.h"

#include "core/base/failure.h"

#include <QFile>
#include <QSaveFile>
#include <QSysInfo>
#include <QUuid>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QString inPlainLetters(QString text)
{
    for (QChar &c : text) {
        const bool plain = c.unicode() < 128 && (c.isLetterOrNumber() || u"@._-"_s.contains(c));
        if (!plain)
            c = u'_';
    }
    return text.left(80);
}

} // namespace

QString leaseToken(const QString &folder)
{
    const QString path = folder + u"/lease"_s;
    const QString machine = QString::fromLatin1(QSysInfo::machineUniqueId());
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        const QStringList words = QString::fromLatin1(file.readAll()).simplified().split(u' ');
        if (words.size() == 2 && words.at(1) == machine)
            return words.first();
    }
    const QString token = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QSaveFile fresh(path);
    if (!fresh.open(QIODevice::WriteOnly) ||
        fresh.write((token + u' ' + machine + u'\n').toLatin1()) < 0 || !fresh.commit())
        throw localTrouble(path, fresh.errorString());
    return token;
}

QString leaseHolder()
{
    const QString user = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return inPlainLetters((user.isEmpty() ? u"somebody"_s : user) + u'@' +
                          QSysInfo::machineHostName());
}

} // namespace relaymove
