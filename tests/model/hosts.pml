/* OLD and NEW: what changes them, what they do with a command of ADMIN's, and alone. */

/* Every change of a host's state; `check` compares these arrows with guard.sh's. */
inline move_old(from, to) { assert(o_state == from); o_state = to; printf("old_moves %d>%d\n", from, to) }
inline move_new(from, to) { assert(n_state == from); n_state = to; printf("new_moves %d>%d\n", from, to) }
inline sync_record(disk, state) {
#ifndef NO_SYNC
    disk = state
#else
    skip
#endif
}

inline end_receivers() {
    if :: pass[0] == receives -> pass[0] = over :: else fi;
    if :: pass[1] == receives -> pass[1] = over :: else fi
}

/* ---- OLD's changes: begun under the lock, finished by Old below. */

inline begin_hold(cutover) {
#ifndef NO_ARM_FIRST
    o_armed = true;
#endif
    move_old(serving, held);
    o_cut = cutover; served_since_hold = true; o_was_aside = false; o_op = hold_op
}
/* The record first: what NEW has a copy of is in OLD's reach only when nobody can commit. */
inline begin_back() {
#ifdef NO_RECORD_FIRST
    o_aside = false;
#endif
    if
    :: o_state == held -> move_old(held, serving)
    :: else -> move_old(committed, serving)
    fi;
    o_op = back_op
}
inline go_back_without_new() { said_new_gone = true; said_old_gone = false; begin_back() }
inline finish_old() {
    sync_record(o_disk, o_state);
    if
    :: o_op == hold_op -> o_armed = true
    :: o_op == back_op -> o_aside = false; o_runs = true; o_armed = false; served_since_hold = true; watch()
    :: o_op == commit_op -> o_armed = false; unit = tells
    :: o_op == forward_op -> unit = settles
    :: else
    fi;
    o_op = no_op
}
inline begin_rehold() { o_armed = true; move_old(committed, held); o_op = rehold_op }
inline stop_unit() { unit = idle; unit_cut = 0; unit_boot = 0 }
inline resume() {
    link = true;
    if
    :: unit == idle && o_state == committed -> unit = learns; unit_cut = o_cut
    :: unit == idle && o_state == forwarding -> unit = settles; unit_cut = o_cut
    :: else
    fi
}

/* ---- NEW's. */

inline begin_fence() {
    if :: n_state == filled -> move_new(filled, fenced) :: else -> move_new(open, fenced) fi;
#ifndef NO_CLOSED
    n_closed = n_cut;
#endif
    n_op = fence_op
}
/* Open again after a reboot is the same, without a write. */
inline begin_open() {
    CHECK(COPY_UNTOUCHED, n_right);
    if :: n_state == filled -> move_new(filled, open) :: else fi;
    n_op = open_op
}
inline begin_settle() {
    move_new(open, settled);
#ifdef NO_SETTLED_FIRST
    n_frozen = false;
#endif
    n_op = settle_op
}
inline finish_new() {
    sync_record(n_disk, n_state);
    if
    :: n_op == open_op -> n_lifted = true; watch()
    :: n_op == settle_op -> n_lifted = true; n_frozen = false; watch()
    :: else
    fi;
    n_op = no_op
}

/* ---- What a host does with a command of ADMIN's. */

inline on_old(c) {
    if
    :: c.what == TAKE_OLD -> o_lease = c.token
    :: c.what != TAKE_OLD && !LEASED(o_lease, c.token) -> refused = true
    :: else ->
        CHECK(LEASE_KEPT, o_lease == c.token);
        if
        :: c.what == HOLD && o_state == serving -> begin_hold(c.cut)
        :: c.what == STOP && o_state == held && SAME_CUT(o_cut, c.cut) ->
            o_runs = false; served_since_hold = false
        :: c.what == ASIDE && o_state == held && SAME_CUT(o_cut, c.cut) && !o_runs ->
            if :: MAY_SET_ASIDE -> o_aside = true; o_was_aside = true :: else fi
        :: c.what == COMMIT && o_state == held && SAME_CUT(o_cut, c.cut) ->
            link = true; unit = asks; unit_cut = c.cut; unit_boot = 0
        :: c.what == RESUME && SAME_CUT(o_cut, c.cut) -> resume()
        :: c.what == HOLD_AGAIN && o_state == committed && SAME_CUT(o_cut, c.cut) -> begin_rehold()
        :: c.what == ROLLBACK && o_state == held && SAME_CUT(o_cut, c.cut) -> begin_back()
        :: c.what == NEW_IS_GONE && o_state == committed && SAME_CUT(o_cut, c.cut) -> go_back_without_new()
        :: else
        fi
    fi
}

