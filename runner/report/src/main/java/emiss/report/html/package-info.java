/** Building blocks of HTML: tables, links, and measured numbers as pages show them. */
package emiss.report.html;
