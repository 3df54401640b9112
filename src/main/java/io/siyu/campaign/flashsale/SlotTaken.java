package io.siyu.campaign.flashsale;

/** PostgreSQL found a slot sold that the gate had handed out: the gate was behind. */
class SlotTaken extends RuntimeException {

  SlotTaken() {
    super("A slot was sold already.", null, false, false);
  }
}
