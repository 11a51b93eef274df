#include "core/host/interrupt.h"

#include "core/base/failure.h"

namespace relaymove {

void Stoppable::checkpoint()
{
    if (m_stop.isRaised())
        throw Cancelled{};
}

} // namespace relaymove
