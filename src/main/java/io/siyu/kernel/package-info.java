/** Values and failures that every feature speaks of. Depends on the JDK alone. */
package io.siyu.kernel;
