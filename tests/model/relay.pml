/* The cutover's protocol: README.md says what is modelled, guards.txt which guard keeps what.
 * All state is global. Each step of a host is one d_step, as it is under that host's lock. A
 * record is changed in two steps: written (o_state), then synced (o_disk).
 */

/* The bounds, all of them; `check` sets them for each run. */
#ifndef FAULTS
#define FAULTS 1        /* reboots, broken links, lost answers, lost files, take-overs, ... */
#endif
#ifndef CUTOVERS
#define CUTOVERS 1      /* how often an ADMIN may begin */
#endif
#ifndef ADMINS
#define ADMINS 1
#endif
#ifndef PASSES
#define PASSES 0        /* 1: each ADMIN may have begun a pass while OLD served */
#endif
#define ROUNDS 4        /* named commands that may be needed once faults have ended */

#include "state.pml"
#include "properties.pml"
#include "hosts.pml"
#include "admins.pml"
#include "faults.pml"
#include "ends.pml"

init {
    token[0] = 1;
    atomic {
        run Old(); run New(); run Lost(); run Faults(); run Helper();
        run Admin(0);
        if :: ADMINS == 2 -> run Admin(1) :: else fi;
        if :: PASSES -> run Sender(0); run Sender(1) :: else fi
    }
}
