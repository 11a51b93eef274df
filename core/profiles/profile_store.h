#pragma once
#include "core/profiles/profile.h"

#include <QDir>
#include <QList>
#include <QString>

#include <expected>

namespace relaymove {

// A folder with one JSON file a profile, named by its id. The wizard and the
// command line share it; nothing is remembered between two calls.
class ProfileStore
{
public:
    // Within these folders; an empty one is the person's usual one for configuration, or
    // data. Both programs use the same.
    static ProfileStore at(const QString &config, const QString &data);
    explicit ProfileStore(const QDir &profiles, const QDir &migrations = {});

    struct Broken
    {
        QString path;
        QString reason;
    };
    struct Listing
    {
        QList<Profile> profiles; // by name
        QList<Broken> broken;    // left alone
    };
    Listing list() const;
    // By its id or its name.
    std::expected<Profile, QString> find(const QString &idOrName) const;

    // All or nothing. A second profile of the same name is refused.
    std::expected<void, QString> save(const Profile &profile) const;
    // Leaves what its migration wrote.
    std::expected<void, QString> remove(const QString &id) const;
    std::expected<Profile, QString> duplicate(const QString &id) const;
    std::expected<Profile, QString> rename(const QString &id, const QString &name) const;

    // A file that importProfile reads, here or on another computer. There is no secret
    // in it, for there is none in a profile.
    static std::expected<void, QString> exportProfile(const Profile &profile, const QString &path);
    // What was exported, by whatever version, as it is today; not saved yet.
    static std::expected<Profile, QString> importProfile(const QString &path);
    // A profile, not yet saved, for the relay that a chatmail.ini is about.
    static std::expected<Profile, QString> importIni(const QString &path);

    // Where a migration's facts, journal, log and report are.
    QString migrationPath(const QString &id) const;
    QDir migrationFolder(const QString &id) const; // made when missing

private:
    QString fileOf(const QString &id) const;
    QString freeName(const QString &wanted) const;

    QDir m_profiles;
    QDir m_migrations;
};

} // namespace relaymove
