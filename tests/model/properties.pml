/* What must hold. What must hold in the end is in ends.pml. */

/* Which property's assertions count; 0: all. */
#ifndef ONLY
#define ONLY 0
#endif
#define CHECK(property, claim) assert((ONLY != 0 && ONLY != property) || (claim))
#define NEVER_BOTH 1
#define DELIVERED_ONCE 2
#define QUEUE_ONCE 3
#define COPY_UNTOUCHED 4
#define SOMEBODY_SERVES 5
#define LEASE_KEPT 6
#define MOVES_AGAIN 7

inline watch() { CHECK(NEVER_BOTH, !(o_serves && n_serves)) }

inline deliver(message) {
    CHECK(DELIVERED_ONCE, !(sent & message));
    CHECK(QUEUE_ONCE, message != Q || !(sent & Q));
    sent = sent | message
}
