#pragma once
#include "ui/words/cutover_bars.h"

#include <QWidget>

#include <optional>

namespace relaymove {

// How the cutover's seconds were spent, each part below the one before, and where
// it was expected to end.
class CutoverChart : public QWidget
{
    Q_OBJECT

public:
    explicit CutoverChart(QWidget *parent = nullptr);
    void show(const QList<CutoverBar> &bars, std::optional<double> projected);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;
    void paintBar(QPainter &painter, int row, double pixelsPerSecond) const;
    void paintProjected(QPainter &painter, double pixelsPerSecond) const;

    QList<CutoverBar> m_bars;
    std::optional<double> m_projected;
};

} // namespace relaymove
