/** What several formats have in common; for the readers and writers of this module only. */
package emiss.data.format;
