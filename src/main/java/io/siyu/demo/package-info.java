/**
 * A fresh-fruit brand to try Siyu with: stores, communities, products, members with a year of
 * history, coupons in every state, chain-buys in every state, flash sales. It may use any feature,
 * and nothing may use it.
 *
 * <p>It is content ({@code resources/demo/*.json}, nicknames) and SQL that turns it into rows
 * ({@code resources/demo/*.sql}), because services would not do, table by table:
 *
 * <ul>
 *   <li>stores, communities, products, offers, rewards, chains, flash sales: services give them
 *       random ids; here ids follow from names, so that the same thing has the same id wherever it
 *       was loaded;
 *   <li>orders, payments, refunds, entries, growth, points, coupons: services write history only as
 *       of now, and a year of it took them some ten thousand transactions; here it is a few dozen
 *       statements in one transaction, all or nothing;
 *   <li>stock of SKUs is what lies on the shelf today, as no feature keeps what ever came in.
 * </ul>
 *
 * <p>What services would have made sure of is made sure of in three other ways: the tables' own
 * constraints refuse what cannot be, prices, multipliers and expiry are computed by the rules that
 * lie in the tables, and a test runs every reconciliation query over the result. What is not over
 * is left to the running application: reminders go out, a chain-buy whose last payment is overdue
 * gets settled, sales open and close.
 *
 * <p>Invented throughout: nicknames only, no names, no phone numbers, no addresses of people.
 */
package io.siyu.demo;
