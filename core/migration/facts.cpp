#include "core/migration/facts.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <tuple>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr int factsSchema = 1;

// Each field once, with its name: reading and writing can't drift apart.
template <class F, class Visit>
void eachField(F &facts, Visit visit)
{
    visit(u"domain"_s, facts.domain);
    visit(u"tls"_s, facts.tls);
    visit(u"tlsCertificate"_s, facts.tlsCertificate);
    visit(u"tlsKey"_s, facts.tlsKey);
    visit(u"mailboxesDir"_s, facts.mailboxesDir);
    visit(u"version"_s, facts.version);
    visit(u"agreedRelease"_s, facts.agreedRelease);
    visit(u"units"_s, facts.units);
    visit(u"enabledUnits"_s, facts.enabledUnits);
    visit(u"addedOnNew"_s, facts.addedOnNew);
    visit(u"absentOnNew"_s, facts.absentOnNew);
    visit(u"silentPorts"_s, facts.silentPorts);
    visit(u"extraFiles"_s, facts.extraFiles);
    visit(u"mailboxes"_s, facts.mailboxes);
    visit(u"mostMailboxes"_s, facts.mostMailboxes);
    visit(u"messages"_s, facts.messages);
    visit(u"bytes"_s, facts.bytes);
    visit(u"queued"_s, facts.queued);
    visit(u"oldV4"_s, facts.oldV4);
    visit(u"oldV6"_s, facts.oldV6);
    visit(u"newV4"_s, facts.newV4);
    visit(u"newV6"_s, facts.newV6);
    visit(u"recordsV4"_s, facts.recordsV4);
    visit(u"recordsV6"_s, facts.recordsV6);
    visit(u"ttlV4"_s, facts.ttlV4);
    visit(u"ttlV6"_s, facts.ttlV6);
    visit(u"oldTtlGone"_s, facts.oldTtlGone);
    visit(u"ttlKept"_s, facts.ttlKept);
    visit(u"oldNeededUntil"_s, facts.oldNeededUntil);
    visit(u"linkAddress"_s, facts.linkAddress);
    visit(u"oldSshPort"_s, facts.oldSshPort);
    visit(u"newSshPort"_s, facts.newSshPort);
    visit(u"linkBytesPerSecond"_s, facts.linkBytesPerSecond);
    visit(u"lastPassSeconds"_s, facts.lastPassSeconds);
    visit(u"passes"_s, facts.passes);
    visit(u"operations"_s, facts.operations);
    visit(u"cutover"_s, facts.cutover);
    visit(u"keysChanged"_s, facts.keysChanged);
    visit(u"commitStarted"_s, facts.commitStarted);
    visit(u"oldFails"_s, facts.oldFails);
    visit(u"oldReadOnly"_s, facts.oldReadOnly);
    visit(u"unreadable"_s, facts.unreadable);
    visit(u"leftBehind"_s, facts.leftBehind);
    visit(u"kept"_s, facts.kept);
    visit(u"answersOfOld"_s, facts.answersOfOld);
}

// In the order of TlsMode.
const QStringList &tlsNames()
{
    static const QStringList names{u"acme"_s, u"external"_s, u"self-signed"_s};
    return names;
}

QJsonValue toValue(TlsMode value) { return tlsNames().at(int(value)); }
QJsonValue toValue(const QString &value) { return value; }
QJsonValue toValue(const QStringList &value) { return QJsonArray::fromStringList(value); }
QJsonValue toValue(int value) { return value; }
QJsonValue toValue(bool value) { return value; }
QJsonValue toValue(qint64 value) { return value; }
QJsonValue toValue(double value) { return value; }
QJsonValue toValue(const QDateTime &value)
{
    return value.isValid() ? value.toUTC().toString(Qt::ISODate) : QString();
}

void fromValue(const QJsonValue &json, TlsMode &value)
{
    value = TlsMode(qMax<qsizetype>(0, tlsNames().indexOf(json.toString())));
}
void fromValue(const QJsonValue &json, QString &value) { value = json.toString(); }
void fromValue(const QJsonValue &json, QStringList &value)
{
    value.clear();
    for (const auto &item : json.toArray())
        value << item.toString();
}
void fromValue(const QJsonValue &json, int &value) { value = json.toInt(); }
void fromValue(const QJsonValue &json, bool &value) { value = json.toBool(); }
void fromValue(const QJsonValue &json, qint64 &value) { value = json.toInteger(); }
void fromValue(const QJsonValue &json, double &value) { value = json.toDouble(); }
void fromValue(const QJsonValue &json, QDateTime &value)
{
    value = QDateTime::fromString(json.toString(), Qt::ISODate);
}

Failure trouble(const QString &path, const QString &why)
{
    return {.kind = FailureKind::LocalTrouble,
            .arguments = {UserText::tr("%1 can't be used").arg(path), why}};
}

} // namespace

QJsonObject Facts::toJson() const
{
    QJsonObject object{{u"schema"_s, factsSchema}};
    eachField(*this,
              [&](const QString &name, const auto &value) { object[name] = toValue(value); });
    return object;
}

std::expected<Facts, QString> Facts::fromJson(const QJsonObject &object)
{
    if (const int schema = object[u"schema"].toInt(); schema != factsSchema)
        return std::unexpected(
            UserText::tr("written by another version of Relaymove (schema %1)").arg(schema));
    Facts facts;
    eachField(facts, [&](const QString &name, auto &value) { fromValue(object[name], value); });
    return facts;
}

Facts loadFacts(const QString &folder)
{
    const QString path = folder + u"/facts.json"_s;
    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        throw trouble(path, file.errorString());
    auto facts = Facts::fromJson(QJsonDocument::fromJson(file.readAll()).object());
    if (!facts)
        throw trouble(path, facts.error());
    return *facts;
}

Facts factsOrNone(const QString &folder)
{
    try {
        return loadFacts(folder);
    } catch (const Failure &) {
        return {};
    }
}

void saveFacts(const QString &folder, const Facts &facts)
{
    QSaveFile file(folder + u"/facts.json"_s);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(QJsonDocument(facts.toJson()).toJson()) < 0 || !file.commit())
        throw trouble(file.fileName(), file.errorString());
}

} // namespace relaymove
