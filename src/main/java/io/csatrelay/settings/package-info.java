/**
 * Settings: each declared once, read from the environment, mounted files and a properties file, checked all together; and the one place
 * where the system's clock is read. The ground of the house: it knows no other package of it.
 */
package io.csatrelay.settings;
