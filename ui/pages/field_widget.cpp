#include "ui/pages/field_widget.h"

#include "core/base/unreachable.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

template <typename T>
FieldWidget bound(QWidget *widget, ProfileMember<T> member, auto show, auto said)
{
    return {widget, [=](const Profile &profile) { show(member.of(profile)); },
            [=](Profile &profile) { member.of(profile) = said(); }};
}

FieldWidget make(const TextField &text, const ProfileLabel &label, QWidget *parent)
{
    if (!text.oneOf.isEmpty()) {
        auto *box = new QComboBox(parent);
        box->addItems(text.oneOf);
        // None is chosen where the profile has another one.
        return bound(
            box, text.member,
            [=](const QString &name) { box->setCurrentIndex(box->findText(name)); },
            [=] { return box->currentText(); });
    }
    auto *line = new QLineEdit(parent);
    line->setPlaceholderText(label.example);
    return bound(
        line, text.member, [=](const QString &typed) { line->setText(typed); },
        [=] { return line->text().trimmed(); });
}

FieldWidget make(const NumberField &number, const ProfileLabel &, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(number.mayBeZero ? 0 : number.least, number.most);
    return bound(
        box, number.member, [=](int value) { box->setValue(value); }, [=] { return box->value(); });
}

FieldWidget make(const YesNoField &yesNo, const ProfileLabel &label, QWidget *parent)
{
    auto *box = new QCheckBox(label.text, parent);
    return bound(
        box, yesNo.member, [=](bool yes) { box->setChecked(yes); },
        [=] { return box->isChecked(); });
}

FieldWidget make(const MethodField &method, const ProfileLabel &, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    for (const auto &[value, text] : method.choices)
        box->addItem(text, int(value));
    return bound(
        box, method.member, [=](DnsMethod to) { box->setCurrentIndex(box->findData(int(to))); },
        [=] { return DnsMethod(box->currentData().toInt()); });
}

// A host's key is agreed to, not typed.
FieldWidget make(const HostKeyField &, const ProfileLabel &, QWidget *) { unreachable(); }

} // namespace

FieldWidget makeFieldWidget(const ProfileField &field, QWidget *parent)
{
    const auto &[text, example, spoken, updates] = field.label;
    const FieldWidget made =
        std::visit([&](const auto &kind) { return make(kind, field.label, parent); }, field.kind);
    made.widget->setObjectName(u"field-"_s + field.key);
    made.widget->setAccessibleName(spoken.isEmpty() ? QString(text).remove(u'&') : spoken);
    return made;
}

} // namespace relaymove
