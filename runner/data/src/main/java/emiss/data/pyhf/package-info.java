/** Workspaces of pyhf (HistFactory as JSON, specification 1.0.0): read as data sets, and written from them. */
package emiss.data.pyhf;
