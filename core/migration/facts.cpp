#include "core/migration/facts.h"

#include "core/base/enum_names.h"
#include "core/base/failure.h"
#include "core/base/json_fields.h"
#include "core/base/user_text.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace relaymove {
using namespace Qt::StringLiterals;

static constexpr int factsSchema = 1;

static constexpr EnumName<TlsMode> tlsModes[]{{TlsMode::Acme, u"acme"},
                                              {TlsMode::External, u"external"},
                                              {TlsMode::SelfSigned, u"self-signed"}};
static QJsonValue toValue(TlsMode value) { return nameIn(tlsModes, value); }
static void fromValue(const QJsonValue &json, TlsMode &value)
{
    value = valueIn(tlsModes, json.toString()).value_or(TlsMode::Acme);
}

void eachField(Is<UnreadableFile> auto &file, auto visit)
{
    visit(u"path", file.path);
    visit(u"reason", file.reason);
    visit(u"hangs", file.hangs);
}

void eachField(Is<Facts> auto &facts, auto visit)
{
    visit(u"domain", facts.domain);
    visit(u"tls", facts.tls);
    visit(u"tlsCertificate", facts.tlsCertificate);
    visit(u"tlsKey", facts.tlsKey);
    visit(u"mailboxesDir", facts.mailboxesDir);
    visit(u"version", facts.version);
    visit(u"agreedRelease", facts.agreedRelease);
    visit(u"units", facts.units);
    visit(u"enabledUnits", facts.enabledUnits);
    visit(u"addedOnNew", facts.addedOnNew);
    visit(u"absentOnNew", facts.absentOnNew);
    visit(u"silentPorts", facts.silentPorts);
    visit(u"extraFiles", facts.extraFiles);
    visit(u"mailboxes", facts.mailboxes);
    visit(u"mostMailboxes", facts.mostMailboxes);
    visit(u"messages", facts.messages);
    visit(u"bytes", facts.bytes);
    visit(u"queued", facts.queued);
    visit(u"oldV4", facts.oldV4);
    visit(u"oldV6", facts.oldV6);
    visit(u"newV4", facts.newV4);
    visit(u"newV6", facts.newV6);
    visit(u"recordsV4", facts.recordsV4);
    visit(u"recordsV6", facts.recordsV6);
    visit(u"ttlV4", facts.ttlV4);
    visit(u"ttlV6", facts.ttlV6);
    visit(u"oldTtlGone", facts.oldTtlGone);
    visit(u"ttlKept", facts.ttlKept);
    visit(u"oldNeededUntil", facts.oldNeededUntil);
    visit(u"linkAddress", facts.linkAddress);
    visit(u"oldSshPort", facts.oldSshPort);
    visit(u"newSshPort", facts.newSshPort);
    visit(u"linkBytesPerSecond", facts.linkBytesPerSecond);
    visit(u"lastPassSeconds", facts.lastPassSeconds);
    visit(u"passes", facts.passes);
    visit(u"operations", facts.operations);
    visit(u"cutover", facts.cutover);
    visit(u"keysChanged", facts.keysChanged);
    visit(u"commitStarted", facts.commitStarted);
    visit(u"oldFails", facts.oldFails);
    visit(u"oldReadOnly", facts.oldReadOnly);
    visit(u"unreadable", facts.unreadable);
    visit(u"leftBehind", facts.leftBehind);
    visit(u"kept", facts.kept);
    visit(u"answersOfOld", facts.answersOfOld);
}

static Failure trouble(const QString &path, const QString &why)
{
    return localTrouble(UserText::tr("%1 can't be used").arg(path), why);
}

QJsonObject Facts::toJson() const
{
    QJsonObject object = fieldsToJson(*this);
    object[u"schema"] = factsSchema;
    return object;
}

std::expected<Facts, QString> Facts::fromJson(const QJsonObject &object)
{
    if (const int schema = object[u"schema"].toInt(); schema != factsSchema)
        return std::unexpected(
            UserText::tr("written by another version of Relaymove (schema %1)").arg(schema));
    Facts facts;
    fieldsFromJson(object, facts);
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
