/** Finds scenario and experiment plugins and says where they came from. */
package emiss.app.plugin;
