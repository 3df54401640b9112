package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChainStatesTest {

  @Test
  void ended_states_are_final() {
    assertThat(ChainState.SETTLED.next()).isEmpty();
    assertThat(ChainState.CANCELLED.next()).isEmpty();
    assertThat(EntryState.EXPIRED.next()).isEmpty();
    assertThat(EntryState.WITHDRAWN.next()).isEmpty();
    assertThat(EntryState.FULFILLED.next()).isEmpty();
  }

  @Test
  void only_a_closed_chain_is_settled_and_only_an_unsettled_one_cancelled() {
    assertThat(ChainState.before(ChainState.SETTLED)).containsExactly(ChainState.CLOSED);
    assertThat(ChainState.before(ChainState.CANCELLED))
        .containsExactlyInAnyOrder(
            ChainState.DRAFT, ChainState.OPEN, ChainState.REACHED, ChainState.CLOSED);
  }

  @Test
  void a_number_comes_from_a_reservation_alone() {
    assertThat(EntryState.before(EntryState.PAID)).containsExactly(EntryState.RESERVED);
    assertThat(EntryState.before(EntryState.EXPIRED)).containsExactly(EntryState.RESERVED);
  }
}
