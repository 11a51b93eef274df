#pragma once
#include "core/engine/snapshot.h"
#include "ui/widgets/card.h"

class QGridLayout;
class QLabel;
class QProgressBar;

namespace relaymove {

// What a running or interrupted step is at: its own words, a bar, figures.
class ProgressCard : public Card
{
    Q_OBJECT

public:
    explicit ProgressCard(QWidget *parent = nullptr);
    void show(StepId step, const Snapshot &snapshot);

private:
    void showBar(const StepState &step);
    void showFigures(StepId step, const State &state);

    static constexpr int columns = 4;
    QLabel *m_text;
    QLabel *m_elapsed;
    QProgressBar *m_bar;
    QLabel *m_values[columns];
    QLabel *m_captions[columns];
};

} // namespace relaymove
