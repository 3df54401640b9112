/**
 * The beginning: settings first, then the application, and one line for each reason why it cannot
 * start. It may use any package, and nothing may use it.
 */
package io.siyu.start;
