/** Decay modes and what they need from outside: transitions, form-factor tables, Standard-Model inputs. */
@API(status = API.Status.STABLE, since = "0.1")
package emiss.api.decay;

import org.apiguardian.api.API;
