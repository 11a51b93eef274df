#include "app/cli/printer.h"
#include "core/engine/plan_text.h"
#include "core/profiles/profile_json.h"
#include "core/status/status_json.h"
#include "core/steps/all_steps.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace relaymove;
using namespace relaymove::cli;
using namespace Qt::StringLiterals;

namespace {

// The part of docs/json.md below the heading that begins so.
QString described(const QString &heading)
{
    QFile file(QStringLiteral(RELAYMOVE_SOURCE_DIR "/docs/json.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll())
        .section(u"\n## "_s + heading, 1)
        .section(u"\n## "_s, 0, 0);
}

// The fields of a value, and of all that is in it, that a text does not name; numbers, as of
// ports, are no names.
QStringList undescribed(const QJsonValue &value, const QString &text)
{
    static const QRegularExpression number(u"^\\d+$"_s);
    QStringList missing;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!text.contains(u'`' + it.key() + u'`') && !number.match(it.key()).hasMatch())
            missing << it.key();
        missing << undescribed(it.value(), text);
    }
    for (const auto &each : value.toArray())
        missing << undescribed(each, text);
    missing.removeDuplicates();
    return missing;
}

// One of each kind, with all that it may have.
QList<Event> events()
{
    using namespace event;
    const Failure failure{failure::ClaimFalse{u"a"_s}};
    const Progress progress{.text = u"pass 1"_s, .secondsLeft = 3};
    return {RunStarted{},
            RunEnded{StepOutcome::Failed, failure},
            StepStarted{StepId::Sync},
            StepSkipped{StepId::Sync, {}},
            StepEnded{StepId::Sync, StepOutcome::Failed, failure},
            StepWaiting{StepId::Sync, {}},
            StepNote{StepId::Sync, {}},
            StepProgress{StepId::Sync, progress},
            ClaimChecked{StepId::Sync, {}},
            CheckMade{StepId::Sync, {}},
            QuestionAnswered{},
            Reached{Milestone::Hold},
            Serving{},
            PassEnded{},
            Projected{},
            ChildStarted{},
            ChildEnded{}};
}

template <std::size_t... I>
QList<Event> failures(std::index_sequence<I...>)
{
    return {event::RunEnded{StepOutcome::Failed, Failure{failure::Any(std::in_place_index<I>)}}...};
}

template <std::size_t... I>
QList<Event> questions(std::index_sequence<I...>)
{
    return {event::QuestionAsked{{.id = u"id"_s,
                                  .what = AnyQuestion(std::in_place_index<I>),
                                  .timeout = std::chrono::seconds(60)}}...};
}

RelayStatus status()
{
    RelayStatus status;
    status.oldHost.reached = true;
    status.oldHost.unknown[u"version"_s] = u"why"_s;
    status.oldHost.outside = {{u"198.51.100.10"_s, {PortAnswer::Open}}};
    status.dns.servers = {{u"ns1.example.org"_s, {}}};
    return status;
}

} // namespace

// Whoever reads our JSON by a program finds each field of it in docs/json.md.
class TestCliJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachFieldIsDescribed_data();
    void eachFieldIsDescribed();
    void eachEventIsDescribed();
    void whatIsNotDescribedIsSeen();
};

void TestCliJson::eachFieldIsDescribed_data()
{
    QTest::addColumn<QString>("heading");
    QTest::addColumn<QJsonValue>("said");
    QTest::newRow("status") << u"status NAME --json"_s << QJsonValue(toJson(status()));
    QJsonArray plan;
    for (const QJsonObject &row : planJson({}, {}, makeSteps()))
        plan << row;
    QTest::newRow("plan") << u"plan NAME --json"_s << QJsonValue(plan);
    Profile profile;
    profile.oldKey = PinnedHostKey::of(u"ssh-ed25519"_s, "blob");
    QTest::newRow("profile") << u"profile list --json"_s << QJsonValue(toJson(profile));
}

void TestCliJson::eachFieldIsDescribed()
{
    QFETCH(QString, heading);
    QFETCH(QJsonValue, said);
    QVERIFY(!said.toObject().isEmpty() || !said.toArray().isEmpty());
    QCOMPARE(undescribed(said, described(heading)).join(u' '), QString());
}

void TestCliJson::eachEventIsDescribed()
{
    const QString text = described(u"run, "_s);
    const auto rowOf = [&](const QString &name) {
        return text.section(u"\n| `"_s + name + u"` |"_s, 1).section(u'\n', 0, 0);
    };
    QSet<std::size_t> kinds;
    QString said;
    Printer printer(
        Printer::Style::Json, [&](const QString &line) { said = line; }, [](const QString &) {});
    for (const Event &event :
         events() + failures(std::make_index_sequence<std::variant_size_v<failure::Any>>()) +
             questions(std::make_index_sequence<std::variant_size_v<AnyQuestion>>())) {
        kinds << event.index();
        printer.take({QDateTime::currentDateTimeUtc(), event});
        QJsonObject object = QJsonDocument::fromJson(said.toUtf8()).object();
        const QString name = object[u"event"].toString();
        QCOMPARE(undescribed(object, text).join(u' '), QString());
        const QString row = rowOf(name);
        const QJsonObject typed =
            object.contains(u"failure") ? object[u"failure"].toObject() : object;
        if (typed[u"what"].isObject())
            QCOMPARE(undescribed(typed[u"what"], rowOf(typed[u"kind"].toString())).join(u' '),
                     QString());
        for (const char *common : {"v", "at", "event"})
            object.remove(QLatin1StringView(common));
        for (const QString &field : object.keys())
            QVERIFY2(row.contains(u'`' + field + u'`'), qPrintable(name + u": "_s + field));
    }
    QCOMPARE(kinds.size(), qsizetype(std::variant_size_v<Event>));
}

void TestCliJson::whatIsNotDescribedIsSeen()
{
    const QJsonObject object{{u"a"_s, QJsonArray{QJsonObject{{u"b"_s, 1}, {u"25"_s, 1}}}}};
    QCOMPARE(undescribed(object, u"`a`"_s), QStringList{u"b"_s});
}

QTEST_APPLESS_MAIN(TestCliJson)
#include "tst_cli_json.moc"
