/** What the brand sells: products, their SKUs and the stock of each. */
package io.siyu.catalog;
