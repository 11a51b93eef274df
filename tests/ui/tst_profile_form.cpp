#include "ui/pages/profile_form_page.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class TestProfileForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Seen: with a problem shown, the rows below it had no height.
    void everyRowIsThereBesideProblems()
    {
        ProfileFormPage page;
        page.edit(Profile::fresh());
        page.resize(1200, 800);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        for (const QString &host : {u"oldHost"_s, u"newHost"_s})
            page.findChild<QLineEdit *>(u"field-"_s + host)->setText(u"old.example"_s);
        QMetaObject::invokeMethod(page.findChild<QObject *>(u"saveProfile"_s), "click");
        const auto *method = page.findChild<QComboBox *>(u"dnsMethod"_s);
        QTRY_VERIFY(page.findChild<QWidget *>(u"problem-newHost"_s)->isVisible());
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        for (const QString &member : {u"name"_s, u"oldHost"_s, u"checkout"_s, u"ini"_s})
            QVERIFY2(page.findChild<QWidget *>(u"field-"_s + member)->height() > 10,
                     qPrintable(member));
        QVERIFY(method->height() > 10);
    }
};

QTEST_MAIN(TestProfileForm)
#include "tst_profile_form.moc"
