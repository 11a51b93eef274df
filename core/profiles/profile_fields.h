#pragma once
#include "core/profiles/profile.h"

#include <variant>

namespace relaymove {

// Where a profile keeps a value: in itself or in its DNS settings.
template <typename T>
class ProfileMember
{
public:
    constexpr ProfileMember(T Profile::*member) : m_own(member) {}
    constexpr ProfileMember(T DnsSettings::*member) : m_inDns(member) {}

    T &of(Profile &profile) const { return m_own ? profile.*m_own : profile.dns.*m_inDns; }
    const T &of(const Profile &profile) const
    {
        return m_own ? profile.*m_own : profile.dns.*m_inDns;
    }

private:
    T Profile::*m_own = nullptr;
    T DnsSettings::*m_inDns = nullptr;
};

struct TextField
{
    enum class Input { Line, OldHost, NewHost, Folder, File };
    ProfileMember<QString> member;
    Input input = Input::Line;
    QStringList oneOf = {}; // empty: any text
};

struct NumberField
{
    ProfileMember<int> member;
    int least;
    int most;
    QString outside; // the problem then
    bool mayBeZero = false;
};

struct YesNoField
{
    ProfileMember<bool> member;
};

struct MethodField
{
    struct Choice
    {
        DnsMethod method;
        QString label;
    };
    ProfileMember<DnsMethod> member;
    QList<Choice> choices;
};

struct HostKeyField
{
    ProfileMember<PinnedHostKey> member;
};

// Of the command line: --name VALUE, and what it is; in English and plain letters, as all that
// it says.
struct ProfileOption
{
    QLatin1StringView name, value, help;
};

struct ProfileLabel
{
    QString text;
    QString example;      // where nothing is typed yet
    QString spoken;       // to who can't see what stands around the label; empty: the label
    bool updates = false; // only where Relaymove sends the records (RFC 2136)
};

// All that is to be known about one field; the file, the form and the command line are made
// of these.
struct ProfileField
{
    QString key; // in the JSON; "dns.zone" is zone within dns
    std::variant<TextField, NumberField, YesNoField, MethodField, HostKeyField> kind;
    ProfileOption option = {}; // no name: the command line has none
    ProfileLabel label = {};   // no text: the form doesn't have it
    // What is wrong with it; nothing: it is fine.
    QString (*check)(const Profile &) = nullptr;
};

// In the form's order.
QList<ProfileField> profileFields();

// One reason why the move can't start, and the key of the field that it is about.
struct ProfileProblem
{
    QString key;
    QString sentence;
    friend bool operator==(const ProfileProblem &, const ProfileProblem &) = default;
};
// What can be seen without asking any host or file. Empty: fine.
QList<ProfileProblem> problemsOf(const Profile &profile);

} // namespace relaymove
