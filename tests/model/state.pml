/* All that is known, and the guards. */

mtype = { serving, held, committed, forwarding };
mtype = { fenced, filled, open, settled };
mtype = { no_op, hold_op, back_op, commit_op, rehold_op, forward_op, fill_op, fence_op, open_op, settle_op };
mtype = { idle, asks, commits, learns, checks, tells, forwards, reholds, settles };
mtype = { none, TAKE_OLD, HOLD, STOP, ASIDE, COMMIT, RESUME, HOLD_AGAIN, ROLLBACK, NEW_IS_GONE,
          TAKE_NEW, BEGIN, PASS, FILL, FENCE, CLOSE, OPEN, SETTLE, OLD_IS_GONE };
mtype = { unborn, sends, receives, over };

/* OLD. */
mtype o_state = serving, o_disk = serving, o_op = no_op;
bool o_up = true, o_gone, o_runs = true, o_armed;
bool o_aside, o_was_aside;       /* its queue: out of its postfix' reach; in this cutover, once */
byte o_cut, o_lease = 1;
mtype unit = idle;              /* the commit unit */
byte unit_cut, unit_boot;
bool link;                      /* OLD to NEW, with ADMIN's key */
bool timer_saw_held;            /* only without its lock */

/* NEW. */
mtype n_state = fenced, n_disk = fenced, n_op = no_op;
bool n_up = true, n_gone, n_lifted, n_frozen = true, n_right;
byte n_cut, n_closed, n_boot, n_lease = 1, n_stage;

/* Messages: Q queued on OLD from the start, F accepted by OLD, N by NEW. */
#define Q 1
#define F 2
#define N 4
byte o_queue = Q, n_queue, accepted = Q, sent;

/* ADMINs: one command each that is decided and not yet there; one that its ADMIN gave up. */
typedef Command { mtype what = none; byte cut, boot, token };
Command admin[2], lost;
byte token[2], tokens = 1, cuts;
bool refused;
mtype pass[2] = unborn;
byte pass_cut[2];

byte faults = FAULTS;
bool ended;                     /* no more faults, and the ADMINs have stopped for good */
bool said_new_gone, said_old_gone, served_since_hold = true;

/* ---- The guards. Each can be taken out. */

#ifdef NO_CUTOVER_CHECK
#define SAME_CUT(a, b) true
#else
#define SAME_CUT(a, b) (a == b)
#endif
#ifdef NO_LEASE
#define LEASED(lease, given) true
#else
#define LEASED(lease, given) (lease == given)
#endif
/* Who opens because of a record waits for its lock: what is not synced may yet be untrue. */
#ifdef NO_READ_LOCK
#define o_read o_up
#define n_read n_up
#else
#define o_read o_free
#define n_read n_free
#endif
/* A word to open names NEW's boot. */
#ifdef NO_BOOT_ID
#define SAME_BOOT(boot) true
#else
#define SAME_BOOT(boot) (n_boot == boot)
#endif
/* It is read before OLD's record is: a NEW that was said to be gone since has another. */
#ifdef NO_BOOT_FIRST
#define AT_CHECKING learns
#define AFTER_CHECKING checks
#define AT_LEARNING checks
#define AFTER_LEARNING tells
#else
#define AT_LEARNING learns
#define AFTER_LEARNING checks
#define AT_CHECKING checks
#define AFTER_CHECKING tells
#endif
#ifdef NO_SETTLE_SERVING
#define MAY_SETTLE true
#else
#define MAY_SETTLE n_lifted
#endif
/* What NEW gets a copy of is out of OLD's postfix' reach. */
#ifdef NO_ASIDE
#define MAY_COPY (!o_runs)
#else
#define MAY_COPY (!o_runs && o_aside)
#endif
/* What was aside and is not any more was brought back by hand: it may have been sent. */
#ifdef NO_ASIDE_ONCE
#define MAY_SET_ASIDE true
#else
#define MAY_SET_ASIDE (!o_was_aside || o_aside)
#endif
#ifdef NO_ASIDE_CHECK
#define MAY_COMMIT true
#else
#define MAY_COMMIT o_aside
#endif
#ifdef NO_TELL_CHECK
#define MAY_TELL true
#else
#define MAY_TELL (o_state == committed && SAME_CUT(o_cut, unit_cut))
#endif
/* Cutovers are numbered, and NEW takes none that is not newer than its last. */
#ifdef NO_BEGIN_ONCE
#define MAY_BEGIN(cutover) true
#else
#define MAY_BEGIN(cutover) (cutover > n_cut)
#endif
#ifdef NO_PASS_CHECK
#define MAY_PASS(cutover) true
#else
#define MAY_PASS(cutover) (n_state == fenced && SAME_CUT(n_cut, cutover))
#endif

/* ADMIN has seen that NEW is closed to OLD's cutover: that is for good once it is synced. */
#ifdef NO_CLOSED_SEEN
#define CLOSED_SEEN true
#else
#ifdef NO_CLOSED_LOCK
#define CLOSED_SEEN (n_up && n_state == fenced && n_closed == o_cut)
#else
#define CLOSED_SEEN (n_free && n_state == fenced && n_closed == o_cut)
#endif
#endif
/* An open NEW is closed where OLD's record says that it serves. */
#ifdef NO_SERVING_SEEN
#define SERVING_SEEN true
#else
#define SERVING_SEEN (o_up && o_state == serving)
#endif
/* And only if it was not told to open since it has booted. */
#ifdef NO_UNTOLD
#define UNTOLD true
#else
#define UNTOLD (!n_lifted)
#endif
#ifdef NO_CLOSE_OPEN
#define MAY_CLOSE false
#else
#define MAY_CLOSE (n_state == open && UNTOLD)
#endif

#define o_serves (o_up && o_runs)
#define n_serves (n_up && n_lifted)
#define o_free (o_up && o_op == no_op)
#define n_free (n_up && n_op == no_op)
#define n_holds(cutover) (n_state != fenced && SAME_CUT(n_cut, cutover))

/* What a person may truthfully say. */
#define new_is_gone (!n_up && n_state != settled && o_up && o_state == committed)
#define old_is_gone (!o_up && o_cut == n_cut && (o_gone || (o_state != serving && o_aside)) && !served_since_hold && n_up && !n_lifted && \
    (n_state == filled || n_state == open))
