/** What other programs can go on with: workspaces of pyhf, HS3 documents, tables and HEPData submissions. */
package emiss.app.export;
