#include "core/engine/plan_text.h"
#include "core/profiles/profile.h"
#include "core/steps/all_steps.h"

#include <QJsonDocument>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// A step that would do three things, if anybody let it.
class Talker : public Step
{
public:
    StepId id() const override { return StepId::Ttl; }
    Plan describe(const Profile &, const Facts &) const override
    {
        return {{Role::Admin, Purpose::Change,
                 Command{"nsupdate"}.input(Secret("key move hunter2")), u"changes the records"_s},
                {Role::New, Purpose::Change,
                 Command::writeFile(u"/etc/thing"_s, u"0644"_s, "first\nsecond\n"), u"a file"_s},
                {Role::Old, Purpose::Undo, Command{"start", "{unit}"}, u"goes back"_s}};
    }
    Inspection inspect(StepContext &) override { qFatal("a plan asks nobody"); }
    void run(StepContext &) override { qFatal("a plan runs nothing"); }
    QList<Claim> prove(StepContext &) override { qFatal("a plan proves nothing"); }
};

Steps talker()
{
    Steps steps;
    steps.push_back(std::make_unique<Talker>());
    return steps;
}

} // namespace

class TestPlanText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatGoesIntoFiles();
    void keepsSecrets();
    void leavesOpenWhatIsNotKnown();
    void everyStepIsInEachListInItsOrder();
};

void TestPlanText::showsWhatGoesIntoFiles()
{
    const QString text = planText({}, {}, talker());
    QVERIFY(text.contains(u"== TTL (ttl)"_s));
    QVERIFY(text.contains(u"write /etc/thing (mode 0644)"_s));
    QVERIFY(text.contains(u"< first\n         < second\n"_s));
}

void TestPlanText::keepsSecrets()
{
    QVERIFY(!planText({}, {}, talker()).contains(u"hunter2"_s));
    QVERIFY(planText({}, {}, talker()).contains(u"a secret, not shown"_s));
    bool sawFile = false;
    for (const QJsonObject &object : planJson({}, {}, talker())) {
        QVERIFY(!QJsonDocument(object).toJson().contains("hunter2"));
        sawFile = sawFile || object[u"input"].toString() == u"first\nsecond\n";
    }
    QVERIFY(sawFile);
}

void TestPlanText::leavesOpenWhatIsNotKnown()
{
    QVERIFY(planText({}, {}, talker())
                .contains(u"  OLD   undo   goes back\n       $ start {unit}\n"_s));
    const QList<QJsonObject> objects = planJson({}, {}, talker());
    QCOMPARE(objects.at(2)[u"line"].toString(), u"start {unit}"_s);
    QCOMPARE(objects.at(2)[u"purpose"].toString(), u"undo"_s);
    // What any step may look at follows.
    QVERIFY(objects.size() > 3);
    QCOMPARE(objects.last()[u"step"].toString(), u"ttl"_s);
}

void TestPlanText::everyStepIsInEachListInItsOrder()
{
    const Steps steps = makeSteps();
    QCOMPARE(qsizetype(steps.size()), allSteps().size());
    for (qsizetype i = 0; i < allSteps().size(); ++i) {
        const StepId id = allSteps().at(i);
        QCOMPARE(steps[std::size_t(i)]->id(), id);
        QCOMPARE(stepFromName(stepName(id)), std::optional(id));
        QVERIFY(!stepTitle(id).isEmpty() && !plannedProofs(id).isEmpty());
        QCOMPARE(rollbackOrder().count(id), isCutover(id) ? 1 : 0);
        QCOMPARE(!stepTexts(id).takenBack.isEmpty(), isCutover(id));
    }
}

QTEST_APPLESS_MAIN(TestPlanText)
#include "tst_plan_text.moc"
