#pragma once
#include "core/base/role.h"
#include "core/base/secret.h"
#include "ui/pages/field_widget.h"

#include <QFileDialog>
#include <QHash>
#include <QWidget>

class QFormLayout;
class QLineEdit;
class QPushButton;
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
    QWidget *buttons();
    void addField(const ProfileField &field);
    void addBelow(QLineEdit *line, const QString &key, TextField::Input input);
    void addHost(QLineEdit *line, const QString &key, Role role);
    void addBrowse(QLineEdit *line, const QString &key, QFileDialog::FileMode mode,
                   void (ProfileFormPage::*read)());
    void addSecret();
    Profile typed() const;
    void save();
    QList<ProfileProblem> problems() const;
    QList<ProfileProblem> showProblems();
    void showDnsFields();
    void readIni();
    void readFolder();
    void importFrom(const QString &ini);
    void expandHome(QLineEdit *line);
    void showKeys();

    Profile m_profile;
    bool m_tried = false;      // to save; nobody is told off for what they did not type yet
    bool m_nameFollows = true; // the domain
    QFormLayout *m_form = nullptr;
    QList<FieldWidget> m_fields;
    QHash<QString, QLineEdit *> m_lines;       // by the field's key
    QHash<QString, ProblemLabel *> m_problems; // the same
    QWidgetList m_forUpdates;                  // of DNS
    QHash<Role, KnownKey *> m_keys;
    QStringListModel *m_hostNames; // of the person's ssh config
    QLineEdit *m_secret = nullptr;
    ProblemLabel *m_trouble = nullptr;
    QPushButton *m_keep = nullptr;
};

} // namespace relaymove
