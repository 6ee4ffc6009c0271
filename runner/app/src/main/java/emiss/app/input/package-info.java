/** Theory inputs of a run or a study: form-factor sets, Standard-Model inputs, quark masses. */
package emiss.app.input;
