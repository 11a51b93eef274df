/* ---- Nothing moves any more: what is named then ends it. */

proctype Helper() {
    byte round;
    /* What needs nobody. */
    atomic { timeout ->
        CHECK(SOMEBODY_SERVES, !(o_up && o_state == held));
        CHECK(SOMEBODY_SERVES, !(n_serves && n_state != settled)) }
    do
    :: atomic { timeout ->
        if
        :: o_serves || n_serves || round == ROUNDS -> break
        :: else -> round++;
            if
            /* resume */
            :: o_up && n_up && o_past_commit -> d_step { resume() }
            /* rollback: NEW is closed, OLD holds again, and goes back */
            :: o_free && n_free && o_state == committed && n_state == filled -> d_step { begin_fence() }
            :: o_free && n_free && o_state == committed && CLOSED_SEEN -> d_step { begin_rehold() }
            /* rollback --new-is-gone, or go-back.sh */
            :: o_free && new_is_gone -> d_step { go_back_without_new() }
            /* resume --old-is-gone */
            :: n_free && old_is_gone -> d_step { said_old_gone = true; begin_open() }
            :: else -> break
            fi
        fi }
    od;
    /* Another move begins so. */
    atomic { timeout ->
        if :: o_serves && n_free && (n_state == filled || MAY_CLOSE) -> d_step { begin_fence() } :: else fi };
    atomic { timeout ->
        CHECK(MOVES_AGAIN, !(o_serves && n_up) || n_state == fenced);
        if
        /* The only data were on a host that is gone for good. */
        :: (o_gone && n_gone) || (n_gone && (o_state == forwarding || n_state == settled)) ||
           (n_gone && said_old_gone && n_state == open) ||
           (o_gone && n_state != settled && (n_state == fenced || o_cut != n_cut || served_since_hold)) -> skip
        :: else ->
            CHECK(SOMEBODY_SERVES, o_serves || n_serves);
            CHECK(DELIVERED_ONCE, ((accepted & ~sent) & (said_new_gone -> (Q | F) : (Q | F | N))) == 0)
        fi }
}
