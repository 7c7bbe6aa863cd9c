/** The dashboard: its page, its sign-in, and the names that it shows in place of ids. */
package io.csatrelay.dashboard;
