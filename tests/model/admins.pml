/* The ADMINs: what they decide, and their passes. */

#define for_old(c) (c.what == TAKE_OLD || c.what == HOLD || c.what == STOP || c.what == ASIDE || c.what == COMMIT || \
    c.what == RESUME || c.what == HOLD_AGAIN || c.what == ROLLBACK || c.what == NEW_IS_GONE)
#define for_new(c) (c.what != none && !for_old(c))

inline forget(c) { c.what = none; c.cut = 0; c.boot = 0; c.token = 0 }

#define free_admin (!ended && admin[me].what == none && token[me] > 0)
#define both_held (free_admin && o_up && o_state == held && n_up)
#define o_past_commit (o_state == committed || o_state == forwarding)

inline decide(command, cutover) {
    admin[me].what = command; admin[me].cut = cutover; admin[me].token = token[me]
}
inline arrive() {
    forget(admin[me]);
    if :: refused -> token[me] = 0 :: else fi;
    refused = false
}

/* ADMIN remembers nothing but the command that it has decided: whatever it read may have
 * changed when the command arrives, or was never synced. It decides anything that its program
 * could. */
proctype Admin(byte me) {
end: do
    /* Takes the lease: the second one does, or one that lost its files. */
    :: d_step { admin[me].what == none && !ended && faults > 0 && (token[me] == 0 || token[me] == tokens) ->
        faults--; tokens++; token[me] = tokens }
    :: d_step { free_admin && o_up && token[me] > o_lease -> decide(TAKE_OLD, 0) }
    :: d_step { free_admin && n_up && token[me] > n_lease -> decide(TAKE_NEW, 0) }
    /* OLD. */
    :: d_step { free_admin && o_up && o_state == serving && cuts < CUTOVERS && n_state != open && n_state != settled ->
        cuts++; decide(HOLD, cuts) }
    :: d_step { free_admin && o_up && o_state == held && o_runs -> decide(STOP, o_cut) }
    :: d_step { free_admin && o_up && o_state == held -> decide(ROLLBACK, o_cut) }
    :: d_step { both_held && !o_runs && n_state == filled && unit == idle && MAY_COMMIT -> decide(COMMIT, o_cut) }
    :: d_step { free_admin && o_up && o_state == committed && CLOSED_SEEN -> decide(HOLD_AGAIN, o_cut) }
    :: d_step { free_admin && o_up && o_past_commit && n_up && (!link || (unit == idle && n_state != settled)) ->
        decide(RESUME, o_cut) }
    /* NEW. */
    :: d_step { both_held && !o_runs && n_state == fenced && n_cut != o_cut -> decide(BEGIN, o_cut) }
    :: d_step { both_held && !o_runs && !o_aside && MAY_SET_ASIDE && n_state == fenced && n_cut == o_cut && n_closed != n_cut && !n_right ->
        decide(ASIDE, o_cut) }
    :: d_step { both_held && MAY_COPY && n_state == fenced && n_cut == o_cut && n_closed != n_cut && !n_right ->
        decide(PASS, o_cut) }
    :: d_step { both_held && n_state == fenced && n_cut == o_cut && n_closed != n_cut && n_right ->
        decide(FILL, o_cut) }
    :: d_step { free_admin && n_up && n_state == filled -> decide(FENCE, n_cut) }
    :: d_step { free_admin && n_up && MAY_CLOSE && SERVING_SEEN -> decide(CLOSE, n_cut) }
    :: d_step { free_admin && n_read && o_read && o_past_commit && !n_lifted && (n_state == filled || n_state == open) && n_cut == o_cut ->
        admin[me].boot = n_boot; decide(OPEN, o_cut) }
    :: d_step { free_admin && n_up && n_state == open && n_lifted -> decide(SETTLE, n_cut) }
    /* The persons' words, true when said. A word that is older than seconds is refused. */
#ifdef NO_FRESH_WORD
    :: d_step { free_admin && new_is_gone -> decide(NEW_IS_GONE, o_cut) }
    :: d_step { free_admin && old_is_gone -> decide(OLD_IS_GONE, n_cut) }
#else
    :: d_step { free_admin && o_free && LEASED(o_lease, token[me]) && new_is_gone -> go_back_without_new() }
    :: d_step { free_admin && n_free && LEASED(n_lease, token[me]) && old_is_gone -> said_old_gone = true; begin_open() }
#endif
    /* The command is there; or it can't be sent. */
    :: d_step { for_old(admin[me]) && o_free -> on_old(admin[me]); arrive() }
    :: d_step { for_new(admin[me]) && n_free -> on_new(admin[me]); arrive() }
    :: d_step { for_old(admin[me]) && !o_up -> forget(admin[me]) }
    :: d_step { for_new(admin[me]) && !n_up -> forget(admin[me]) }
    /* It is sent, and ADMIN hears nothing of it: it may arrive at any time. */
    :: d_step { admin[me].what != none && faults > 0 && lost.what == none ->
        faults--;
        lost.what = admin[me].what; lost.cut = admin[me].cut;
        lost.boot = admin[me].boot; lost.token = admin[me].token; forget(admin[me]) }
    /* A pass begins while OLD serves: it deletes what OLD did not have then. */
    :: d_step { PASSES && !ended && pass[me] == unborn && token[me] > 0 && o_serves && o_state == serving && n_state == fenced ->
        pass[me] = sends; pass_cut[me] = n_cut }
    od
}

/* A command that was given up arrives, or never. */
proctype Lost() {
end: do
    :: d_step { for_old(lost) && o_free -> on_old(lost); forget(lost); refused = false }
    :: d_step { for_new(lost) && n_free -> on_new(lost); forget(lost); refused = false }
    :: d_step { for_old(lost) && !o_up -> forget(lost) }
    :: d_step { for_new(lost) && !n_up -> forget(lost) }
    od
}

/* Its start is checked under NEW's lock; what it writes then is not. */
proctype Sender(byte me) {
end: do
    :: d_step { pass[me] == sends && n_free ->
        if :: MAY_PASS(pass_cut[me]) -> pass[me] = receives :: else -> pass[me] = over fi;
        pass_cut[me] = 0 }
    :: d_step { pass[me] == receives ->
        CHECK(COPY_UNTOUCHED, n_state != open && n_state != settled);
        n_right = false; pass[me] = over }
    :: d_step { pass[me] == receives -> pass[me] = over }
    od
}
