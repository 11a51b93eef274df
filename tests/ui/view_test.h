#pragma once
#include "tests/ui/sample_states.h"
#include "ui/window/migration_view.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <memory>

namespace relaymove {

// A window with one migration in it, fresh for each test.
class ViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<MigrationView>();
        m_view->resize(1280, 800);
        m_view->showPlans(sample::plans());
        m_view->setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->activateWindow();
    }
    void cleanup() { m_view.reset(); }

protected:
    template <typename T>
    T *find(const QString &name) const
    {
        return m_view->findChild<T *>(name);
    }
    QString text(const QString &label) const { return find<QLabel>(label)->text(); }
    void click(const QString &button)
    {
        QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton);
    }

    std::unique_ptr<MigrationView> m_view;
};

} // namespace relaymove
