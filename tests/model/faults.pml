/* ---- Faults, and who comes back. */

inline crash_old() {
    o_up = false; o_runs = false; o_op = no_op; stop_unit(); link = false; timer_saw_held = false;
    if :: pass[0] == sends -> pass[0] = over; pass_cut[0] = 0 :: else fi;
    if :: pass[1] == sends -> pass[1] = over; pass_cut[1] = 0 :: else fi
}
inline crash_new() { n_up = false; n_lifted = false; n_op = no_op; link = false; end_receivers() }
inline boot_old() {
    o_up = true;
    /* Its way back looks first: NEW may have been opened, on the word that this machine is gone. */
#ifndef NO_BOOT_LOOK
    if
    :: o_state == held && n_serves -> move_old(held, committed); o_armed = false; o_disk = o_state
    :: else
    fi;
#endif
#ifdef NO_BOOT_HOLD
    o_runs = true;
#else
    o_runs = (o_state == serving);
#endif
    /* Any start by its unit completes a way back that a crash cut off. */
#ifndef NO_BOOT_PUT_BACK
    if :: o_state == serving -> o_aside = false :: else fi;
#endif
    if :: o_runs -> served_since_hold = true :: else fi;
    watch()
}
inline boot_new() {
    n_up = true; n_boot++;
    if
    :: n_state == settled -> n_lifted = true; n_frozen = false
#ifdef NO_BOOT_FENCE
    :: n_state == open -> n_lifted = true
#endif
    :: else
    fi;
    watch()
}

proctype Faults() {
end: do
    :: atomic { o_up && faults > 0 -> faults--;
        if :: o_state = o_disk :: o_disk = o_state fi;
        if :: o_gone = true :: skip fi;
        d_step { crash_old() } }
    :: atomic { n_up && faults > 0 -> faults--;
        if :: n_state = n_disk :: n_disk = n_state fi;
        if :: n_gone = true :: skip fi;
        d_step { crash_new() } }
    :: d_step { link && faults > 0 -> faults--; link = false }
    /* A person on OLD: go-back.sh, and --new-is-gone. */
    :: d_step { o_free && o_state == held && faults > 0 -> faults--; begin_back() }
    :: d_step { o_free && new_is_gone -> go_back_without_new() }
    /* Somebody puts OLD's queue back by hand, while it holds. */
    :: d_step { FAULTS > 1 && o_free && o_state == held && o_aside && faults > 0 -> faults--; o_aside = false }
    /* Somebody starts OLD's postfix past its unit: its queue leaves, nothing comes in. */
    :: d_step { o_up && !o_runs && !o_aside && o_queue && faults > 0 -> faults--;
        if :: o_queue & Q -> deliver(Q) :: else fi;
        if :: o_queue & F -> deliver(F) :: else fi;
        o_queue = 0; served_since_hold = true }
    /* Links are up, and NEW greets, when an OLD returns on whose being gone NEW was opened. */
    :: d_step { !o_up && !o_gone && (n_serves || !(said_old_gone && (n_state == open || n_state == settled))) -> boot_old() }
    :: d_step { !n_up && !n_gone -> boot_new() }
    /* What only faults and ADMINs would have looked at: fewer states to tell apart. */
    :: d_step { !ended && admin[0].what == none && admin[1].what == none ->
        ended = true; faults = 0; token[0] = 0; token[1] = 0; tokens = 0; cuts = 0; o_lease = 0; n_lease = 0 }
    od
}
