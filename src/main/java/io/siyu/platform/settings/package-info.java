/**
 * What settings have to satisfy before anything is started: each package says it about its own in a
 * {@link io.siyu.platform.settings.SettingsCheck}, and {@code io.siyu.start} asks all of them.
 */
package io.siyu.platform.settings;