inline on_new(c) {
    if
    :: c.what == TAKE_NEW -> n_lease = c.token
    :: c.what != TAKE_NEW && !LEASED(n_lease, c.token) -> refused = true
    :: else ->
        CHECK(LEASE_KEPT, n_lease == c.token);
        if
        :: c.what == BEGIN && n_state == fenced && c.cut > n_closed && MAY_BEGIN(c.cut) ->
            n_cut = c.cut; n_right = false; n_stage = 0;
#ifndef NO_RECEIVER_END
            end_receivers()
#endif
        /* The last pass, and OLD's queue from where it was set aside, compared. OLD must be there. */
        :: c.what == PASS && n_state == fenced && SAME_CUT(n_cut, c.cut) && o_up && o_state == held && SAME_CUT(o_cut, c.cut) && MAY_COPY ->
            n_right = true; n_stage = o_queue
        :: c.what == FILL && n_state == fenced && SAME_CUT(n_cut, c.cut) && c.cut > n_closed ->
            n_queue = n_stage;
#ifdef NO_FREEZE
            n_frozen = false;
#endif
            move_new(fenced, filled); n_op = fill_op
        :: c.what == FENCE && n_state == filled && SAME_CUT(n_cut, c.cut) -> begin_fence()
        :: c.what == CLOSE && MAY_CLOSE && SAME_CUT(n_cut, c.cut) -> begin_fence()
        :: c.what == OPEN && (n_state == filled || n_state == open) && !n_lifted && SAME_CUT(n_cut, c.cut) && SAME_BOOT(c.boot) -> begin_open()
        :: c.what == SETTLE && n_state == open && SAME_CUT(n_cut, c.cut) && MAY_SETTLE -> begin_settle()
        :: c.what == OLD_IS_GONE && (n_state == filled || n_state == open) && !n_lifted && SAME_CUT(n_cut, c.cut) ->
            said_old_gone = true; begin_open()
        :: else
        fi
    fi
}

proctype Old() {
end: do
    :: d_step { o_up && o_op != no_op -> finish_old() }
    /* The auto-rollback timer. */
#ifdef NO_TIMER_LOCK
    :: d_step { o_free && o_armed && o_state == held -> timer_saw_held = true }
    :: d_step { o_free && timer_saw_held -> timer_saw_held = false;
        o_aside = false; o_state = serving; o_op = back_op }
#else
    :: d_step { o_free && o_armed && o_state == held -> begin_back() }
#endif
    /* The commit unit. */
    :: d_step { o_up && unit == asks && (!link || !n_up || n_read) ->
        if
        :: link && n_up && n_state == filled && SAME_CUT(n_cut, unit_cut) -> unit_boot = n_boot; unit = commits
        :: else -> stop_unit()
        fi }
    :: d_step { o_free && unit == commits ->
        if
        :: o_state == held && SAME_CUT(o_cut, unit_cut) && MAY_COMMIT -> move_old(held, committed); o_op = commit_op
        :: else -> stop_unit()
        fi }
    :: d_step { o_up && unit == AT_LEARNING && (!link || !n_up || n_read) ->
        if
        :: link && n_up -> unit_boot = n_boot; unit = AFTER_LEARNING
        :: else -> stop_unit()
        fi }
    :: d_step { o_free && unit == AT_CHECKING ->
        if
        :: MAY_TELL -> unit = AFTER_CHECKING
        :: else -> stop_unit()
        fi }
    :: d_step { o_up && unit == tells && link && n_free ->
        if
        :: !n_holds(unit_cut) -> unit = reholds
        :: n_holds(unit_cut) && n_lifted -> unit = forwards
        :: n_holds(unit_cut) && !n_lifted && !SAME_BOOT(unit_boot) -> unit = learns
        :: else -> begin_open(); unit = learns
        fi;
        unit_boot = 0 }
    :: d_step { o_free && (unit == forwards || unit == reholds) ->
        if
        :: o_state != committed || !SAME_CUT(o_cut, unit_cut) -> stop_unit()
        :: o_state == committed && SAME_CUT(o_cut, unit_cut) && unit == forwards ->
            move_old(committed, forwarding); o_op = forward_op
        :: else -> begin_rehold(); stop_unit()
        fi }
    :: d_step { o_up && unit == settles && link && n_free ->
        if :: n_state == open -> begin_settle() :: else -> stop_unit() fi }
    :: d_step { o_up && (unit == tells || unit == settles) && !link -> stop_unit() }
    /* Mail. */
    :: d_step { o_serves && !o_aside && (o_queue & Q) -> o_queue = o_queue & ~Q; deliver(Q) }
    :: d_step { o_serves && !o_aside && (o_queue & F) -> o_queue = o_queue & ~F; deliver(F) }
    :: d_step { o_serves && !(accepted & F) -> accepted = accepted | F; o_queue = o_queue | F }
    od
}

proctype New() {
end: do
    :: d_step { n_up && n_op != no_op -> finish_new() }
    /* Open for 60 s: alone. */
    :: d_step { n_free && n_state == open && n_lifted -> begin_settle() }
    /* Postfix runs from filled on, behind the fence. */
    :: d_step { n_up && n_state != fenced && !n_frozen && (n_queue & Q) -> n_queue = n_queue & ~Q; deliver(Q) }
    :: d_step { n_up && n_state != fenced && !n_frozen && (n_queue & F) -> n_queue = n_queue & ~F; deliver(F) }
    :: d_step { n_serves && (n_queue & N) -> n_queue = n_queue & ~N; deliver(N) }
    :: d_step { n_serves && !(accepted & N) -> accepted = accepted | N; n_queue = n_queue | N }
    od
}
