package io.siyu.payment;

import io.quarkus.arc.All;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.payment.PaymentMismatches.Kind;
import io.siyu.platform.database.Database;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Decides in one transaction what trades mean, one or many by the same statements: those that fit
 * as a set, then whatever is odd about the others one by one.
 */
@ApplicationScoped
class TradeDecision {

  private final Database database;
  private final PaymentRepository payments;
  private final PaymentMismatches mismatches;
  private final List<PaymentListener> listeners;
  private final Clock clock;
  private final CrashPoints crashPoints;

  TradeDecision(
      Database database,
      PaymentRepository payments,
      PaymentMismatches mismatches,
      @All List<PaymentListener> listeners,
      Clock clock,
      CrashPoints crashPoints) {
    this.database = database;
    this.payments = payments;
    this.mismatches = mismatches;
    this.listeners = listeners;
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  /** All of them, or, when it fails, none. */
  Uni<Void> decide(List<ToldTrade> trades) {
    List<ToldTrade> inOrder = trades.stream().distinct().sorted(ToldTrade.ORDER).toList();
    return database.transaction(
        () -> decideInOrder(inOrder).invoke(() -> crashPoints.reach("notice.beforeCommit")));
  }

  /** What fits is one trade for each payment; a second one is told of a paid payment. */
  private Uni<Void> decideInOrder(List<ToldTrade> trades) {
    Map<UUID, ToldTrade> fitting = new LinkedHashMap<>();
    List<ToldTrade> odd = new ArrayList<>();
    for (ToldTrade told : trades) {
      if (!told.fits() || fitting.putIfAbsent(told.payment().id(), told) != null) {
        odd.add(told);
      }
    }
    return settle(List.copyOf(fitting.values()))
        .chain(
            known -> {
              Uni<Void> all = Uni.createFrom().voidItem();
              for (ToldTrade told : concat(known, odd)) {
                all = all.chain(() -> decideAnew(told));
              }
              return all;
            });
  }

  /**
   * Locks in one order, whatever shares the transaction: payers, payments, then what listeners
   * lock, each kind by its ids and the hottest rows last.
   *
   * @return those whose money was known before, by a notice that was faster
   */
  private Uni<List<ToldTrade>> settle(List<ToldTrade> trades) {
    if (trades.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    List<UUID> payers = trades.stream().map(told -> told.payment().payer()).distinct().toList();
    return each(listener -> listener.lock(payers))
        .chain(() -> payments.paid(trades, clock.instant()))
        .chain(changed -> tell(trades, changed));
  }

  private Uni<List<ToldTrade>> tell(List<ToldTrade> trades, Set<UUID> changed) {
    List<PaidPayment> paid = new ArrayList<>();
    List<ToldTrade> known = new ArrayList<>();
    for (ToldTrade told : trades) {
      if (changed.contains(told.payment().id())) {
        paid.add(money(told.payment(), told.trade()));
      } else {
        known.add(told);
      }
    }
    return (paid.isEmpty() ? Uni.createFrom().voidItem() : each(listener -> listener.paid(paid)))
        .replaceWith(known);
  }

  /** By what the payment is now. */
  private Uni<Void> decideAnew(ToldTrade told) {
    Trade trade = told.trade();
    if (told.payment() == null) {
      return mismatches.keep(Kind.UNKNOWN_TRADE, trade, null);
    }
    return payments
        .get(told.payment().id())
        .chain(
            payment -> {
              if (payment.state().hasMoney()) {
                return again(payment, trade);
              }
              if (!trade.amount().equals(payment.amount())) {
                return mismatches.keep(Kind.OTHER_AMOUNT, trade, payment.id());
              }
              return settle(List.of(new ToldTrade(payment, trade)))
                  .chain(
                      known ->
                          known.isEmpty()
                              ? Uni.createFrom().voidItem()
                              : payments.get(payment.id()).chain(paid -> again(paid, trade)));
            });
  }

  /** The same money told once more is nothing new; other money for it is too much. */
  private Uni<Void> again(Payment payment, Trade trade) {
    return trade.transactionId().equals(payment.transactionId())
        ? Uni.createFrom().voidItem()
        : mismatches.keep(Kind.PAID_TWICE, trade, payment.id());
  }

  private static PaidPayment money(Payment payment, Trade trade) {
    return new PaidPayment(payment.id(), payment.orderId(), payment.amount(), trade.paidAt());
  }

  private static List<ToldTrade> concat(List<ToldTrade> known, List<ToldTrade> odd) {
    List<ToldTrade> all = new ArrayList<>(known);
    all.addAll(odd);
    return all;
  }

  private Uni<Void> each(Function<PaymentListener, Uni<Void>> step) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (PaymentListener listener : listeners) {
      all = all.chain(() -> step.apply(listener));
    }
    return all;
  }
}
