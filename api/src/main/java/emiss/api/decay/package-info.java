/** Decay modes and what they need from outside: transitions, form-factor tables, Standard-Model inputs. */
package emiss.api.decay;
