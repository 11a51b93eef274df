#include "core/profiles/profile_store.h"

#include "core/base/user_text.h"
#include "core/profiles/ini_reader.h"
#include "core/profiles/profile_json.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr auto onlyForMe = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QDir in(const QString &folder, QStandardPaths::StandardLocation usual, const QString &name)
{
    const QDir base(folder.isEmpty() ? QStandardPaths::writableLocation(usual) + u"/relaymove"_s
                                     : QDir(folder).absolutePath());
    return QDir(base.filePath(name));
}

// All or nothing, and for nobody else's eyes.
std::expected<void, QString> writeProfile(const Profile &profile, const QString &path)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(onlyForMe) &&
                         file.write(QJsonDocument(toJson(profile)).toJson()) > 0 && file.commit();
    if (!written)
        return std::unexpected(
            UserText::tr("%1 can't be written: %2").arg(path, file.errorString()));
    return {};
}

std::expected<Profile, QString> readProfile(const QString &path)
{
    auto profile = ProfileStore::importProfile(path);
    // A file copied by hand would be the same migration twice.
    if (profile && profile->id != QFileInfo(path).completeBaseName())
        return std::unexpected(
            UserText::tr("Its id is not its file's name; duplicate profiles within Relaymove."));
    return profile;
}

} // namespace

ProfileStore ProfileStore::at(const QString &config, const QString &data)
{
    return ProfileStore(in(config, QStandardPaths::GenericConfigLocation, u"profiles"_s),
                        in(data, QStandardPaths::GenericDataLocation, u"migrations"_s));
}

ProfileStore::ProfileStore(const QDir &profiles, const QDir &migrations)
    : m_profiles(profiles),
      m_migrations(migrations == QDir() ? QDir(m_profiles.filePath(u"migrations"_s)) : migrations)
{
}

ProfileStore::Listing ProfileStore::list() const
{
    Listing listing;
    for (const QString &name : m_profiles.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const QString path = m_profiles.filePath(name);
        if (const auto profile = readProfile(path))
            listing.profiles << *profile;
        else
            listing.broken << Broken{path, profile.error()};
    }
    std::ranges::sort(listing.profiles, [](const Profile &a, const Profile &b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
    return listing;
}

std::expected<Profile, QString> ProfileStore::find(const QString &idOrName) const
{
    const Listing listing = list();
    for (const Profile &profile : listing.profiles) {
        if (profile.id == idOrName || profile.name == idOrName)
            return profile;
    }
    for (const Broken &broken : listing.broken) {
        if (QFileInfo(broken.path).completeBaseName() == idOrName)
            return std::unexpected(
                UserText::tr("%1 can't be read: %2").arg(broken.path, broken.reason));
    }
    return std::unexpected(UserText::tr("There is no profile \"%1\".").arg(idOrName));
}

std::expected<void, QString> ProfileStore::save(const Profile &profile) const
{
    const QJsonObject object = toJson(profile);
    if (const auto readable = profileFromJson(object); !readable)
        return std::unexpected(readable.error());
    for (const Profile &other : list().profiles) {
        if (other.id != profile.id && other.name == profile.name)
            return std::unexpected(
                UserText::tr("There is another profile named \"%1\".").arg(profile.name));
    }
    m_profiles.mkpath(u"."_s);
    return writeProfile(profile, fileOf(profile.id));
}

std::expected<void, QString> ProfileStore::remove(const QString &id) const
{
    QFile file(fileOf(id));
    if (!file.remove())
        return std::unexpected(
            UserText::tr("%1 can't be deleted: %2").arg(file.fileName(), file.errorString()));
    return {};
}

std::expected<Profile, QString> ProfileStore::duplicate(const QString &id) const
{
    auto profile = find(id);
    if (!profile)
        return profile;
    profile->id = Profile::fresh().id;
    profile->name = freeName(profile->name + u" (copy)"_s);
    if (const auto saved = save(*profile); !saved)
        return std::unexpected(saved.error());
    return profile;
}

std::expected<Profile, QString> ProfileStore::rename(const QString &id, const QString &name) const
{
    auto profile = find(id);
    if (!profile)
        return profile;
    profile->name = name.trimmed();
    if (profile->name.isEmpty())
        return std::unexpected(UserText::tr("A profile needs a name."));
    if (const auto saved = save(*profile); !saved)
        return std::unexpected(saved.error());
    return profile;
}

std::expected<void, QString> ProfileStore::exportProfile(const Profile &profile,
                                                         const QString &path)
{
    return writeProfile(profile, path);
}

std::expected<Profile, QString> ProfileStore::importProfile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(file.errorString());
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject())
        return std::unexpected(UserText::tr("It is not a JSON object (%1 at byte %2).")
                                   .arg(error.errorString())
                                   .arg(error.offset));
    return profileFromJson(document.object());
}

std::expected<Profile, QString> ProfileStore::importIni(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(UserText::tr("%1 can't be read: %2").arg(path, file.errorString()));
    const auto domain = iniValue(file.readAll(), u"params", u"mail_domain");
    if (!domain || domain->isEmpty())
        return std::unexpected(
            UserText::tr("%1 has no mail_domain in [params]: it is not a chatmail.ini.").arg(path));
    Profile profile = Profile::fresh();
    profile.name = *domain;
    profile.domain = *domain;
    const QFileInfo ini(path);
    profile.ini = ini.absoluteFilePath();
    if (QFileInfo::exists(ini.absolutePath() + u"/scripts/cmdeploy"_s))
        profile.checkout = ini.absolutePath();
    if (profile.ini == profile.checkout + u"/chatmail.ini"_s)
        profile.ini.clear(); // it stays right when the checkout moves
    return profile;
}

QString ProfileStore::migrationPath(const QString &id) const { return m_migrations.filePath(id); }

QDir ProfileStore::migrationFolder(const QString &id) const
{
    const QDir folder(migrationPath(id));
    // It will hold what was learnt about the hosts: nobody else's business.
    if (folder.mkpath(u"."_s))
        QFile::setPermissions(folder.path(), onlyForMe | QFileDevice::ExeOwner);
    return folder;
}

QString ProfileStore::fileOf(const QString &id) const
{
    return m_profiles.filePath(id + u".json"_s);
}

QString ProfileStore::freeName(const QString &wanted) const
{
    const QList<Profile> taken = list().profiles;
    QString name = wanted;
    const auto isTaken = [&](const Profile &p) { return p.name == name; };
    for (int i = 2; std::ranges::any_of(taken, isTaken); ++i)
        name = u"%1 %2"_s.arg(wanted).arg(i);
    return name;
}

} // namespace relaymove
