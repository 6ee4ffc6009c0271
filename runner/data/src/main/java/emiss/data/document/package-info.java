/**
 * JSON and YAML documents whose every value knows its line and column, and their strict decoding. Bad input is never an
 * exception here: problems are collected, so that all of them can be reported at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package emiss.data.document;

import org.apiguardian.api.API;
