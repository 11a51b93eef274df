#pragma once
#include "core/base/role.h"
#include "core/base/secret.h"
#include "core/profiles/profile.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStringListModel;

namespace relaymove {

class KnownKey;
class ProblemLabel;

// What a person says about a move. What is missing or wrong is said below the
// field that it is about, from the first attempt to save on.
class ProfileFormPage : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileFormPage(QWidget *parent = nullptr);

    void edit(const Profile &profile);
    // A reason that only saving can find, such as a name that is taken.
    void say(const QString &trouble);

Q_SIGNALS:
    // The secret is empty when it was not typed.
    void saveRequested(const relaymove::Profile &profile, const relaymove::Secret &dnsSecret);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void followDomain();
    void buildDns(QFormLayout *form);
    QWidget *buttons();
    QLineEdit *field(QFormLayout *form, const QString &member, const QString &label,
                     const QString &example);
    void withBrowse(QFormLayout *form, QLineEdit *edit, bool folder);
    void addProblemLabel(QFormLayout *form, const QString &member);
    Profile typed() const;
    void save();
    QList<Profile::Problem> problems() const;
    QList<Profile::Problem> showProblems();
    static QString shortName(const QLineEdit *edit);
    void showDnsFields();
    void readIni(const QString &path);
    void readFolder();
    void expandHome(QLineEdit *edit);
    void hostField(const QString &member, const QString &label, Role role);
    void showKeys();

    Profile m_profile;
    bool m_tried = false;      // to save; nobody is told off for what they did not type yet
    bool m_nameFollows = true; // the domain
    QFormLayout *m_form = nullptr;
    QHash<QString, QLineEdit *> m_fields;      // by the profile's member
    QHash<QString, ProblemLabel *> m_problems; // the same
    QHash<Role, KnownKey *> m_keys;
    QStringListModel *m_hostNames; // of the person's ssh config
    QComboBox *m_method = nullptr;
    QComboBox *m_algorithm = nullptr;
    QSpinBox *m_port = nullptr;
    QLineEdit *m_secret = nullptr;
    QCheckBox *m_stopAtEveryPage = nullptr;
    QCheckBox *m_disableByCmdeploy = nullptr;
    QCheckBox *m_oldIsFailing = nullptr;
    ProblemLabel *m_trouble = nullptr;
    QPushButton *m_keep = nullptr;
};

} // namespace relaymove
