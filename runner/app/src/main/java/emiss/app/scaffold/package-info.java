/** Writes the projects with which plugin authors begin. */
package emiss.app.scaffold;
