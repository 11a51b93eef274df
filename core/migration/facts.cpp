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

static constexpr int factsSchema = 2;

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

void eachField(Is<RelayFacts> auto &relay, auto visit)
{
    visit(u"domain", relay.domain);
    visit(u"tls", relay.tls);
    visit(u"tlsCertificate", relay.tlsCertificate);
    visit(u"tlsKey", relay.tlsKey);
    visit(u"mailboxesDir", relay.mailboxesDir);
    visit(u"version", relay.version);
    visit(u"agreedRelease", relay.agreedRelease);
    visit(u"units", relay.units);
    visit(u"enabledUnits", relay.enabledUnits);
    visit(u"addedOnNew", relay.addedOnNew);
    visit(u"absentOnNew", relay.absentOnNew);
    visit(u"silentPorts", relay.silentPorts);
    visit(u"extraFiles", relay.extraFiles);
    visit(u"mailboxes", relay.mailboxes);
    visit(u"mostMailboxes", relay.mostMailboxes);
    visit(u"messages", relay.messages);
    visit(u"bytes", relay.bytes);
    visit(u"queued", relay.queued);
    visit(u"operations", relay.operations);
}

void eachField(Is<AddressFacts> auto &addresses, auto visit)
{
    visit(u"oldV4", addresses.oldV4);
    visit(u"oldV6", addresses.oldV6);
    visit(u"newV4", addresses.newV4);
    visit(u"newV6", addresses.newV6);
    visit(u"link", addresses.link);
    visit(u"oldSshPort", addresses.oldSshPort);
    visit(u"newSshPort", addresses.newSshPort);
}

void eachField(Is<DnsFacts> auto &dns, auto visit)
{
    visit(u"recordsV4", dns.recordsV4);
    visit(u"recordsV6", dns.recordsV6);
    visit(u"ttlV4", dns.ttlV4);
    visit(u"ttlV6", dns.ttlV6);
    visit(u"oldTtlGone", dns.oldTtlGone);
    visit(u"ttlKept", dns.ttlKept);
    visit(u"oldNeededUntil", dns.oldNeededUntil);
}

void eachField(Is<CopyFacts> auto &copies, auto visit)
{
    visit(u"bytesPerSecond", copies.bytesPerSecond);
    visit(u"lastPassSeconds", copies.lastPassSeconds);
    visit(u"passes", copies.passes);
    visit(u"quarantined", copies.quarantined);
    visit(u"keysChanged", copies.keysChanged);
}

void eachField(Is<CutoverFacts> auto &cutover, auto visit)
{
    visit(u"id", cutover.id);
    visit(u"commitStarted", cutover.commitStarted);
    visit(u"answersOfOld", cutover.answersOfOld);
}

void eachField(Is<DiskFacts> auto &disk, auto visit)
{
    visit(u"fails", disk.fails);
    visit(u"readOnly", disk.readOnly);
    visit(u"unreadable", disk.unreadable);
    visit(u"leftBehind", disk.leftBehind);
}

void eachField(Is<Facts> auto &facts, auto visit)
{
    visit(u"relay", facts.relay);
    visit(u"addresses", facts.addresses);
    visit(u"dns", facts.dns);
    visit(u"copies", facts.copies);
    visit(u"cutover", facts.cutover);
    visit(u"disk", facts.disk);
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
