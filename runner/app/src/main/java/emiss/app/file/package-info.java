/** What files are called, and hashes of their content. */
package emiss.app.file;
