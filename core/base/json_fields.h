#pragma once
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>
#include <concepts>
#include <optional>
#include <type_traits>
#include <variant>

namespace relaymove {

// A struct in JSON. Its fields are listed once, with their names, so that reading and writing
// can't drift apart:
//     void eachField(Is<Thing> auto &thing, auto visit) { visit(u"size", thing.size); }
template <class T, class... Of>
concept Is = (std::same_as<std::remove_const_t<T>, Of> || ...);

inline QJsonValue toValue(const QString &value) { return value; }
inline QJsonValue toValue(const QStringList &value) { return QJsonArray::fromStringList(value); }
inline QJsonValue toValue(int value) { return value; }
inline QJsonValue toValue(bool value) { return value; }
inline QJsonValue toValue(qint64 value) { return value; }
inline QJsonValue toValue(double value) { return value; }
inline QJsonValue toValue(const QDateTime &value)
{
    return value.isValid() ? value.toUTC().toString(Qt::ISODate) : QString();
}

inline void fromValue(const QJsonValue &json, QString &value) { value = json.toString(); }
inline void fromValue(const QJsonValue &json, QStringList &value)
{
    value.clear();
    for (const auto &item : json.toArray())
        value << item.toString();
}
inline void fromValue(const QJsonValue &json, int &value) { value = json.toInt(); }
inline void fromValue(const QJsonValue &json, bool &value) { value = json.toBool(); }
inline void fromValue(const QJsonValue &json, qint64 &value) { value = json.toInteger(); }
inline void fromValue(const QJsonValue &json, double &value) { value = json.toDouble(); }
inline void fromValue(const QJsonValue &json, QDateTime &value)
{
    value = QDateTime::fromString(json.toString(), Qt::ISODate);
}

template <class T>
QJsonObject fieldsToJson(const T &of);
template <class T>
void fieldsFromJson(const QJsonObject &object, T &of);

// A struct whose fields are listed.
template <class T>
concept HasFields = requires(T &of) { eachField(of, [](QStringView, auto &) {}); };

QJsonValue toValue(const HasFields auto &of) { return fieldsToJson(of); }
void fromValue(const QJsonValue &json, HasFields auto &of) { fieldsFromJson(json.toObject(), of); }

template <class T>
QJsonValue toValue(const QList<T> &list)
{
    QJsonArray array;
    for (const T &each : list)
        array << fieldsToJson(each);
    return array;
}
template <class T>
void fromValue(const QJsonValue &json, QList<T> &list)
{
    list.clear();
    for (const auto &each : json.toArray())
        fieldsFromJson(each.toObject(), list.emplace_back());
}

template <class T>
QJsonObject fieldsToJson(const T &of)
{
    QJsonObject object;
    eachField(of, [&](QStringView name, const auto &value) { object[name] = toValue(value); });
    return object;
}

template <class T>
void fieldsFromJson(const QJsonObject &object, T &of)
{
    eachField(of, [&](QStringView name, auto &value) { fromValue(object[name], value); });
}

// The kinds of a variant have names, in its order.
template <class Variant>
using NamesOf = std::array<QStringView, std::variant_size_v<Variant>>;

// One of this kind, with nothing in its fields yet.
template <class Variant>
std::optional<Variant> ofKind(const NamesOf<Variant> &names, QStringView kind)
{
    static const auto each = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array{Variant(std::in_place_index<I>)...};
    }(std::make_index_sequence<std::variant_size_v<Variant>>());
    const auto found = std::ranges::find(names, kind);
    return found == names.end() ? std::nullopt
                                : std::optional(each.at(std::size_t(found - names.begin())));
}

} // namespace relaymove
